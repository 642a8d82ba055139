"""Who speaks in the Saeqa case, and of what. Colours are left to the program."""

from __future__ import annotations

from typing import Any, Final

#: id, name, id of the actor this one belongs to. The last decides what a denial covers, so it is set only where true.
ACTORS: Final[tuple[tuple[str, str, str | None], ...]] = (
    ("SYRIA", "Syrian government", None),
    ("SYRIA-MFA", "Syrian Foreign Ministry", "SYRIA"),
    ("SYRIAN-ARMY", "Syrian army", "SYRIA"),
    ("SYRIAN-ARMY-SPOKESMAN", "Syrian army spokesman", "SYRIAN-ARMY"),
    ("SYRIAN-SOURCES-SPUTNIK", "Syrian sources quoted by Sputnik Iran", None),
    ("COALITION", "US-led coalition", None),
    ("CJTF-OIR", "Combined Joint Task Force, Operation Inherent Resolve", "COALITION"),
    ("OIR-SPOKESMAN", "Col. Steve Warren, Operation Inherent Resolve spokesman", "CJTF-OIR"),
    ("US", "United States", "COALITION"),
    ("US-ENVOY", "Brett McGurk, US envoy to the coalition", "US"),
    ("PENTAGON", "Pentagon (Peter Cook)", "US"),
    ("CENTCOM", "US Central Command", "US"),
    ("US-OFFICIAL-TRT", "Unnamed US military official, quoted by TRT", "US"),
    ("US-OFFICIAL-REUTERS", "Unnamed US official, quoted by Reuters", "US"),
    ("US-OFFICIALS-AFP", "Unnamed US officials, quoted by AFP", "US"),
    ("US-OFFICIALS-AP", "Unnamed US officials, quoted by AP", "US"),
    ("UK", "United Kingdom", "COALITION"),
    ("FRANCE", "France", "COALITION"),
    ("RUSSIA", "Russia", None),
    ("RUSSIA-MFA", "Russian Foreign Ministry", "RUSSIA"),
    ("RUSSIA-MOD", "Russian Defence Ministry", "RUSSIA"),
    ("ISIS", "ISIS", None),
    ("YPG", "YPG", None),
    ("SOHR", "Syrian Observatory for Human Rights (SOHR)", None),
    ("SHAM-FM", "Sham FM (pro-government radio)", None),
    ("AL-MASDAR", "Al-Masdar", None),
    ("SYRIAN-PRESS-CENTER", "Syrian Press Center", None),
    ("DEIREZZOR24", "Deirezzor24", None),
    ("TRT-WORLD", "TRT World", None),
    ("SPUTNIK-JAPAN", "Sputnik Japan", None),
    ("SIRAJ-AL-HASSKAWI", "Siraj al-Hasskawi (activist)", None),
    ("MUDAR-AL-ASAAD", "Mudar al-Asaad (journalist)", None),
    ("AL-JAZEERA-LOCAL-SOURCES", "Local sources quoted by Al Jazeera", None),
    ("SYRIAN-MIRROR", "Syrian Mirror", None),
    ("MCCLATCHY", "McClatchy", None),
    ("AIRWARS", "Airwars", None),
    ("KURDWATCH", "KurdWatch", None),
)

EVENTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "CAMP-STRIKE",
        "name": "Strike on the Saeqa camp",
        "kind": "air strike",
        "disputed": "Who did it, where exactly, when, and how many were killed and wounded.",
    },
    {
        "id": "WELLHEAD-STRIKES",
        "name": "Coalition strikes on oil well heads in Deir ez-Zor province",
        "kind": "air strike",
        "disputed": "How far from the camp they were, and whether they were all.",
    },
    {
        "id": "BOMBER-TRACK",
        "name": 'Flight of a Russian Tu-22M "Backfire" over the area',
        "kind": "flight",
        "disputed": "Whether it took place, when, and over what.",
    },
    {
        "id": "KHAN-STRIKE",
        "name": "Strike on al-Khan village, Hasakah province",
        "kind": "air strike",
        "disputed": "Who did it, and how many civilians were killed.",
    },
)


def actor_records() -> list[dict[str, Any]]:
    """Return the actors as the case file has them."""
    return [{"id": id_, "name": name, "part_of": part_of, "color": None} for id_, name, part_of in ACTORS]
