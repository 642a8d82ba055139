"""Claims about the camp and the oil wells by the coalition and named speakers of the United States."""

from __future__ import annotations

from typing import Final

from geodata.build.case_saeqa_rows import DAY_OF_THE_CAMP, Row

TRT: Final = ("TRT-2015-12-08",)
RELEASE: Final = ("REUTERS-USKBN0TQ1DC20151207",)
WARREN: Final = ("HURRIYET-92163", "THE-NEW-DAILY")
COOK: Final = ("GLOBALSECURITY-151208-DOD02",)
IN_THE_GOVERNORATE: Final = '"Near" gives no distance; the governorate stands for it, as the area that should hold it.'
AT_THE_TOWN: Final = '"Near" gives no distance; it is placed at the town, which says more than was said.'

ROWS: Final = (
    Row(
        "MCGURK-55-KM",
        "US-ENVOY",
        "The US envoy to the coalition says that there was no coalition strike within 55 km of the claimed incident.",
        ("TRT-2015-12-08", "REUTERS-USKBN0TQ1BY20151207"),
        polarity="deny",
        about="COALITION",
        relation="within",
        site="SAEQA-CAMP",
        distance=("55", "km"),
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        credibility="2",
        remarks=(
            "He speaks of the incident, not of a place; measuring from the camp is our reading. "
            "The grade is that of the file format's own example; no other claim is graded."
        ),
    ),
    Row(
        "CJTF-35-MILES",
        "CJTF-OIR",
        "The task force says that all four coalition strikes in the region that Sunday hit only oil wells, 35 miles "
        "from the camp.",
        TRT,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="at_distance",
        site="SAEQA-CAMP",
        distance=("35", "mi"),
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        derived_from=("WARREN-55-KM-SE",),
        remarks=(
            "Our inference: 35 miles and 55 km may be one figure in two units, since Reuters wrote 55 km as 35 miles "
            "and AFP as 34. The two are therefore not treated as independent."
        ),
    ),
    Row(
        "CJTF-NOTHING-ELSE-STRUCK",
        "CJTF-OIR",
        "The task force says that its strikes hit no vehicles and no personnel.",
        TRT,
        polarity="deny",
        event="CAMP-STRIKE",
        about="COALITION",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        remarks=(
            "Our reading: a denial that the coalition struck the camp, where others say soldiers and vehicles were "
            "hit. The statement as we have it does not name the camp in this sentence."
        ),
    ),
    Row(
        "CJTF-NO-SIGN-OF-SOLDIERS",
        "CJTF-OIR",
        "The task force says that there was no sign of Syrian soldiers near where its strikes fell.",
        TRT,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        remarks="Kept as a statement about the oil well strikes: it denies that soldiers were near, not the strikes.",
    ),
    Row(
        "WARREN-55-KM-SE",
        "OIR-SPOKESMAN",
        "Col. Warren: four strikes, all on oil well heads, about 55 km south-east of Ayyash.",
        WARREN,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="at_distance",
        site="AYYASH",
        distance=("55", "km"),
        bearing="SE",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
    ),
    Row(
        "WARREN-IN-THE-PROVINCE",
        "OIR-SPOKESMAN",
        "Col. Warren: the coalition made four strikes in Deir ez-Zor province.",
        WARREN,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="in",
        site="DEIR-EZ-ZOR-GOVERNORATE",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
    ),
    Row(
        "CJTF-RELEASE-NINE-STRIKES",
        "CJTF-OIR",
        "The task force's daily release, as Reuters gives it: nine strikes in Syria on 6 December, near al-Hawl, Deir "
        "ez-Zor and Mar'a; 4 well heads and 4 tactical units were hit.",
        RELEASE,
        about="COALITION",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
    ),
    Row(
        "CJTF-RELEASE-NEAR-DEIR-EZ-ZOR",
        "CJTF-OIR",
        "The task force's daily release, as Reuters gives it: strikes near Deir ez-Zor on 6 December; the day's list "
        "has 4 well heads.",
        RELEASE,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="in",
        site="DEIR-EZ-ZOR-GOVERNORATE",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        derived_from=("CJTF-RELEASE-NINE-STRIKES",),
        remarks=f"That the well heads are those near Deir ez-Zor is our reading. {IN_THE_GOVERNORATE}",
    ),
    Row(
        "CJTF-RELEASE-NEAR-AL-HAWL",
        "CJTF-OIR",
        "The task force's daily release, as Reuters gives it: strikes near al-Hawl on 6 December.",
        RELEASE,
        about="COALITION",
        relation="at",
        site="AL-HAWL",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        derived_from=("CJTF-RELEASE-NINE-STRIKES",),
        remarks=f"A day before the strike on al-Khan is said to have happened, so not counted to it. {AT_THE_TOWN}",
    ),
    Row(
        "CJTF-RELEASE-NEAR-MAR-A",
        "CJTF-OIR",
        "The task force's daily release, as Reuters gives it: strikes near Mar'a on 6 December.",
        RELEASE,
        about="COALITION",
        relation="at",
        site="MAR-A",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        derived_from=("CJTF-RELEASE-NINE-STRIKES",),
        remarks=AT_THE_TOWN,
    ),
    Row(
        "COOK-59-KM-SE",
        "PENTAGON",
        "The Pentagon's Peter Cook: the nearest coalition strike was about 59 km south-east of Ayyash, on well heads "
        "held by ISIS.",
        COOK,
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="at_distance",
        site="AYYASH",
        distance=("59", "km"),
        bearing="SE",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-08",
    ),
    Row(
        "COOK-NONE-NEARER",
        "PENTAGON",
        "The Pentagon's Peter Cook, by calling that strike the nearest: no coalition strike within about 59 km of "
        "Ayyash.",
        COOK,
        polarity="deny",
        about="COALITION",
        relation="within",
        site="AYYASH",
        distance=("59", "km"),
        time=DAY_OF_THE_CAMP,
        stated="2015-12-08",
        derived_from=("COOK-59-KM-SE",),
        remarks='Our inference from the word "nearest": not a sentence of its own.',
    ),
)
