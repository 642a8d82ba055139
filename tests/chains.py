"""Events chained by directions and distances over sites that they share: ``python -m tests.chains N``.

Points come first: each site's own point in its disc, each event somewhere. What is said of them is true, or off by
more than a margin, and which of both is told by the plainest reading (:mod:`tests.brute`). All that is true is possible
together, so no conflict may be of true claims only, and the points miss nothing on the plane that parts are cut from.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodata.constraints.joint_arcs import _first_parts as first_parts
from geodata.constraints.joint_arcs import _on_plane as on_plane
from geodata.constraints.joint_arcs import _pull as pull
from geodata.constraints.joint_arcs import _walls as walls
from geodata.constraints.joint_arcs import network
from geodata.constraints.joint_search import jointly
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from tests import brute, scenarios
from tests.cases import small_case
from tests.random_runs import run_seeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.constraints.place_constraints import PlaceConstraint

LonLat = tuple[float, float]
#: Where such cases are: in the middle, at the antimeridian, at the equator, in the north, and around both poles.
PLACES = [(40.0, 35.0), (179.99, -17.0), (0.0, 0.0), (20.0, 68.0), (-179.99, 84.0), (10.0, 89.9), (100.0, -89.99)]
#: How far things are from each other, about, in metres, and how uncertain sites are.
SCALES_M = [3e3, 12e3, 12e3, 40e3, 250e3]
#: How long is searched: to the end, and not.
BUDGETS_S = [0.01, 0.1, 2.0, 2.0]
WGS84 = brute.WGS84
WIDTHS_KM = {f"{tenths / 10:.1f}": 0.05 for tenths in range(1, 400) if tenths % 5}
WIDTHS_KM |= {str(km): 0.5 for km in range(1, 600) if km % 10}
brute.WIDTHS_KM |= WIDTHS_KM


class Chain(NamedTuple):
    """A case, where its sites' own points and its events are, and which of its claims are true of them."""

    document: dict[str, Any]
    sites: dict[str, LonLat]
    events: dict[str, LonLat]
    true: frozenset[str]

    def events_of(self, setting: CaseContext, claims: Iterable[str]) -> dict[str, frozenset[Any]]:
        """Return what some claims say of where, by event."""
        said: dict[str, set[Any]] = {}
        for name in claims:
            said.setdefault(str(setting.case.claim_by_id[name].event), set()).add(setting.places[name])
        return {event: frozenset(places) for event, places in said.items()}


def chain(chance: random.Random) -> Chain:
    """Return a case of up to five sites and six events; each event is measured from two sites or more."""
    lon, lat = chance.choice(PLACES)
    scale_m = chance.choice(SCALES_M)
    sites, points, radii = [], {}, {}
    for name in "ABCDE"[: chance.choice([2, 3, 4, 5])]:
        centre = WGS84.fwd(lon, lat, chance.uniform(0, 360), scale_m * math.sqrt(chance.random()))[:2]
        radii[name] = chance.choice([0.0, 1.0, scale_m / 30, scale_m / 10, scale_m / 4])
        away_m = radii[name] * chance.choice([0.999, chance.random()])
        points[name] = WGS84.fwd(*centre, chance.uniform(0, 360), away_m)[:2]
        sites.append(
            {"type": "Feature", "id": name, "geometry": {"type": "Point", "coordinates": list(centre)},
             "properties": {"record": "site", "name": name, "coordinateUncertaintyInMeters": radii[name] or 1e-3}}
        )  # fmt: skip
    names = [f"E{number}" for number in range(chance.choice([2, 3, 4, 6]))]
    at = {name: chance.choice(list(points)) if chance.random() < 0.3 else None for name in names}
    events = {
        name: points[site] if site else WGS84.fwd(lon, lat, chance.uniform(0, 360), scale_m * chance.random())[:2]
        for name, site in at.items()
    }
    document: dict[str, Any] = small_case()
    document["case"]["events"] = [{"id": name, "name": name, "kind": None, "plural": False} for name in names]
    document["features"] = [*sites, *document["features"][3:4]]
    world, frame = brute.World(document), dict(document["features"][-1]["properties"]) | dict.fromkeys(brute.NOT_SAID)
    claims: list[dict[str, Any]] = []
    true: set[str] = set()
    for name in names:
        for site in chance.sample(list(points), min(len(points), chance.choice([2, 2, 3]))):
            for _ in range(chance.choice([1, 1, 2])):
                said = said_of(chance, points[site], events[name], is_at=site == at[name])
                claim = frame | said | {"event": name, "site": site, "derived_from": [], "about_actor": None}
                missed_m = missed(world, claim, points, events[name])
                if abs(missed_m) < brute.EDGE_M and said["relation"] != "at":
                    continue
                claim_id = f"C{len(claims)}"
                if missed_m <= 0:
                    true.add(claim_id)
                claims.append({"type": "Feature", "id": claim_id, "geometry": None, "properties": claim})
    geometries = {site["id"]: site["geometry"] for site in sites}
    for one in claims:
        one["geometry"] = geometries[one["properties"]["site"]]
    document["features"] = [*sites, *claims]
    return Chain(document, points, events, frozenset(true))


