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
import traceback
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from pyproj import Geod

from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from tests.cases import small_case
from tests.random_runs import run_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

WGS84 = Geod(ellps="WGS84")
#: Whoever is nearer to an edge than this is on neither side of it, metres.
EDGE_M = 0.02
#: Half-widths of the distances below by the rule of 2020, in kilometres: written down, not computed.
WIDTHS_KM = {"1": 0.5, "3": 0.5, "8": 0.5, "15": 0.5, "30": 0.5, "5.5": 0.25, "12.0": 0.05, "20": 0.5, "100": 5.0}
#: Members of a claim that it need not have.
NOT_SAID = ("killed", "wounded", "stated", "bearing", "event_kinds", "certainty", "site2", "quantity")
#: At most so many cases one process checks at a time.
PIECE = 250
#: How many times the way between two sites both ways may be.
FACTOR = 1.2
#: So many pairs of places of one case are tried, in so many readings each; and how finely places around the best are.
PAIRS, READINGS, SPREADS_M = 6, 8, (3_000.0, 300.0, 30.0, 3.0, 0.3)
WIDTHS_KM |= {str(km): 0.5 for km in range(1, 60) if km % 10}
#: Who is said to have done it, jointly where there are several.
NAMED = ["COALITION", "ENVOY", "ARMY", "COALITION", "ENVOY", "ARMY", ["COALITION", "ARMY"], ["ARMY", "ENVOY"]]
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
    """Return a case of two or four sites, a region and up to eight claims of one event, or of several.

    An event may be plural, and authors joint.
    """
    lon, lat = chance.choice([(40.0, 35.0), (179.97, -17.0), (0.0, 0.0), (20.0, 68.0)])
    has_several, is_loose = chance.random() < 0.4, chance.random() < 0.5
    places: dict[str, Any] = {}
    for name in "ABCD" if is_loose else "AB":
        at_lon, at_lat, _ = WGS84.fwd(lon, lat, chance.uniform(0, 360), chance.choice([0.0, 4e3, 11e3, 16e3, 31e3]))
        places[name] = (at_lon, at_lat, chance.choice([1.0, 300.0, 300.0 if is_loose else 2500.0]))
    happened = WGS84.fwd(lon, lat, chance.uniform(0, 360), chance.uniform(0, 20e3))
    west, south = lon + chance.uniform(-0.3, 0.2), lat + chance.uniform(-0.3, 0.2)
    box = (west, south, west + chance.uniform(0.05, 0.3), south + chance.uniform(0.05, 0.3)) if abs(lon) < 100 else None
    document = small_case()
    document["case"]["events"] = [
        {"id": "E1", "name": "E1", "kind": "strike", "plural": chance.random() < 0.25},
        {"id": "E2", "name": "E2", "kind": None, "plural": chance.random() < 0.25},
    ]
    sites = [
        {"type": "Feature", "id": name, "geometry": {"type": "Point", "coordinates": [at[0], at[1]]},
         "properties": {"record": "site", "name": name, "coordinateUncertaintyInMeters": at[2]}}
        for name, at in places.items()
    ]  # fmt: skip
    if box is not None:
        w, s, e, n = box
        rings = [[[w, s], [e, s], [e, n], [w, n], [w, s]]]
        if chance.random() < 0.2:
            third_lon, third_lat = (e - w) / 3, (n - s) / 3
            w, s, e, n = w + third_lon, s + third_lat, e - third_lon, n - third_lat
            rings.append([[w, s], [w, n], [e, n], [e, s], [w, s]])
        sites.append({"type": "Feature", "id": "BOX", "geometry": {"type": "Polygon", "coordinates": rings},
                      "properties": {"record": "site", "name": "BOX"}})  # fmt: skip
    geometries = {site["id"]: site["geometry"] for site in sites}
    claims: list[dict[str, Any]] = []
    for number in range(chance.choice([2, 3, 4, 5, 6, 7, 8])):
        said = said_of(chance, box, list(places), is_loose=is_loose)
        if is_loose and said["distance"] is not None and chance.random() < 0.95:
            about_right(said, chance, places[said["site"]], happened)
        if has_several:
            said["event"] = chance.choice(["E1", "E2", "E2", None] if said["polarity"] == "affirm" else ["E1", "E2"])
        if is_plural(document, said["event"]) and said["polarity"] == "affirm":
            said["quantity"] = chance.choice([None, "some", "all", "all"])
        if number and chance.random() < 0.08:
            said["derived_from"] = [chance.choice(claims)["id"]]
        frame = dict(document["features"][3]["properties"]) | dict.fromkeys(NOT_SAID)
        geometry = geometries.get(said["site"])
        claims.append({"type": "Feature", "id": f"C{number}", "geometry": geometry, "properties": frame | said})
    document["features"] = [*sites, *claims]
    return document


