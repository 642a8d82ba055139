"""The table of places of the Saeqa case.

A row says how a place is found: by its GeoNames id, by its ICAO code, by the province around a label point, or, where
no gazetteer at hand has it, by the coordinates of the case's own table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WPM: Final = 'Wikipedia, module "Syrian Civil War detailed map", state about mid-2017 (CC BY-SA)'
OUR_ESTIMATE: Final = "The radius is our judgement, from the spread between sources."
FROM_MEMORY: Final = "Arabic name from memory, not found in a source."
TOWN_RADIUS: Final = (
    "GeoNames gives a point alone; the radius is a generous judgement of ours for a place of this size."
)
SET_BY_HAND: Final = "Dot set by volunteers to 0.001 degree."


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the table: a site without its coordinates, or with them where no gazetteer has it."""

    id: str
    name: str
    kind: str
    arabic: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Other spellings in Latin letters."""
    uncertainty_m: float | None = None
    remarks: tuple[str, ...] = ()
    geonames_id: str | None = None
    icao: str | None = None
    lat_lon_deg: tuple[float, float] | None = None
    """Latitude, longitude: the order in which the case's table prints them."""
    verbatim: str | None = None


PLACES: Final = (
    Place(
        "SAEQA-CAMP",
        "Saeqa camp",
        "military camp",
        ("معسكر الصاعقة", "معسكر عياش"),
        ("al-Sa'iqa", "Saeqa", "Saiqa", "al-Saiqa", "Ayash base"),
        2000,
        (SET_BY_HAND, "One source only.", OUR_ESTIMATE),
        lat_lon_deg=(35.396, 40.056),
    ),
    Place(
        "AYYASH",
        "Ayyash",
        "village",
        ("عياش", "عيّاش"),
        ("Ayash", "'Ayyash", "Ahyash"),
        2000,
        (SET_BY_HAND, "One source only.", "The village has two built-up parts, hence the radius.", OUR_ESTIMATE),
        lat_lon_deg=(35.421, 40.055),
    ),
    Place(
        "DEIR-EZ-ZOR-CITY",
        "Deir ez-Zor",
        "city",
        ("دير الزور",),
        ("Deir al-Zor", "Deir al-Zour", "Deir Ezzor", "Dayr az-Zawr", "Der Zor"),
        4000,
        (
            "4 km is the half-width of the whole city, because a statement that names the city names all of it.",
            "The centre alone is known to about 1 km.",
            OUR_ESTIMATE,
        ),
        geonames_id="170794",
    ),
    Place(
        "DEIR-EZ-ZOR-AIR-BASE",
        "Deir ez-Zor air base",
        "air base",
        ("مطار دير الزور العسكري",),
        ("Deir ez-Zor Airport", "Deir ez-Zor military airport"),
        500,
        (OUR_ESTIMATE,),
        icao="OSDZ",
    ),
    Place(
        "DEIR-EZ-ZOR-GOVERNORATE",
        "Deir ez-Zor governorate",
        "governorate",
        ("محافظة دير الزور",),
        ("Deir ez-Zor province", "Deir al Zor"),
        remarks=(
            "A region, kept as its polygon and not as a point.",
            "Natural Earth generalises: this polygon covers 26,723 km2; the figure usually given is about 33,000.",
            "Its line with Homs runs further east than the official one, so that side is not to be relied on.",
            "GeoNames 170792.",
        ),
    ),
    Place(
        "AL-OMAR-FIELD",
        "al-Omar oil field",
        "oil field",
        ("حقل العمر",),
        ("Omar", "Omr", "al-Umar"),
        7000,
        (
            SET_BY_HAND,
            'An area, not a point: Wikipedia\'s article "Al-Omar field" gives 35.15167, 40.57583, 5.3 km away.',
            "The radius holds both points.",
            OUR_ESTIMATE,
            "No source names this field as the one struck on 6 December 2015; that it was is our inference.",
        ),
        lat_lon_deg=(35.104, 40.576),
    ),
    Place(
        "TANAK-PLANT",
        "Tanak oil plant",
        "oil plant",
        ("حقل التنك",),
        ("al-Tanak",),
        3000,
        (SET_BY_HAND, "The plant; the field around it extends about 12 km.", OUR_ESTIMATE),
        lat_lon_deg=(34.913, 40.816),
    ),
    Place(
        "JAFRA-FIELD",
        "Jafra oil field",
        "oil field",
        ("حقل الجفرة",),
        ("al-Jafra",),
        4000,
        (SET_BY_HAND, "Not the village of this name beside the air base.", OUR_ESTIMATE, FROM_MEMORY),
        lat_lon_deg=(35.308, 40.426),
    ),
    Place(
        "CONOCO-PLANT",
        "Conoco gas plant",
        "gas plant",
        ("كونيكو",),
        ("Tabiyeh", "Koniko", "Koneko", "Kuniku"),
        2000,
        (SET_BY_HAND, OUR_ESTIMATE),
        lat_lon_deg=(35.334, 40.306),
    ),
    Place(
        "AL-TAYM-FIELD",
        "al-Taym oil field",
        "oil field",
        ("حقل التيم",),
        ("Taym", "Thayyem", "Tayyem"),
        3000,
        (SET_BY_HAND, OUR_ESTIMATE),
        lat_lon_deg=(35.209, 40.097),
    ),
    Place(
        "AL-WARD-FIELD",
        "al-Ward oil field",
        "oil field",
        ("حقل الورد",),
        ("al-Ward",),
        5000,
        (SET_BY_HAND, OUR_ESTIMATE, FROM_MEMORY),
        lat_lon_deg=(34.763, 40.621),
    ),
    Place(
        "AL-MAHASH-FIELD",
        "al-Mahash oil field",
        "oil field",
        ("المهاش",),
        ("El Mahash",),
        3000,
        (SET_BY_HAND, OUR_ESTIMATE, FROM_MEMORY),
        lat_lon_deg=(35.332, 40.074),
    ),
    Place(
        "AL-SHOLA-FIELD",
        "al-Shola oil field",
        "oil field",
        ("الشولا",),
        ("al-Shula", "Shoula"),
        4000,
        (SET_BY_HAND, OUR_ESTIMATE, FROM_MEMORY),
        lat_lon_deg=(35.187, 39.896),
    ),
    Place(
        "SIJAN-FIELD",
        "Sijan oil field",
        "oil field",
        (),
        ("Sayjan",),
        4000,
        (SET_BY_HAND, OUR_ESTIMATE, "No Arabic name was found."),
        lat_lon_deg=(35.217, 40.744),
    ),
    Place(
        "AL-IZBA-STATION",
        "al-Izba gathering station",
        "gathering station",
        ("العزبة",),
        ("El-Isba", "Azba"),
        3000,
        (SET_BY_HAND, OUR_ESTIMATE),
        lat_lon_deg=(35.380, 40.3002),
    ),
    Place(
        "HASAKAH-CITY",
        "Hasakah",
        "city",
        ("الحسكة",),
        ("al-Hasakah", "Hasaka", "Hasakeh", "Hassake", "Heseke"),
        1000,
        ("The radius is that of the centre.", OUR_ESTIMATE),
        geonames_id="173811",
    ),
    Place(
        "HASAKAH-GOVERNORATE",
        "Hasakah governorate",
        "governorate",
        ("محافظة الحسكة",),
        ("Hasakah province",),
        remarks=(
            "A region, kept as its polygon and not as a point.",
            "Natural Earth generalises: this polygon covers 22,365 km2.",
            "GeoNames 173813.",
        ),
    ),
    Place(
        "AL-HAWL",
        "al-Hawl",
        "town",
        ("الهول", "الحول"),
        ("al-Hol", "al-Hool", "El Hol"),
        700,
        (OUR_ESTIMATE, "GeoNames has only the second Arabic spelling, الحول."),
        geonames_id="173797",
    ),
    Place(
        "AL-KHAN",
        "al-Khan",
        "village",
        ("الخان", "خويتلة الخان"),
        ("Khuwaytilat al-Khan",),
        4000,
        (
            SET_BY_HAND,
            'Our inference: the village struck is probably the one that the source labels "Khuytlh Khan".',
            OUR_ESTIMATE,
        ),
        lat_lon_deg=(36.292, 41.095),
        verbatim="Khuytlh Khan",
    ),
    Place(
        "RAQQA",
        "Raqqa",
        "city",
        ("الرقة",),
        ("Ar Raqqah",),
        uncertainty_m=5000,
        remarks=(TOWN_RADIUS,),
        geonames_id="172955",
        verbatim="Ar Raqqah",
    ),
    Place(
        "MAR-A",
        "Mar'a",
        "town",
        ("مارع",),
        ("Marea", "Mare'", "Mari'"),
        uncertainty_m=2000,
        remarks=("Aleppo governorate.", TOWN_RADIUS),
        geonames_id="167245",
        verbatim="Mar'a",
    ),
    Place(
        "MOZDOK",
        "Mozdok",
        "town",
        (),
        ("Моздок",),
        uncertainty_m=5000,
        remarks=("The town in Russia; the air base of this name is not in the gazetteers at hand.", TOWN_RADIUS),
        geonames_id="524736",
        verbatim="Mozdok",
    ),
    Place(
        "RAF-AKROTIRI",
        "RAF Akrotiri",
        "air base",
        ("أكروتيري",),
        ("Akrotiri",),
        500,
        (OUR_ESTIMATE, FROM_MEMORY),
        icao="LCRA",
    ),
    Place(
        "KHMEIMIM",
        "Khmeimim air base",
        "air base",
        ("حميميم",),
        ("Hmeimim", "Hmeymim"),
        1500,
        (OUR_ESTIMATE, FROM_MEMORY),
        icao="OSLK",
    ),
)

#: Language of a spelling that is not English.
LANGUAGES: Final = {"Моздок": "ru"}
