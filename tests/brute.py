"""Check verdicts by trying places, points, distances and times, a great many of each: ``python -m tests.brute N``.

Nothing here uses the engine's code for what is checked: what words mean is said again, in the plainest way. A verdict
is wrong if it is contradictory and something was found that fits both claims, or compatible and for some reading
nothing was. What is undecided is never wrong here.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from typing import Any

import numpy as np
from pyproj import Geod

from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from tests.cases import small_case

WGS84 = Geod(ellps="WGS84")
#: Whoever is nearer to an edge than this is on neither side of it, metres.
EDGE_M = 0.02
#: Half-widths of the distances below by the rule of 2020, in kilometres: written down, not computed.
WIDTHS_KM = {"1": 0.5, "3": 0.5, "8": 0.5, "15": 0.5, "30": 0.5, "5.5": 0.25, "12.0": 0.05, "20": 0.5, "100": 5.0}
#: The third one is there for what is between two.
SITES = ("A", "B", "C")
FACTOR = 1.2
AZIMUTHS = np.arange(0.0, 360.0, 5.0)
DAYS = range(1, 29)
#: Times as written, the days of December 2015 they may mean, by how many they may be off, and whether all are meant.
TIMES: list[tuple[str | None, set[int], int, bool]] = [(None, set(DAYS), 0, False)]


def _times() -> None:
    for first in (3, 4, 6, 9, 12):
        TIMES.append((f"2015-12-{first:02}", {first}, 0, False))
        TIMES.append((f"2015-12-{first:02}~", {first}, 1, False))
        TIMES.append((f"2015-12-{first:02}/2015-12-{first + 2:02}", {first, first + 1, first + 2}, 0, False))
        TIMES.append((f"[2015-12-{first:02},2015-12-{first + 3:02}]", {first, first + 3}, 0, False))
        TIMES.append((f"{{2015-12-{first:02},2015-12-{first + 3:02}}}", {first, first + 3}, 0, True))
    TIMES.append(("2015-12-X6", {6, 16, 26}, 0, False))
    TIMES.append(("2015-12-0X", set(range(1, 10)), 0, False))


_times()


def made(chance: random.Random) -> dict[str, Any]:
    """Return a case of two sites, a region and up to five claims of one or two events."""
    lon, lat = chance.choice([(40.0, 35.0), (179.97, -17.0), (0.0, 0.0), (20.0, 68.0)])
    places: dict[str, Any] = {}
    for name in SITES:
        at_lon, at_lat, _ = WGS84.fwd(lon, lat, chance.uniform(0, 360), chance.choice([0.0, 4e3, 11e3, 16e3, 31e3]))
        places[name] = (at_lon, at_lat, chance.choice([1.0, 300.0, 2500.0]))
    west, south = lon + chance.uniform(-0.3, 0.2), lat + chance.uniform(-0.3, 0.2)
    box = (west, south, west + chance.uniform(0.05, 0.3), south + chance.uniform(0.05, 0.3)) if abs(lon) < 100 else None
    document = small_case()
    document["case"]["events"] = [
        {"id": "E1", "name": "E1", "kind": "strike"},
        {"id": "E2", "name": "E2", "kind": None},
    ]
    sites = [
        {"type": "Feature", "id": name, "geometry": {"type": "Point", "coordinates": [at[0], at[1]]},
         "properties": {"record": "site", "name": name, "coordinateUncertaintyInMeters": at[2]}}
        for name, at in places.items()
    ]  # fmt: skip
    if box is not None:
        w, s, e, n = box
        ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]
        sites.append({"type": "Feature", "id": "BOX", "geometry": {"type": "Polygon", "coordinates": [ring]},
                      "properties": {"record": "site", "name": "BOX"}})  # fmt: skip
    geometries = {site["id"]: site["geometry"] for site in sites}
    two_events = chance.random() < 0.3
    claims = []
    for number in range(chance.randint(2, 5)):
        said = said_of(chance, box)
        said["event"] = chance.choice(["E1", "E2"]) if two_events else "E1"
        frame = dict(document["features"][3]["properties"]) | dict.fromkeys(("killed", "wounded", "stated", "bearing"))
        geometry = geometries.get(said["site"])
        claims.append({"type": "Feature", "id": f"C{number}", "geometry": geometry, "properties": frame | said})
    document["features"] = [*sites, *claims]
    return document


def said_of(chance: random.Random, box: object) -> dict[str, Any]:
    """Return what one claim says."""
    relation = chance.choice(
        ["at", "within", "beyond", "at_distance", "at_distance", "in" if box else "over", "between"]
    )
    said: dict[str, Any] = {
        "polarity": chance.choice(["affirm", "affirm", "affirm", "deny"]), "about_actor": None, "relation": relation,
        "site": "BOX" if relation == "in" else chance.choice(SITES[:2]), "distance": None,
        "event_time": chance.choice(TIMES)[0] if chance.random() < 0.5 else None, "derived_from": [],
    }  # fmt: skip
    if relation == "between":
        said["site2"] = chance.choice([site for site in SITES if site != said["site"]])
    if relation in ("within", "beyond", "at_distance"):
        said["distance"] = {"value": chance.choice(list(WIDTHS_KM)), "unit": "km"}
    if relation == "at_distance" and chance.random() < 0.4:
        said["bearing"] = {"degrees": chance.randrange(360), "half_width": chance.choice([10, 45, 100])}
    if chance.random() < 0.3:
        least = chance.randrange(5) + (said["polarity"] == "deny")  # whoever denies 0 and more denies all numbers
        said["killed"] = {"min": least, "max": chance.choice([None, least, least + 2])}
        said["stated"] = chance.choice([None, "2015-12-07", "2015-12-08"])
    if chance.random() < 0.1:
        said |= {"relation": None, "site": None, "site2": None, "distance": None, "bearing": None}
    return said


Reading = tuple[float, float]
"""Least and greatest distance."""
Points = dict[str, tuple[float, float]]
"""Where each site's own point is, by id."""