def is_plural(document: dict[str, Any], event: str | None) -> bool:
    """Tell whether a case has several events under one name."""
    return any(one["id"] == event and one["plural"] for one in document["case"]["events"])


def said_of(chance: random.Random, box: object, sites: list[str], *, is_loose: bool) -> dict[str, Any]:
    """Return what one claim says; loosely, so that it often takes three claims to exclude each other."""
    often = 0.2 if is_loose else 0.5
    relations = ["at", "over", "within", "beyond", "at_distance", "at_distance", "between", "in" if box else "over"]
    relation = chance.choice(relations[2:7] if is_loose and chance.random() < 0.9 else relations)
    in_box = relation == "in" or (box is not None and relation in ("at", "over") and chance.random() < 0.2)
    said: dict[str, Any] = {
        "polarity": chance.choice(["affirm", "affirm", "affirm", "deny"]), "relation": relation, "event": "E1",
        "site": "BOX" if in_box else chance.choice(sites), "distance": None,
        "about_actor": chance.choice(NAMED) if chance.random() < often else None,
        "event_time": chance.choice(TIMES)[0] if chance.random() < often else None,
        "derived_from": [],
        "certainty": "probable" if chance.random() < 0.05 else None,
    }  # fmt: skip
    if said["polarity"] == "deny" and chance.random() < 0.5:
        said |= {"event": None, "event_kinds": chance.choice([None, None, ["strike"], ["flight"]])}
    if relation == "between":
        said["site2"] = chance.choice([site for site in sites if site != said["site"]])
    if relation in ("within", "beyond", "at_distance"):
        said["distance"] = {"value": chance.choice(list(WIDTHS_KM)), "unit": "km"}
    if relation in ("within", "beyond", "at_distance") and chance.random() < 0.4:
        said["bearing"] = {"degrees": chance.randrange(360), "half_width": chance.choice([10, 45, 100])}
    if chance.random() < 0.3:
        least = chance.randrange(5) + (said["polarity"] == "deny")  # whoever denies 0 and more denies all numbers
        said["killed"] = {"min": least, "max": chance.choice([None, least, least + 2])}
        said["stated"] = chance.choice([None, "2015-12-07", "2015-12-08"])
    if chance.random() < 0.1:
        said |= {"relation": None, "site": None, "site2": None, "distance": None, "bearing": None}
    if said["event"] is None and said["polarity"] == "deny" and said["site"] is None and said["about_actor"] is None:
        said["about_actor"] = "COALITION"  # whoever denies all of everybody says nothing
    return said


def about_right(said: dict[str, Any], chance: random.Random, site: tuple[float, ...], event: tuple[float, ...]) -> None:
    """Have a claim say about how far, and in which direction, an event was from its site: so claims nearly agree."""
    azimuth_deg, _, length_m = WGS84.inv(*site[:2], *event[:2])
    at_most = (said["relation"] == "within") != (said["polarity"] == "deny")
    off_km = {"at_distance": 0.0}.get(said["relation"], 0.6 if at_most else -0.6)
    km = min(max(1, round(length_m / 1e3 + off_km + chance.gauss(0, 0.5))), 59)
    said["distance"] = {"value": str(km + (km % 10 == 0)), "unit": "km"}
    if said.get("bearing"):
        said["bearing"]["degrees"] = round(azimuth_deg + chance.gauss(0, 10)) % 360


