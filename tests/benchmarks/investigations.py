"""Cases as investigations have them, of any size: made of the bundled case's own claims, in their proportions.

Each claim is one of the bundled case (who denies, who names an event, which relation, a direction or not, counts or
not, an update or not), dealt from a shuffled deck, so that the shares are those of the case. Only what it speaks of is
made anew: an event was at one place, and two rival stories are told of it, each with a place, an author, a day and a
count; a claim follows one of them, with small errors.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final

from geodata.geodesy.circles import GEOD
from tests.benchmarks.cases import SEED, bundled_document

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

#: What claims share: many events and the case's own sites; one event; or few sites for all.
FAMILIES: Final = ("many events", "one event", "few sites")
_CLAIMS_PER_EVENT: Final = {"many events": 8, "few sites": 13}
_FEW_SITES: Final = ("SAEQA-CAMP", "AYYASH", "DEIR-EZ-ZOR-CITY", "DEIR-EZ-ZOR-AIR-BASE", "DEIR-EZ-ZOR-GOVERNORATE")
_ACTORS: Final = ("COALITION", "RUSSIA", "US", "UK")
_DAYS: Final = ("2015-12-05", "2015-12-06", "2015-12-07")
_POINTS: Final = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
#: How far a site that somebody measures from is, at most.
_NEAR_M: Final = 90_000.0
#: How often whoever derives a claim from another is who made that; 12 of 14 in the bundled case.
_SAME: Final = 0.85


def investigation(family: str, claims: int, number: int = 0) -> Json:
    """Return a case document of so many claims; the same one each time for one family, size and number.

    Parameters
    ----------
    family
        One of :data:`FAMILIES`.
    claims
        How many.
    number
        Which of several such cases.
    """
    return _Maker(family, claims, random.Random(f"{SEED} {family} {claims} {number}")).document()


class _Maker:
    """What one case is made of."""

    def __init__(self, family: str, claims: int, chance: random.Random) -> None:
        self.chance, self.claims = chance, claims
        self.bundled = bundled_document()
        features = self.bundled["features"]
        self.templates = [one["properties"] for one in features if one["properties"]["record"] == "claim"]
        own = {
            one["properties"]["actor"]: one["properties"]["actor"] for one in features if "actor" in one["properties"]
        }
        self.speakers = sorted(own)
        sites = [one for one in features if one["properties"]["record"] == "site"]
        self.sites = [one for one in sites if family != "few sites" or one["id"] in _FEW_SITES]
        self.points = [one for one in self.sites if one["geometry"]["type"] == "Point"]
        self.regions = [one for one in self.sites if one["geometry"]["type"] != "Point"]
        count = max(2, round(claims / _CLAIMS_PER_EVENT[family])) if family in _CLAIMS_PER_EVENT else 1
        self.events = [f"EVENT-{number}" for number in range(count)]
        self.is_one = family == "one event"
        self.stories = {event: [self._story(), self._story()] for event in self.events}

    def _story(self) -> Json:
        """Return where, when, by whom and with how many killed an event was, as one side tells it."""
        site = self.chance.choice(self.points)
        off_m = self.chance.uniform(0, site["properties"]["coordinateUncertaintyInMeters"] / 2)
        lon, lat, _ = GEOD.fwd(*site["geometry"]["coordinates"][:2], self.chance.uniform(0, 360), off_m)
        return {
            "site": site, "at": (lon, lat), "author": self.chance.choice(_ACTORS),
            "day": self.chance.choice(_DAYS), "killed": self.chance.choice([3, 4, 13, 34]),
        }  # fmt: skip

    def document(self) -> Json:
        """Return the case."""
        made = list(self._claims())
        case = self.bundled["case"] | {"events": [{"id": event, "name": event} for event in self.events]}
        return {**self.bundled, "case": case, "features": [*self.sites, *made]}

    def _claims(self) -> Iterator[Json]:
        deck: list[Json] = []
        made: dict[str | None, list[Json]] = {}
        for number in range(self.claims):
            if not deck:
                deck = self.chance.sample(self.templates, len(self.templates))
            claim = self._claim(f"C-{number}", deck.pop(), made)
            made.setdefault(claim["properties"]["event"], []).append(claim)
            yield claim

    def _claim(self, claim_id: str, template: Json, made: dict[str | None, list[Json]]) -> Json:
        chance = self.chance
        has_event = template["event"] is not None or (self.is_one and template["polarity"] == "affirm")
        event = chance.choice(self.events) if has_event else None
        story = self.stories[event or chance.choice(self.events)][chance.random() < 0.35]
        earlier = made.get(event, [])
        before = chance.choice(earlier) if template["derived_from"] and earlier else None
        repeats = before is not None and chance.random() < _SAME
        place = self._place(template, story)
        site = next((one for one in self.sites if one["id"] == place["site"]), None)
        properties = {
            **{name: template[name] for name in ("record", "polarity", "stated", "credibility")},
            "summary": "A claim.", "sources": [], "event": event, **place,
            "actor": before["properties"]["actor"] if before and repeats else chance.choice(self.speakers),
            "about_actor": None if template["about_actor"] is None else story["author"],
            "event_time": None if template["event_time"] is None else story["day"],
            "killed": self._count(template["killed"], story), "wounded": None,
            "derived_from": [before["id"]] if before else [],
        }  # fmt: skip
        return {"type": "Feature", "id": claim_id, "geometry": site and site["geometry"], "properties": properties}

    def _count(self, stated: Json | None, story: Json) -> Json | None:
        if stated is None:
            return None
        killed = story["killed"] + self.chance.choice([0, 0, 0, 1])
        return {"min": killed if stated["min"] else 0, "max": None if stated["max"] is None else killed}

    def _place(self, template: Json, story: Json) -> Json:
        place: Json = {"relation": template["relation"], "site": None, "distance": None, "bearing": None}
        if template["relation"] is None:
            return place
        if template["relation"] == "in":
            return place | {"site": self.chance.choice(self.regions)["id"]}
        if template["distance"] is None:
            return place | {"site": story["site"]["id"]}
        lon, lat = story["at"]
        measured = [(GEOD.inv(*one["geometry"]["coordinates"][:2], lon, lat), one) for one in self.points]
        (azimuth_deg, _, length_m), site = self.chance.choice([one for one in measured if one[0][2] < _NEAR_M])
        km = max(0.5, length_m / 1000 + self.chance.gauss(0, 0.7))
        if template["relation"] == "within":
            km *= self.chance.uniform(0.9, 1.6)
        value = f"{km:.0f}" if km >= 10 and self.chance.random() < 0.7 else f"{km:.1f}"
        bearing = None
        if template["bearing"] is not None:
            turned_deg = azimuth_deg + self.chance.gauss(0, 15)
            bearing = {"value": _POINTS[round(turned_deg % 360 / 45) % 8]}
        return place | {"site": site["id"], "distance": {"value": value, "unit": "km"}, "bearing": bearing}