class World:
    """One case, with what its words mean."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take the records of a document."""
        features = document["features"]
        self.sites = {one["id"]: one for one in features if one["properties"]["record"] == "site"}
        self.claims = {one["id"]: one["properties"] for one in features if one["properties"]["record"] == "claim"}

    def points(self, chance: random.Random, site: str, count: int) -> list[tuple[float, float]]:
        """Return points where a site may be: its centre, its edge, and in between."""
        lon, lat = self.sites[site]["geometry"]["coordinates"]
        radius_m = self.sites[site]["properties"]["coordinateUncertaintyInMeters"]
        found = [(lon, lat)]
        for number in range(count - 1):
            length_m = radius_m if number % 2 else radius_m * chance.random()
            found.append(WGS84.fwd(lon, lat, chance.uniform(0, 360), length_m)[:2])
        return found

    def readings(self, claim: dict[str, Any], chance: random.Random, *, is_exact: bool) -> list[tuple[float, float]]:
        """Return least and greatest distance of each reading of a claim; of a denial, what it denies."""
        if claim["distance"] is None:
            return [(0.0, 0.0)]
        value_km = float(claim["distance"]["value"])
        width_km = WIDTHS_KM[claim["distance"]["value"]]
        near, far = max(0.0, value_km - width_km) * 1e3, (value_km + width_km) * 1e3
        some = [near, far, chance.uniform(near, far)]
        if claim["relation"] == "at_distance":
            return [(one, one) for one in some] if is_exact and claim["polarity"] == "affirm" else [(near, far)]
        return [(0.0, one) if claim["relation"] == "within" else (one, np.inf) for one in some]

    def misses_m(self, claim: dict[str, Any], reading: Reading, at: Points, lons: Any, lats: Any) -> Any:
        """Return by how much places miss a claim, metres; negative: by how much they are inside of it."""
        if claim["site"] == "BOX":
            [ring] = self.sites["BOX"]["geometry"]["coordinates"]
            (west, south), (east, north) = ring[0], ring[2]
            out_deg = np.max([west - lons, lons - east, south - lats, lats - north], axis=0)
            return out_deg * (-111e3 if claim["polarity"] == "deny" else 111e3)
        azimuths, lengths = _seen(at[claim["site"]], lons, lats)
        if claim["relation"] == "between":
            both = lengths + _seen(at[claim["site2"]], lons, lats)[1]
            out = both - FACTOR * WGS84.inv(*at[claim["site"]], *at[claim["site2"]])[2]
            return -out if claim["polarity"] == "deny" else out
        out = lengths - reading[1]
        if reading[0] > 0:
            out = np.maximum(out, reading[0] - lengths)
        if claim["relation"] in ("at", "over"):
            out = lengths
        if claim["bearing"] is not None:
            off = np.abs((azimuths - claim["bearing"]["degrees"] + 180) % 360 - 180) - claim["bearing"]["half_width"]
            out = np.maximum(out, np.radians(off) * np.maximum(lengths, 1e-6))
        return -out if claim["polarity"] == "deny" else out


