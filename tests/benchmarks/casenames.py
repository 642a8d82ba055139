"""Spellings of the case's places as the news has them, with the site that each means; written by hand.

Most are not in the case file: a speaker's or a paper's own transliteration, an article more or less, a word for the
kind of place, another script. None was taken out because it is not found.
"""

# ruff: noqa: RUF001 - letters that look alike are what this module is about

from __future__ import annotations

from typing import Final

_BY_SITE: Final = {
    "DEIR-EZ-ZOR-CITY": "Deir ez-Zor|Deir Ezzor|Deir ez Zor|Deir Ez-Zour|Deir Azzor|Dayr az-Zawr|Dayr al-Zawr"
    "|Deir el-Zour"
    "|Dair az-Zaur|Deir-ez-Zor|Deir Ezzour|Deirezzor|Der ez-Zor|Dêra Zor|Deyrizor|Deir ez-Zor city|دير الزور|ديرالزور"
    "|دَيْر الزَّوْر|مدينة دير الزور|Дейр-эз-Зор|Дейр эз-Зор|Дейр-ез-Зор",
    "DEIR-EZ-ZOR-GOVERNORATE": "Deir ez-Zor governorate|Deir Ezzor province|Deir al-Zor province"
    "|Dayr az-Zawr governorate"
    "|محافظة دير الزور|провинция Дейр-эз-Зор|Deir Ezzor Governorate",
    "DEIR-EZ-ZOR-AIR-BASE": "Deir ez-Zor airport|Deir Ezzor military airport|Deir ez-Zor air base|Deir Ezzor airbase"
    "|OSDZ"
    "|مطار دير الزور|مطار دير الزور العسكري|аэропорт Дейр-эз-Зор|Deir al-Zour air base",
    "HASAKAH-CITY": "Hasakah|Hassakeh|al-Hasakah|Al Hasakah|Hassakah|al-Hassakeh|Hasaka|El Hasake|Hesîçe|Haseke"
    "|Al-Hasaka"
    "|Alhasakah|الحسكة|حسكة|الحسكه|Хасака|Эль-Хасака|Хасеке|Hasakah city",
    "HASAKAH-GOVERNORATE": "Hasakah governorate|Hassakeh province|al-Hasakah governorate|محافظة الحسكة"
    "|провинция Хасака",
    "AYYASH": "Ayyash|Ayash|Ayyāsh|'Ayyash|Aiyash|Ayyash village|عياش|عيّاش|قرية عياش|Айяш|Аяш",
    "SAEQA-CAMP": "Saeqa camp|Saeqa|Sa'iqa camp|al-Sa'iqa|Saiqa camp|Al Saeqa military camp|Saeka camp"
    "|Saeqa military base"
    "|معسكر الصاعقة|الصاعقة|معسكر الصّاعقة|معسكر عياش|Ayash base|лагерь Саика",
    "AL-OMAR-FIELD": "al-Omar field|al-Omar oil field|Al Omar oilfield|Omar field|al-Umar field|Omar oil field"
    "|حقل العمر"
    "|حقل العمر النفطي|месторождение Омар|El-Omar field",
    "TANAK-PLANT": "Tanak oil plant|al-Tanak|Tanak field|al-Tanak oil field|حقل التنك|التنك",
    "JAFRA-FIELD": "Jafra oil field|al-Jafra field|Jafrah oil field|حقل الجفرة|الجفرة",
    "CONOCO-PLANT": "Conoco gas plant|Conoco|Koniko|Coneco gas field|كونيكو|معمل غاز كونيكو|حقل كونيكو"
    "|Tabiyeh gas field",
    "AL-TAYM-FIELD": "al-Taym oil field|al-Tayim field|Taim oil field|حقل التيم|Thayyem field",
    "AL-WARD-FIELD": "al-Ward oil field|Al Ward field|el-Ward|حقل الورد",
    "AL-MAHASH-FIELD": "al-Mahash oil field|El Mahash|Mahash field|المهاش",
    "AL-SHOLA-FIELD": "al-Shola oil field|al-Shula|Shoula|ash-Shola|الشولا|حقل الشولا",
    "SIJAN-FIELD": "Sijan oil field|Sayjan|Sijan|Seejan field",
    "AL-IZBA-STATION": "al-Izba gathering station|El-Isba|Azba|Izbah|العزبة|محطة العزبة",
    "AL-HAWL": "al-Hawl|al-Hol|al-Houl|Al-Hole|El Hol|al-Hool|Hawl|Hol|الهول|مخيم الهول|بلدة الهول|Аль-Холь|Эль-Холь",
    "AL-KHAN": "al-Khan|Al Khan|el-Khan|al-Khan village|الخان|قرية الخان|Khuwaytilat al-Khan|Khuytlh Khan|Аль-Хан",
    "RAQQA": "Raqqa|Ar Raqqah|Rakka|al-Raqqa|ar-Raqqa|Raqqah|Raqqa city|الرقة|الرقه|رقة|Ракка|Эр-Ракка|Reqa",
    "MAR-A": "Mar'a|Marea|Mare|Mari'|Marʿa|Marea town|مارع|Мареа",
    "MOZDOK": "Mozdok|Моздок|Mosdok|موزدوك|Mozdok town",
    "RAF-AKROTIRI": "RAF Akrotiri|Akrotiri|Akrotiri air base|Akrotiri airbase|أكروتيري|قاعدة أكروتيري|Акротири|LCRA",
    "KHMEIMIM": "Khmeimim air base|Khmeimim|Hmeimim|Hmeymim|Hemeimeem|Humaymim|Khmeimim airbase|Hmeimim air base|حميميم"
    "|قاعدة حميميم|قاعدة حميميم الجوية|Хмеймим|авиабаза Хмеймим|OSLK",
}
#: Spelling and id of the site, each spelling once.
CASE_NAMES: Final = tuple((name, site) for site, names in _BY_SITE.items() for name in names.split("|"))