Point = tuple[float, ...]
"""Where a claim's site is, (lon, lat) in degrees; of one between two, both, one behind the other."""
Said = tuple[dict[str, Any], tuple[float, float], Point]
"""A claim, one reading of its distance, and where it is measured from."""


class World:
    """One case, with what its words mean."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Take the records of a document."""
        features = document["features"]
        self.sites = {one["id"]: one for one in features if one["properties"]["record"] == "site"}
        self.claims = {one["id"]: one["properties"] for one in features if one["properties"]["record"] == "claim"}
        self.plural = {event["id"] for event in document["case"]["events"] if event["plural"]}

    def is_some(self, claim: dict[str, Any]) -> bool:
        """Tell whether a claim affirms something of one of several events under one name, and not of each."""
        return claim["polarity"] == "affirm" and claim["event"] in self.plural and claim["quantity"] != "all"

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

    def misses_m(self, claim: dict[str, Any], reading: tuple[float, float], point: Point, lons: Any, lats: Any) -> Any:
        """Return by how much places miss a claim, metres; negative: by how much they are inside of it."""
        if claim["site"] == "BOX":
            rings = self.sites["BOX"]["geometry"]["coordinates"]
            edges = [(*ring[0], *ring[2]) for ring in rings]
            outs = [np.max([w - lons, lons - e, s - lats, lats - n], axis=0) for w, s, e, n in edges]
            out_deg = np.max([outs[0], *(-out for out in outs[1:])], axis=0)
            return out_deg * (-111e3 if claim["polarity"] == "deny" else 111e3)
        azimuths, lengths = seen_from(point, lons, lats)
        if claim["relation"] == "between":
            out = lengths + seen_from(point[2:], lons, lats)[1] - FACTOR * WGS84.inv(*point)[2]
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


def point_of(claim: dict[str, Any], at: Mapping[str, Point]) -> Point:
    """Return where a claim is measured from, by where sites are; of no site, nowhere in particular."""
    names = [claim["site"], *([claim["site2"]] if claim["relation"] == "between" else [])]
    return tuple(number for name in names for number in at.get(name, (0.0, 0.0)))


def sites_of(claims: Iterable[dict[str, Any]]) -> list[str]:
    """Return the sites whose points claims are measured from, each once."""
    named = [claim[member] for claim in claims for member in ("site", "site2")]
    return [site for site in dict.fromkeys(named) if site not in (None, "BOX")]


def seen_from(point: Point, lons: Any, lats: Any) -> tuple[Any, Any]:
    """Return azimuth and distance of places from a point."""
    azimuths, _, lengths = WGS84.inv(np.full(len(lons), point[0]), np.full(len(lons), point[1]), lons, lats)
    return azimuths, lengths


def between(point: Point) -> list[tuple[Any, Any]]:
    """Return places between two points and about the edge of that, by the plane's formula."""
    azimuth, _, apart_m = WGS84.inv(*point)
    middle = WGS84.fwd(*point[:2], azimuth, apart_m / 2)[:2]
    turned, found = np.radians(AZIMUTHS), []
    for share in (0.5, 0.99, 0.999, 1.001, 1.01, 1.5):
        along = share * FACTOR * apart_m / 2 * np.cos(turned)
        across = share * np.sqrt(FACTOR**2 - 1) * apart_m / 2 * np.sin(turned)
        start = np.full(len(turned), middle[0]), np.full(len(turned), middle[1])
        towards = np.degrees(np.arctan2(across, along)) + azimuth
        found.append(WGS84.fwd(*start, towards, np.hypot(along, across))[:2])
    return found