def _seen(point: tuple[float, float], lons: Any, lats: Any) -> tuple[Any, Any]:
    """Return azimuth and distance of places from a point."""
    azimuths, _, lengths = WGS84.inv(np.full(len(lons), point[0]), np.full(len(lons), point[1]), lons, lats)
    return azimuths, lengths


def tried(world: World, said: list[tuple[dict[str, Any], Reading, Points]]) -> tuple[Any, Any]:
    """Return places worth trying for claims, each with its reading and its sites' points."""
    lons, lats = [], []
    for claim, reading, at in said:
        point = at[claim["site"]]
        if claim["relation"] == "between":
            for found in _edge_between(point, at[claim["site2"]]):
                lons.append(found[0])
                lats.append(found[1])
        if claim["site"] == "BOX":
            [ring] = world.sites["BOX"]["geometry"]["coordinates"]
            grid = np.meshgrid(np.linspace(ring[0][0], ring[1][0], 9), np.linspace(ring[0][1], ring[2][1], 9))
            lons.append(grid[0].ravel())
            lats.append(grid[1].ravel())
            continue
        ends = [end for end in reading if np.isfinite(end)]
        lengths = [0.0, *ends, sum(ends) / max(1, len(ends)), 500.0, 60e3]
        lengths += [end + step for end in ends for step in (-1.0, 1.0, -400.0, 400.0) if end + step > 0]
        for other, between, _ in said:
            if other is not claim and other["site"] != "BOX":
                apart_m = WGS84.inv(*point, *at[other["site"]])[2]
                lengths += [apart_m + end for end in between if np.isfinite(end)]
                lengths += [abs(apart_m - end) for end in between if np.isfinite(end)]
        around = AZIMUTHS
        if claim["bearing"] is not None:
            middle, half = claim["bearing"]["degrees"], claim["bearing"]["half_width"]
            around = np.concatenate([AZIMUTHS, [middle - half, middle + half, middle]])
        mesh = np.array(np.meshgrid(lengths, around)).reshape(2, -1)
        found = WGS84.fwd(np.full(mesh.shape[1], point[0]), np.full(mesh.shape[1], point[1]), mesh[1], mesh[0])
        lons.append(found[0])
        lats.append(found[1])
    return np.concatenate(lons), np.concatenate(lats)


def _edge_between(first: tuple[float, float], second: tuple[float, float]) -> list[tuple[Any, Any]]:
    """Return places between two points: on the edge by the plane's formula, a little in and out of it, and inside."""
    azimuth, _, apart_m = WGS84.inv(*first, *second)
    middle = WGS84.fwd(*first, azimuth, apart_m / 2)[:2]
    turned = np.radians(AZIMUTHS)
    wide, high = FACTOR * apart_m / 2, np.sqrt(FACTOR**2 - 1) * apart_m / 2
    found = []
    for share in (0.5, 0.99, 0.999, 1.001, 1.01, 1.5):
        along, across = share * wide * np.cos(turned), share * high * np.sin(turned)
        there = np.degrees(np.arctan2(across, along)) + azimuth
        start = np.full(len(turned), middle[0]), np.full(len(turned), middle[1])
        found.append(WGS84.fwd(*start, there, np.hypot(along, across))[:2])
    return found


def spare_m(claim: dict[str, Any], reading: tuple[float, float]) -> float:
    """Return how far inside a place must be to be surely what a claim says; exact places cannot be inside."""
    if claim["relation"] == "between":
        return EDGE_M
    is_exact = claim["relation"] in ("at", "over") or (reading[0] == reading[1] and claim["site"] != "BOX")
    return -1e-4 if is_exact and claim["polarity"] == "affirm" else EDGE_M


