"""Claims about the camp, the oil wells and the flight by US officials who were not named."""

from __future__ import annotations

from typing import Final

from geodata.build.case_saeqa_claims_coalition import AT_THE_TOWN, IN_THE_GOVERNORATE, TRT
from geodata.build.case_saeqa_rows import Row

ROWS: Final = (
    Row(
        "US-OFFICIAL-TRT-TU-22",
        "US-OFFICIAL-TRT",
        "An unnamed US military official speaks of signs that a Russian Tu-22 carried out the strike.",
        TRT,
        event="CAMP-STRIKE",
        about="RUSSIA",
        stated="2015-12-07/2015-12-08",
        remarks="Stated as signs, not as certain.",
    ),
    Row(
        "US-OFFICIAL-TRT-RADAR-TRACK",
        "US-OFFICIAL-TRT",
        "An unnamed US military official: radar showed a Russian Backfire directly over the town the Syrians named, "
        "minutes before the first claims of a strike.",
        TRT,
        event="BOMBER-TRACK",
        about="RUSSIA",
        relation="over",
        site="AYYASH",
        stated="2015-12-07/2015-12-08",
        remarks=(
            "That the town is Ayyash is our inference. Which first claims were meant is not stated, so the time is "
            "left open."
        ),
    ),
    Row(
        "US-OFFICIAL-REUTERS-RUSSIA",
        "US-OFFICIAL-REUTERS",
        "An unnamed US official tells Reuters that the United States is certain Russia did it.",
        ("REUTERS-USKBN0TQ22720151207",),
        event="CAMP-STRIKE",
        about="RUSSIA",
        stated="2015-12-07",
    ),
    Row(
        "US-OFFICIALS-AFP-RUSSIA",
        "US-OFFICIALS-AFP",
        "Unnamed US officials tell AFP that it was probably Russia.",
        ("ELAPH-1060630",),
        event="CAMP-STRIKE",
        about="RUSSIA",
        stated="2015-12-07",
        remarks="Stated as probable, not as certain.",
    ),
    Row(
        "US-OFFICIALS-AFP-NEAR-DEIR-EZ-ZOR",
        "US-OFFICIALS-AFP",
        "Unnamed US officials to AFP: 12 Russian Backfires hit targets near Deir ez-Zor and Raqqa; this is the part "
        "near Deir ez-Zor.",
        ("ELAPH-1060630",),
        about="RUSSIA",
        relation="in",
        site="DEIR-EZ-ZOR-GOVERNORATE",
        stated="2015-12-07",
        remarks=f"Not tied to the strike on the camp by the officials as we have them. {IN_THE_GOVERNORATE}",
    ),
    Row(
        "US-OFFICIALS-AFP-NEAR-RAQQA",
        "US-OFFICIALS-AFP",
        "Unnamed US officials to AFP: 12 Russian Backfires hit targets near Deir ez-Zor and Raqqa; this is the part "
        "near Raqqa.",
        ("ELAPH-1060630",),
        about="RUSSIA",
        relation="at",
        site="RAQQA",
        stated="2015-12-07",
        remarks=AT_THE_TOWN,
    ),
    Row(
        "US-OFFICIALS-AFP-MOZDOK",
        "US-OFFICIALS-AFP",
        "Unnamed US officials to AFP: the 12 Backfires came from Mozdok in Russia.",
        ("ELAPH-1060630",),
        about="RUSSIA",
        relation="at",
        site="MOZDOK",
        stated="2015-12-07",
        remarks="Where the flight began, so kept apart from the events near Deir ez-Zor.",
    ),
    Row(
        "US-OFFICIALS-AP-2100",
        "US-OFFICIALS-AP",
        "Unnamed US officials to AP: Russian aircraft were near the city at about 21:00.",
        ("BREITBART-2015-12-08",),
        event="BOMBER-TRACK",
        about="RUSSIA",
        relation="in",
        site="DEIR-EZ-ZOR-GOVERNORATE",
        time="2015-12-06T21:00~",
        stated="2015-12-07/2015-12-08",
        remarks=f"That this is the flight others speak of is our reading. Time zone not stated. {IN_THE_GOVERNORATE}",
    ),
    Row(
        "US-OFFICIALS-AP-SEVEN-PASSES",
        "US-OFFICIALS-AP",
        "Unnamed US officials to AP: seven passes over the city.",
        ("BREITBART-2015-12-08",),
        about="RUSSIA",
        relation="over",
        site="DEIR-EZ-ZOR-CITY",
        time="2015-12-06T21:00~",
        stated="2015-12-07/2015-12-08",
        remarks=(
            "That the passes were Russian and at that hour is our reading. One flight passes over many places, so this "
            "is not tested against the radar track as if both were one point."
        ),
    ),
    Row(
        "US-OFFICIALS-AP-COALITION-55-KM",
        "US-OFFICIALS-AP",
        "Unnamed US officials to AP: the coalition struck about an hour before the Russian aircraft came, about 55 km "
        "away.",
        ("BREITBART-2015-12-08",),
        event="WELLHEAD-STRIKES",
        about="COALITION",
        relation="at_distance",
        site="DEIR-EZ-ZOR-CITY",
        distance=("55", "km"),
        time="2015-12-06T20:00~",
        stated="2015-12-07/2015-12-08",
        remarks=(
            "Our reading: 55 km from the city, the place named just before, on the oil wells. 20:00 is an hour before "
            "their about 21:00. Time zone not stated."
        ),
    ),
)
