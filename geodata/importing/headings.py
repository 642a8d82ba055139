"""What headings mean: common ones in English, Arabic and Russian, and those of ACLED and UCDP GED.

Sources of the last two: the column lists of the ACLED Codebook and of the UCDP Georeferenced Event Dataset Codebook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORDS: Final = {
    "id": "id|record id|claim id|site id|incident id|event id|المعرف|رقم|номер|идентификатор",
    "place": "place|place name|location|locality|site|name|town|village|city|site name|location name|where"
    "|verbatimlocality|toponym|الاسم|المكان|الموقع|اسم المكان|البلدة|القرية|المدينة|место|название|населенный пункт"
    "|населённый пункт|пункт|город",
    "coordinates": "coordinates|coords|coordinate|position|lat lon|lat lng|latlon|latlng|lat long|latitude longitude"
    "|gps|mgrs|utm|grid|grid reference|geolocation|point|الإحداثيات|احداثيات|إحداثيات|координаты",
    "lat": "lat|latitude|decimallatitude|lat deg|خط العرض|العرض|دائرة العرض|широта",
    "lon": "lon|lng|long|longitude|decimallongitude|lon deg|خط الطول|الطول|долгота",
    "zone": "zone|utm zone|المنطقة|зона",
    "easting": "easting|utm e|utm easting|utm x|شرقيات",
    "northing": "northing|utm n|utm northing|utm y|شماليات",
    "uncertainty": "uncertainty|uncertainty m|coordinateuncertaintyinmeters|accuracy|accuracy m|radius|radius m"
    "|error m|precision m|الدقة|نصف القطر|هامش الخطأ|погрешность|точность|радиус",
    "kind": "kind|place type|site type|feature type|type of place|category|نوع المكان|тип места",
    "summary": "summary|description|text|statement|notes|note|claim|what|details|comment|narrative|الوصف|وصف|ملخص"
    "|التفاصيل|النص|ملاحظات|البيان|описание|текст|заявление|примечание|содержание",
    "actor": "actor|claimant|speaker|who|who says|said by|according to|stated by|attributed to|القائل|المصدر الناطق|الجهة"
    "|الطرف|кто заявил|заявитель|сторона|автор",
    "polarity": "polarity|stance|affirm deny|الموقف|позиция",
    "event": "event|incident|event name|الحدث|الحادث|событие|инцидент",
    "about_actor": "about actor|perpetrator|accused|alleged perpetrator|attacker|suspected actor|responsible"
    "|المتهم|الفاعل|المسؤول|المنفذ|обвиняемый|исполнитель|виновный",
    "relation": "relation|spatial relation|العلاقة|отношение",
    "distance": "distance|stated distance|offset|المسافة|расстояние|дистанция",
    "bearing": "bearing|direction|heading|azimuth|الاتجاه|направление|азимут",
    "country": "country|country name|country code|iso3|iso2|البلد|الدولة|страна",
    "province": "province|governorate|admin1|admin 1|adm1|state|oblast|region|district|admin2|admin 2|adm2|county|المحافظة|محافظة"
    "|область|район",
    "event_time": "event time|event date|date|when|date of event|incident date|time|start|begin|date start|start date"
    "|التاريخ|تاريخ|تاريخ الحدث|الوقت|дата|дата события|время|когда",
    "event_end": "event end|date end|end date|end|تاريخ النهاية|дата окончания",
    "stated": "stated|date stated|said on|statement date|reported|date reported|report date|تاريخ التصريح"
    "|تاريخ النشر|дата заявления",
    "killed": "killed|deaths|dead|fatalities|kia|killed min|min killed|deaths min|number killed|القتلى|عدد القتلى|قتلى"
    "|الوفيات|убито|погибшие|погибло|убитые",
    "killed_max": "killed max|max killed|deaths max",
    "wounded": "wounded|injured|injuries|wia|wounded min|injured min|number wounded|الجرحى|عدد الجرحى|جرحى|المصابون"
    "|ранено|раненые|пострадавшие",
    "wounded_max": "wounded max|max wounded|injured max",
    "credibility": "credibility|المصداقية|достоверность",
    "source": "source|sources|source title|reference|citation|المصدر|المصادر|источник|источники",
    "source_url": "url|link|source url|source link|web address|href|الرابط|رابط|ссылка|адрес",
    "publisher": "publisher|outlet|media|الناشر|издание|издатель",
    "published": "published|publication date|date published|source date|дата публикации",
}
#: Columns of ACLED and of UCDP GED that mean something else there than elsewhere, or only there.
_ACLED: Final = {
    "event_id_cnty": "id", "event_date": "event_time", "time_precision": "time_code", "actor1": "about_actor",
    "location": "place", "latitude": "lat", "longitude": "lon", "geo_precision": "place_code", "source": "source",
    "notes": "summary", "fatalities": "killed",
}  # fmt: skip
_UCDP: Final = {
    "id": "id", "side_a": "about_actor", "where_coordinates": "place", "latitude": "lat", "longitude": "lon",
    "where_prec": "place_code", "date_start": "event_time", "date_end": "event_end", "low": "killed",
    "high": "killed_max", "source_headline": "source", "source_article": "summary", "source_date": "published",
    "source_office": "publisher",
}  # fmt: skip
#: A data set, by columns that no other has; who is then said to speak, and under what its columns are kept.
_DATA_SETS: Final = (
    (frozenset({"event_id_cnty"}), "acled", "ACLED", _ACLED),
    (frozenset({"geo_precision", "event_date"}), "acled", "ACLED", _ACLED),
    (frozenset({"where_prec"}), "ucdp", "UCDP GED", _UCDP),
)
_CODES: Final = {
    "geo precision": "place_code", "where prec": "place_code", "place code": "place_code",
    "time precision": "time_code", "time code": "time_code",
}  # fmt: skip

#: Headings of a place only where the file has positions: else it may be the name of anything.
MAY_BE_ANY_NAME: Final = frozenset(map(fold, ("name", "title", "الاسم", "название", "назва", "nom", "nombre", "ad", "isim")))
#: Words for how far a position may be off, beside the words that its two columns share.
ACCURACY_WORDS: Final = frozenset({"precision", "accuracy"})
#: Words for a time of day, and for a day, in the headings of two columns that belong together.
CLOCK_WORDS: Final = frozenset(map(fold, (
    "time", "hour", "clock", "الوقت", "الساعة", "время", "час", "heure", "hora", "uhrzeit", "zeit", "saat", "שעה", "ساعت",
)))  # fmt: skip
DAY_WORDS: Final = frozenset(map(fold, (
    "date", "day", "التاريخ", "تاريخ", "дата", "fecha", "datum", "tarih", "תאריך", "تاریخ", "jour", "día", "tag",
)))  # fmt: skip

BY_WORD: Final[Mapping[str, str]] = {
    **{fold(word): member for member, words in _WORDS.items() for word in words.split("|")},
    **_CODES,
    **{member.replace("_", " "): member for member in _WORDS},
}


def data_set(columns: Collection[str]) -> tuple[str, str, Mapping[str, str]] | None:
    """Return prefix, speaker and members of the data set that columns are of, if it is one that is known.

    Examples
    --------
    >>> data_set(["event_id_cnty", "event_date"])[:2], data_set(["lat"])
    (('acled', 'ACLED'), None)
    """
    lowered = {column.casefold() for column in columns}
    return next(
        ((prefix, speaker, members) for needed, prefix, speaker, members in _DATA_SETS if needed <= lowered), None
    )