def nearest_m(world: World, said: list[tuple[dict[str, Any], Reading, Points]], *, is_sure: bool) -> float:
    """Return by how much the best place tried misses claims: the worst of them; tried again around the best.

    ``is_sure`` asks for places that are surely what the claims say: zero or less then.
    """
    lons, lats = tried(world, said)
    best = np.inf
    spare = [spare_m(claim, reading) if is_sure else 0.0 for claim, reading, _ in said]
    for spread_m in (3_000.0, 300.0, 30.0, 3.0, 0.3):
        missed = [world.misses_m(*one, lons, lats) + more for one, more in zip(said, spare, strict=True)]
        worst = np.max(missed, axis=0)
        index = int(worst.argmin())
        best = min(best, float(worst[index]))
        if best <= 0:
            break
        mesh = np.array(np.meshgrid(np.linspace(0, spread_m, 8), np.arange(0, 360, 12.0))).reshape(2, -1)
        start = np.full(mesh.shape[1], lons[index]), np.full(mesh.shape[1], lats[index])
        lons, lats, _ = WGS84.fwd(*start, mesh[1], mesh[0])
    return best


def check_places(setting: CaseContext, world: World, chance: random.Random, a: str, b: str) -> str | None:
    """Return what is wrong with the verdict of two claims' places; ``None`` if nothing is."""
    found = pair(setting, a, b).aspects.get("place")
    if found is None or found.verdict == "undecided":
        return None
    first, second = world.claims[a], world.claims[b]
    thresholds = [one["relation"] in ("within", "beyond") or one["polarity"] == "deny" for one in (first, second)]
    readings = itertools.product(
        world.readings(first, chance, is_exact=thresholds[1]), world.readings(second, chance, is_exact=thresholds[0])
    )
    sites = _sites_of(first, second)
    for one, other in readings:
        points = zip(*(world.points(chance, site, 3) for site in sites), strict=True) if sites else [()]
        for chosen in points:
            at = dict(zip(sites, chosen, strict=True)) | {"BOX": (0.0, 0.0)}
            said = [(first, one, at), (second, other, at)]
            best = nearest_m(world, said, is_sure=found.verdict == "contradictory")
            where = f"with distances {one} and {other} and the sites at {at}"
            if found.verdict == "contradictory" and best <= 0:
                return f"place: contradictory ({found.why}), and a place fits both {where}"
            if found.verdict == "compatible" and best > 5.0 and abs(found.slack_m or 10.0) > 10.0:
                return f"place: compatible ({found.why}), and the best place misses by {best:.1f} m {where}"
    return None


def _sites_of(*claims: dict[str, Any]) -> list[str]:
    """Return the sites that claims name, each once, but for the region."""
    named = [claim.get(member) for claim in claims for member in ("site", "site2")]
    return [site for site in dict.fromkeys(named) if site not in (None, "BOX")]


def days_of(claim: dict[str, Any]) -> tuple[set[int], int, bool]:
    """Return the days that a claim's time may mean, by how many it may be off, and whether all are meant."""
    return next((days, off, is_all) for text, days, off, is_all in TIMES if text == claim["event_time"])


def check_times(setting: CaseContext, world: World, a: str, b: str) -> str | None:
    """Return what is wrong with the verdict of two claims' times, counted in days; both name one event."""
    found = pair(setting, a, b).aspects.get("time")
    first, second = world.claims[a], world.claims[b]
    if found is None:
        return None
    expected = expected_times(days_of(first), days_of(second))
    return None if found.verdict == expected else f"time: {found.verdict}, and by days {expected}: {found.why}"


def expected_times(a: tuple[set[int], int, bool], b: tuple[set[int], int, bool]) -> str:
    """Return the verdict of two times by their days."""
    members = [({day}, a[1], b) for day in a[0] if a[2]] + [({day}, b[1], a) for day in b[0] if b[2]]
    found = [_one_of((days, off), (other[0], other[1])) for days, off, other in members]
    worst = found or [_one_of((a[0], a[1]), (b[0], b[1]))]
    return max(worst, key=["compatible", "undecided", "contradictory"].index)


