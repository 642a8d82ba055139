"""Claims about the strike on the camp by Syrian speakers: the government, the army, monitors, media.

A disputed aspect (for this strike: who, where, when, how many) is filled only where the speaker states it.
"""

from __future__ import annotations

from typing import Final

from geodata.build.case_saeqa_rows import DAY_OF_THE_CAMP, Row, at_least, between, exactly

SOHR_FIRST: Final = ("TRT-2015-12-08", "MASRESS-MOHEET-2356630", "ALARABY-CAMP")
SOHR_LATER: Final = ("DW-18898678", "OISE-MEDIA")
MINISTRY: Final = ("TRT-2015-12-08", "MASRESS-TAHRIRNEWS-3349670")

SOHR_ROWS: Final = (
    Row(
        "SOHR-FIRST-COUNT",
        "SOHR",
        "The Observatory's first count: an air strike hit part of the Saeqa camp; 3 soldiers were killed and 14 "
        "wounded, and vehicles were destroyed.",
        SOHR_FIRST,
        event="CAMP-STRIKE",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        killed=exactly(3),
        wounded=exactly(14),
    ),
    Row(
        "SOHR-FIRST-GUARD-POST",
        "SOHR",
        "The Observatory: the part of the camp that was hit was a guard post near Ayyash.",
        SOHR_FIRST,
        event="CAMP-STRIKE",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        remarks='Drawn at the camp, of which it is a part; "near" gives no distance from Ayyash that could be tested.',
    ),
    Row(
        "SOHR-FIRST-JETS",
        "SOHR",
        "The Observatory thought that the aircraft which struck the camp belonged to the US-led coalition.",
        SOHR_FIRST,
        event="CAMP-STRIKE",
        about="COALITION",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        remarks="Stated as what was thought, not as certain. The place is that of the same statement.",
    ),
    Row(
        "SOHR-LATER-3-AND-13",
        "SOHR",
        "A later count by the Observatory, as Deutsche Welle gives it: 3 killed and 13 wounded.",
        ("DW-18898678",),
        event="CAMP-STRIKE",
        stated="2015-12-07",
        killed=exactly(3),
        wounded=exactly(13),
        derived_from=("SOHR-FIRST-COUNT",),
    ),
    Row(
        "SOHR-LATER-4-AND-13",
        "SOHR",
        "A later count by the Observatory, as Oise Media carries it: 4 killed and 13 wounded.",
        ("OISE-MEDIA",),
        event="CAMP-STRIKE",
        stated="2015-12-07",
        killed=exactly(4),
        wounded=exactly(13),
        derived_from=("SOHR-FIRST-COUNT", "SOHR-LATER-3-AND-13"),
        remarks="That the count of 4 is later than the count of 3 and 13 is our inference; both are of the same day.",
    ),
    Row(
        "SOHR-LATER-ISIS-2-KM",
        "SOHR",
        "The Observatory: the camp that was hit lies 2 km from ground held by ISIS.",
        SOHR_LATER,
        event="CAMP-STRIKE",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        derived_from=("SOHR-FIRST-COUNT",),
        remarks="The 2 km are to ISIS-held ground, whose line is not a site of this case, so they are not tested.",
    ),
)

PLACE_OF_THE_MINISTRY: Final = (
    "The camp as the place is our inference: the replies to the ministry measure from the camp and from Ayyash."
)