def said_of(chance: random.Random, site: LonLat, event: LonLat, *, is_at: bool) -> dict[str, Any]:
    """Return a claim that is true of a site's point and an event, or off by something."""
    if is_at and chance.random() < 0.7:
        return {"polarity": "affirm", "relation": "at", "distance": None, "event_time": None}
    azimuth_deg, _, length_m = WGS84.inv(*site, *event)
    relation = chance.choice(["at_distance", "at_distance", "within", "beyond"])
    polarity = chance.choice(["affirm", "affirm", "affirm", "deny"])
    off = chance.gauss(0, 0.02) if chance.random() < 0.8 else chance.gauss(0, 0.3)
    if polarity == "deny" and relation == "at_distance":
        off += chance.choice([-0.15, 0.15])
    value = min(WIDTHS_KM, key=lambda one: abs(float(one) - length_m * (1 + off) / 1e3) + chance.random())
    said: dict[str, Any] = {"polarity": polarity, "relation": relation, "event_time": None,
                            "distance": {"value": value, "unit": "km"}}  # fmt: skip
    if chance.random() < 0.6:
        half_width = chance.choice([10, 22.5, 45, 100])
        turned = chance.uniform(-0.95, 0.95) * half_width if chance.random() < 0.85 else chance.uniform(-180, 180)
        if polarity == "deny":
            turned += 180
        said["bearing"] = {"degrees": round((azimuth_deg + turned) % 360, 1) % 360, "half_width": half_width}
    return said


def missed(world: brute.World, claim: dict[str, Any], sites: dict[str, LonLat], event: LonLat) -> float:
    """Return by how much a claim is missed as it is most easily true, metres; 0 or less where it is so."""
    lon, lat = (np.array([value]) for value in event)
    return float(world.misses_m(claim, scenarios.favourable(claim), sites[claim["site"]], lon, lat)[0])


def missed_on_plane(
    events: Sequence[frozenset[PlaceConstraint]], sites: Mapping[str, LonLat], points: Sequence[LonLat]
) -> float:
    """Return half of the sum of the squares of what points miss on the plane, where sites and events are, metres²."""
    said = network(events)
    if not len(said.middles):
        return 0.0
    at = np.zeros((len(said.middles), 2))
    places = [(number, sites[site]) for site, number in said.sites.items()]
    places += [(place, point) for place, point in zip(said.events, points, strict=True) if place is not None]
    for number, (lon, lat) in places:
        at[number] = on_plane(said.lon, said.lat, np.array([lon]), np.array([lat]))[0]
    parts = first_parts(said)
    return float(pull(said, parts, walls(parts), np.broadcast_to(at, (len(parts.low_m), *at.shape))).total.min())


def check_plane(setting: CaseContext, found: Chain, chance: random.Random) -> list[str]:
    """Return what is wrong with what the joint search makes of true claims."""
    true = sorted(found.true)
    some = true if chance.random() < 0.5 else chance.sample(true, chance.randint(0, len(true)))
    said = found.events_of(setting, some)
    wrong = [] if jointly(list(said.values())).status != "impossible" else [f"{some} are true, and not possible"]
    if missed_on_plane(list(said.values()), found.sites, [found.events[event] for event in said]):
        wrong.append(f"{some} are true, and missed on the plane")
    return wrong


def check(seed: int) -> list[str]:
    """Return what is wrong with the sets of one chain."""
    chance = random.Random(seed)
    found = chain(chance)
    setting = CaseContext(case_from_document(found.document), Assumptions(all_versions=True))
    wrong = check_plane(setting, found, chance)
    sets = consistency(setting, budget_s=chance.choice(BUDGETS_S))
    wrong += [f"{conflict} are all true" for conflict in sets.conflicts if found.true.issuperset(conflict)]
    world = brute.World(found.document)
    for chosen in sets.consistent_sets(scenarios.SETS):
        if sets.status(chosen) == "witnessed":
            wrong += [f"set {chosen}: {one}" for one in scenarios.check_way(setting, world, chosen)]
    return wrong


def main() -> int:
    """Check as many chains as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="so many random cases")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000, help="of the first of them")
    options = parser.parse_args()
    wrong = run_seeds(brute.never_raised(check), options.count, options.seed, print)
    print(f"{options.count} chains from seed {options.seed}, {len(wrong)} wrong")  # noqa: T201 - it is run by hand
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