def tried(world: World, said: list[Said]) -> tuple[Any, Any]:
    """Return places worth trying for claims, each with its reading and its site's point."""
    lons, lats = [], []
    for claim, reading, point in said:
        if claim["site"] == "BOX":
            ring = world.sites["BOX"]["geometry"]["coordinates"][0]
            grid = np.meshgrid(np.linspace(ring[0][0], ring[1][0], 9), np.linspace(ring[0][1], ring[2][1], 9))
            lons.append(grid[0].ravel())
            lats.append(grid[1].ravel())
            continue
        if claim["relation"] == "between":
            lons += [lon for lon, _ in between(point)]
            lats += [lat for _, lat in between(point)]
        ends = [end for end in reading if np.isfinite(end)]
        lengths = [0.0, *ends, sum(ends) / max(1, len(ends)), 500.0, 60e3]
        lengths += [end + step for end in ends for step in (-1.0, 1.0, -400.0, 400.0) if end + step > 0]
        for other, limits, another in said:
            if other is not claim and other["site"] != "BOX":
                apart_m = WGS84.inv(*point[:2], *another[:2])[2]
                lengths += [apart_m + end for end in limits if np.isfinite(end)]
                lengths += [abs(apart_m - end) for end in limits if np.isfinite(end)]
        around = AZIMUTHS
        if claim["bearing"] is not None:
            middle, half = claim["bearing"]["degrees"], claim["bearing"]["half_width"]
            around = np.concatenate([AZIMUTHS, [middle - half, middle + half, middle]])
        mesh = np.array(np.meshgrid(lengths, around)).reshape(2, -1)
        found = WGS84.fwd(np.full(mesh.shape[1], point[0]), np.full(mesh.shape[1], point[1]), mesh[1], mesh[0])
        lons.append(found[0])
        lats.append(found[1])
    return np.concatenate(lons), np.concatenate(lats)


def spare_m(claim: dict[str, Any], reading: tuple[float, float]) -> float:
    """Return how far inside a place must be to be surely what a claim says; exact places cannot be inside."""
    if claim["relation"] == "between":
        return EDGE_M
    is_exact = claim["relation"] in ("at", "over") or (reading[0] == reading[1] and claim["site"] != "BOX")
    return -1e-4 if is_exact and claim["polarity"] == "affirm" else EDGE_M


def nearest_m(world: World, said: list[Said], *, is_sure: bool) -> float:
    """Return by how much the best place tried misses claims: the worst of them; tried again around the best.

    ``is_sure`` asks for places that are surely what the claims say: zero or less then.
    """
    lons, lats = tried(world, said)
    best = np.inf
    spare = [spare_m(claim, reading) if is_sure else 0.0 for claim, reading, _ in said]
    for number, spread_m in enumerate(SPREADS_M):
        missed = [world.misses_m(*one, lons, lats) + more for one, more in zip(said, spare, strict=True)]
        worst = np.max(missed, axis=0)
        index = int(worst.argmin())
        best = min(best, float(worst[index]))
        # Who is moved by a metre misses by two less at best: by one of its distance, and one of its direction.
        if best <= 0 or best > 2 * sum(SPREADS_M[number:]):
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
    readings = list(itertools.product(
        world.readings(first, chance, is_exact=thresholds[1]), world.readings(second, chance, is_exact=thresholds[0])
    ))  # fmt: skip
    sites = sites_of((first, second))
    for one, other in chance.sample(readings, min(READINGS, len(readings))):
        points = zip(*(world.points(chance, site, 2) for site in sites), strict=True) if sites else [()]
        for chosen in points:
            at = dict(zip(sites, chosen, strict=True)) | {"BOX": (0.0, 0.0)}
            said = [(first, one, point_of(first, at)), (second, other, point_of(second, at))]
            best = nearest_m(world, said, is_sure=found.verdict == "contradictory")
            where = f"with distances {one} and {other} and the sites at {at}"
            if found.verdict == "contradictory" and best <= 0:
                return f"place: contradictory ({found.why}), and a place fits both {where}"
            if found.verdict == "compatible" and best > 5.0 and abs(found.slack_m or 10.0) > 10.0:
                return f"place: compatible ({found.why}), and the best place misses by {best:.1f} m {where}"
    return None


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
    numbers: list[set[int]] = [
        {number for number in range(30) if (is_counted(one["killed"], number)) != (one["polarity"] == "deny")}
        for one in claims
    ]
    if numbers[0] & numbers[1]:
        expected = "compatible"
    elif not setting.assumptions.counts_as_of_statement:
        expected = "contradictory"
    else:
        early, late = (one["stated"] for one in claims)
        swapped = None not in (early, late) and early != late
        low, high = numbers if (early or "") < (late or "") else numbers[::-1]
        # The later one, the second here, is lower: it cannot be.
        expected = "contradictory" if swapped and bool(low and high) and max(high) < min(low) else "undecided"
    return None if found.verdict == expected else f"killed: {found.verdict}, and by numbers {expected}: {found.why}"