GOVERNMENT_ROWS: Final = (
    Row(
        "SYRIA-MFA-CAMP-STRIKE",
        "SYRIA-MFA",
        "The Syrian Foreign Ministry says that the US-led coalition struck the camp on the evening of 6 December: 3 "
        "killed and 13 wounded.",
        MINISTRY,
        event="CAMP-STRIKE",
        about="COALITION",
        relation="at",
        site="SAEQA-CAMP",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        killed=exactly(3),
        wounded=exactly(13),
        remarks=PLACE_OF_THE_MINISTRY,
    ),
    Row(
        "SYRIA-MFA-AIRCRAFT",
        "SYRIA-MFA",
        "The Syrian Foreign Ministry: four aircraft of the US-led coalition fired nine missiles at the camp.",
        MINISTRY,
        event="CAMP-STRIKE",
        about="COALITION",
        relation="at",
        site="SAEQA-CAMP",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        remarks=PLACE_OF_THE_MINISTRY,
    ),
    Row(
        "SYRIA-MFA-LOSSES",
        "SYRIA-MFA",
        "The Syrian Foreign Ministry: 3 armoured and 4 military vehicles, 2 guns and a depot were destroyed.",
        MINISTRY,
        event="CAMP-STRIKE",
        about="COALITION",
        relation="at",
        site="SAEQA-CAMP",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
        remarks=PLACE_OF_THE_MINISTRY,
    ),
    Row(
        "SYRIA-MFA-LETTERS",
        "SYRIA-MFA",
        "The Syrian Foreign Ministry calls the strike an aggression by the US-led coalition, in letters to the UN "
        "Secretary-General and the Security Council.",
        MINISTRY,
        event="CAMP-STRIKE",
        about="COALITION",
        time=DAY_OF_THE_CAMP,
        stated="2015-12-07",
    ),
    Row(
        "SYRIAN-ARMY-SPOKESMAN-COUNT",
        "SYRIAN-ARMY-SPOKESMAN",
        "The Syrian army's spokesman says that the US-led coalition did it: 3 killed and 30 wounded.",
        ("NOTICIABRASIL-20151210",),
        event="CAMP-STRIKE",
        about="COALITION",
        stated="2015-12-10~",
        killed=exactly(3),
        wounded=exactly(30),
    ),
    Row(
        "SYRIAN-SOURCES-AMMUNITION-STORE",
        "SYRIAN-SOURCES-SPUTNIK",
        "Syrian sources quoted by Sputnik Iran: 4 killed and 16 wounded at an ammunition store.",
        ("SPUTNIK-IRAN-1002372",),
        event="CAMP-STRIKE",
        stated="2015-12-07",
        killed=exactly(4),
        wounded=exactly(16),
        remarks="Where the store was is not stated.",
    ),
)

MEDIA_ROWS: Final = (
    Row(
        "SHAM-FM-AYYASH",
        "SHAM-FM",
        "Sham FM's first post, at about 01:00, names Ayyash as the place of the strike.",
        ("ALARABY-CAMP",),
        event="CAMP-STRIKE",
        relation="at",
        site="AYYASH",
        stated="2015-12-07T01:00~",
        remarks="The time zone of the post is not stated.",
    ),
    Row(
        "SHAM-FM-CAMP",
        "SHAM-FM",
        "Sham FM, at about 02:00, names the Saeqa camp as the place of the strike.",
        ("ALARABY-CAMP",),
        event="CAMP-STRIKE",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07T02:00~",
        derived_from=("SHAM-FM-AYYASH",),
        remarks="Taken by us as an update of the station's first post. The time zone is not stated.",
    ),
    Row(
        "SHAM-FM-ISIS-ATTACK",
        "SHAM-FM",
        "Sham FM, at about 02:00, also reports a ground attack by ISIS at the same time as the strike.",
        ("ALARABY-CAMP",),
        about="ISIS",
        stated="2015-12-07T02:00~",
        remarks="The ground attack is not one of the events of this case; where it was is not stated.",
    ),
    Row(
        "AL-MASDAR-COUNT",
        "AL-MASDAR",
        "Al-Masdar: a strike on the base at Ayyash, with one death confirmed and up to 4, 13 wounded, 2 tanks hit.",
        ("ALMASDAR-AYASH",),
        event="CAMP-STRIKE",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        killed=between(1, 4),
        wounded=exactly(13),
        remarks='The place is from the address of the report, which names the "Ayash base", another name of the camp.',
    ),
    Row(
        "AL-MASDAR-ISIS-ATTACK",
        "AL-MASDAR",
        "Al-Masdar: ISIS attacked the base right after the strike.",
        ("ALMASDAR-AYASH",),
        about="ISIS",
        relation="at",
        site="SAEQA-CAMP",
        stated="2015-12-07",
        remarks="The ground attack is not one of the events of this case.",
    ),
    Row(
        "SYRIAN-PRESS-CENTER-COUNT",
        "SYRIAN-PRESS-CENTER",
        "Syrian Press Center: four unidentified aircraft fired nine missiles; 4 killed and 13 wounded.",
        ("SYRIAN-PRESS-CENTER",),
        event="CAMP-STRIKE",
        stated="2015-12-07",
        killed=exactly(4),
        wounded=exactly(13),
    ),
    Row(
        "DEIREZZOR24-5-KM-WEST",
        "DEIREZZOR24",
        "Deirezzor24: the camp that was hit is 5 km west of the city; at least 4 killed and 13 wounded.",
        ("DEIREZZOR24",),
        event="CAMP-STRIKE",
        relation="at_distance",
        site="DEIR-EZ-ZOR-CITY",
        distance=("5", "km"),
        bearing="W",
        stated="2015-12-07",
        killed=at_least(4),
        wounded=exactly(13),
        remarks='"At least" is applied to the killed alone, as the closer reading.',
    ),
)

ROWS: Final = (*SOHR_ROWS, *GOVERNMENT_ROWS, *MEDIA_ROWS)
