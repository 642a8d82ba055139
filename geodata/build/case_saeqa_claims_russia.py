"""Claims about the camp and the flight by Russia's ministries."""

from __future__ import annotations

from typing import Final

from geodata.build.case_saeqa_rows import DAY_OF_THE_CAMP, Row, exactly

#: As stated, in a time zone that is not.
MOSCOW_WINDOW: Final = "2015-12-06T19:40/2015-12-06T19:55"
MINISTRY_OF_DEFENCE: Final = ("TASS-842530", "INTERFAX-483959", "GAZETA-7989287")
ONE_STATEMENT: Final = (
    "The ministry cites the Syrian General Staff. Which of the three outlets has which version is not recorded."
)

ROWS: Final = (
    Row(
        "RUSSIA-MFA-DEIR-EZ-ZOR",
        "RUSSIA-MFA",
        "The Russian Foreign Ministry is seriously concerned at reports that the US-led coalition struck Syrian "
        "government positions in the Deir ez-Zor area on 6 December.",
        ("TRT-2015-12-08", "REUTERS-USKBN0TR1LV20151208"),
        polarity="report",
        event="CAMP-STRIKE",
        about="COALITION",
        relation="in",
        site="DEIR-EZ-ZOR-GOVERNORATE",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-08",
        remarks="It passes on reports, whose are not stated; drawing the area as the governorate is our reading.",
    ),
    Row(
        "RUSSIA-MOD-2-KM-WEST-OF-THE-CITY",
        "RUSSIA-MOD",
        "The Russian Defence Ministry, citing the Syrian General Staff: from 19:40 to 19:55 the camp of the 168th "
        "brigade, 2 km west of Deir ez-Zor, was struck; 4 killed and 12 wounded.",
        MINISTRY_OF_DEFENCE,
        event="CAMP-STRIKE",
        relation="at_distance",
        site="DEIR-EZ-ZOR-CITY",
        distance=("2", "km"),
        bearing="W",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
        killed=exactly(4),
        wounded=exactly(12),
        remarks=f"Whether this camp is the Saeqa camp is not stated. {ONE_STATEMENT}",
    ),
    Row(
        "RUSSIA-MOD-2-KM-WEST-OF-THE-AIRFIELD",
        "RUSSIA-MOD",
        "The Russian Defence Ministry's statement in another version: the camp was 2 km west of the airfield.",
        MINISTRY_OF_DEFENCE,
        event="CAMP-STRIKE",
        relation="at_distance",
        site="DEIR-EZ-ZOR-AIR-BASE",
        distance=("2", "km"),
        bearing="W",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
        derived_from=("RUSSIA-MOD-2-KM-WEST-OF-THE-CITY",),
        remarks=f"One statement in two wordings, so the two are not tested against each other. {ONE_STATEMENT}",
    ),
    Row(
        "RUSSIA-MOD-LOSSES",
        "RUSSIA-MOD",
        "The Russian Defence Ministry, citing the Syrian General Staff: 3 infantry fighting vehicles and 4 vehicles "
        "among the losses.",
        MINISTRY_OF_DEFENCE,
        event="CAMP-STRIKE",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
    ),
    Row(
        "RUSSIA-MOD-NO-AIRCRAFT",
        "RUSSIA-MOD",
        "The Russian Defence Ministry: no Russian aircraft were there.",
        MINISTRY_OF_DEFENCE,
        polarity="deny",
        event="BOMBER-TRACK",
        about="RUSSIA",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
        remarks=(
            "How wide an area is meant is not stated, so no place is set. That it speaks of the quarter of an hour "
            "it names, and of no other, is our reading."
        ),
    ),
    Row(
        "RUSSIA-MOD-NOT-RUSSIA",
        "RUSSIA-MOD",
        "The Russian Defence Ministry, by saying that no Russian aircraft were there: Russia did not strike the camp.",
        MINISTRY_OF_DEFENCE,
        polarity="deny",
        event="CAMP-STRIKE",
        about="RUSSIA",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
        derived_from=("RUSSIA-MOD-NO-AIRCRAFT",),
        remarks="Our inference from its statement about aircraft: not a sentence of its own.",
    ),
    Row(
        "RUSSIA-MOD-TWO-PAIRS",
        "RUSSIA-MOD",
        "The Russian Defence Ministry: two pairs of aircraft of two other states of the US-led coalition were over "
        "Deir ez-Zor.",
        MINISTRY_OF_DEFENCE,
        about="COALITION",
        time=MOSCOW_WINDOW,
        stated="2015-12-09",
        remarks=(
            "No place is set: a flight is no strike, and placed over Deir ez-Zor it would be tested against the "
            "coalition's denials, which speak of strikes. That it was at that hour is our reading."
        ),
    ),
)