def _one_of(a: tuple[set[int], int], b: tuple[set[int], int]) -> str:
    wide = [{day + off for day in days for off in range(-by, by + 1)} for days, by in (a, b)]
    if not wide[0] & wide[1]:
        return "contradictory"
    if (a[0] <= b[0] and wide[0] <= wide[1]) or (b[0] <= a[0] and wide[1] <= wide[0]):
        return "compatible"
    return "undecided"


def check_counts(setting: CaseContext, world: World, a: str, b: str) -> str | None:
    """Return what is wrong with the verdict of two claims' dead, by trying numbers."""
    found = pair(setting, a, b).aspects.get("killed")
    if found is None:
        return None
    claims = [world.claims[name] for name in (a, b)]
    numbers = [
        {number for number in range(30) if (_is_counted(one["killed"], number)) != (one["polarity"] == "deny")}
        for one in claims
    ]
    if numbers[0] & numbers[1]:
        expected = "compatible"
    else:
        early, late = (one["stated"] for one in claims)
        swapped = None not in (early, late) and early != late
        low, high = numbers if (early or "") < (late or "") else numbers[::-1]
        # The later one, the second here, is lower: it cannot be.
        expected = "contradictory" if swapped and bool(low and high) and max(high) < min(low) else "undecided"
    return None if found.verdict == expected else f"killed: {found.verdict}, and by numbers {expected}: {found.why}"


def _is_counted(count: dict[str, Any], number: int) -> bool:
    return count["min"] <= number and (count["max"] is None or number <= count["max"])


def check_conflicts(setting: CaseContext, world: World, chance: random.Random) -> str | None:
    """Return what is wrong with a conflict of three claims or more: places and points that fit all of it."""
    for conflict in consistency(setting).conflicts:
        claims = [world.claims[name] for name in conflict]
        if len(conflict) < 3 or any(claim["site"] is None for claim in claims):
            continue
        sites = _sites_of(*claims)
        for _ in range(12):
            at = {site: chance.choice(world.points(chance, site, 6)) for site in sites} | {"BOX": (0.0, 0.0)}
            said = [(one, chance.choice(world.readings(one, chance, is_exact=False)), at) for one in claims]
            by_event = [
                [each for each in said if each[0]["event"] == name] for name in {one["event"] for one in claims}
            ]
            if all(nearest_m(world, some, is_sure=True) <= 0 for some in by_event):
                return f"conflict {conflict}: places fit all of it with the sites at {at}"
    return None


def check(seed: int) -> list[str]:
    """Return what is wrong with the verdicts of one random case."""
    chance = random.Random(seed)
    document = made(chance)
    setting, world = CaseContext(case_from_document(document), Assumptions(all_versions=True)), World(document)
    wrong = []
    for a, b in itertools.combinations(world.claims, 2):
        polarities = {world.claims[name]["polarity"] for name in (a, b)}
        if polarities == {"deny"} or world.claims[a]["event"] != world.claims[b]["event"]:
            continue
        wrong += [
            f"{a} and {b}: {one}"
            for one in (
                check_places(setting, world, chance, a, b),
                check_times(setting, world, a, b),
                check_counts(setting, world, a, b),
            )
            if one is not None
        ]
    conflict = check_conflicts(setting, world, chance)
    return [*wrong, *([] if conflict is None else [conflict])]


def run(count: int, seed: int, seconds: float = float("inf")) -> tuple[int, list[str]]:
    """Check so many random cases, or as many as there is time for; return how many, and what is wrong."""
    until, wrong, done = time.monotonic() + seconds, [], 0
    for number in range(seed, seed + count):
        wrong += [f"seed {number}: {one}" for one in check(number)]
        done += 1
        if time.monotonic() > until:
            break
    return done, wrong


def main() -> int:
    """Check as many cases as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="so many random cases")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000, help="of the first of them")
    options = parser.parse_args()
    print(f"{options.count} random cases from seed {options.seed}")  # noqa: T201 - it is run by hand
    done, wrong = run(options.count, options.seed)
    print(*wrong, f"{done} cases, {len(wrong)} wrong verdicts", sep="\n")  # noqa: T201 - as above
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