def is_counted(count: dict[str, Any], number: int) -> bool:
    return count["min"] <= number and (count["max"] is None or number <= count["max"])


def check(seed: int) -> list[str]:
    """Return what is wrong with the verdicts of one random case."""
    from tests.properties import PROPERTIES  # these take their words from here
    from tests.scenarios import check_sets

    chance = random.Random(seed)
    document = made(chance)
    assumptions = Assumptions(all_versions=True, counts_as_of_statement=chance.random() < 0.8)
    setting, world = CaseContext(case_from_document(document), assumptions), World(document)
    wrong = []
    pairs = list(itertools.combinations(world.claims, 2))
    for a, b in chance.sample(pairs, len(pairs)):
        found = check_pair(
            setting, world, chance, a, b, has_places=len(pairs) <= PAIRS or chance.random() < PAIRS / len(pairs)
        )
        wrong += [f"{a} and {b}: {one}" for one in found if one is not None]
    found = consistency(setting)
    property_ = chance.choice(PROPERTIES)(document, assumptions, {frozenset(one) for one in found.conflicts}, chance)
    return [*wrong, *check_sets(setting, world, found, chance), *([] if property_ is None else [property_])]


def check_pair(
    setting: CaseContext, world: World, chance: random.Random, a: str, b: str, *, has_places: bool
) -> list[str | None]:
    """Return what is wrong with the verdict of two claims, if anything is.

    Some of several events are others than some: only numbers, which are of all together, are compared then.
    """
    first, second = world.claims[a], world.claims[b]
    if first["polarity"] == second["polarity"] == "deny":
        return []
    is_of_several = first["event"] == second["event"] and world.is_some(first) and world.is_some(second)
    found = [check_places(setting, world, chance, a, b)] if has_places and not is_of_several else []
    # What speaks of any event, is hedged, or denies somebody is asked in sets.
    if first["event"] is None or first["event"] != second["event"] or first["certainty"] or second["certainty"]:
        return found
    found.append(None if is_of_several else check_times(setting, world, a, b))
    if not any(one["polarity"] == "deny" and one["about_actor"] for one in (first, second)):
        found.append(check_counts(setting, world, a, b))
    return found


def run(count: int, seed: int) -> list[str]:
    """Check so many random cases; return what is wrong."""
    return run_seeds(never_raised(check), count, seed)


def never_raised(check: Callable[[int], list[str]]) -> Callable[[int], list[str]]:
    """Return the same check, in which an error is one more thing that is wrong."""

    def checked(number: int) -> list[str]:
        try:
            return check(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong, and others are checked
            return [f"{type(error).__name__}: {error} at {traceback.format_exc().splitlines()[-4].strip()}"]

    return checked


def main() -> int:
    """Check as many cases as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="so many random cases")
    parser.add_argument("--jobs", type=int, default=1, help="so many processes")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000, help="of the first of them")
    options = parser.parse_args()
    print(f"{options.count} random cases from seed {options.seed}")  # noqa: T201 - it is run by hand
    last = options.seed + options.count
    # Several pieces for each process, since some cases take much longer than others.
    piece = min(PIECE, max(1, options.count // (8 * options.jobs)))
    firsts = range(options.seed, last, piece)
    wrong: list[str] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for first, faults in zip(
            firsts, pool.map(run, (min(piece, last - first) for first in firsts), firsts), strict=True
        ):
            wrong += faults
            done = min(first + piece, last) - options.seed
            print(*faults, f"{done} cases, {len(wrong)} wrong verdicts", sep="\n", flush=True)  # noqa: T201 - as above
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
