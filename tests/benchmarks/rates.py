"""How often a verdict on two places is undecided where trying shows what it is: ``--only rates``.

Trying is another way to the answer, and shares no code with it: a hundred placements of both sites and readings of what
was said, and for each the best of some hundred places, looked at closer and closer. It knows an answer where every
placement is met, or missed, by a margin; or where some are and some are not.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely
from pyproj import Geod

from geodata.constraints.joint_search import jointly
from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.constraints.three_valued import VERDICTS
from tests.benchmarks.cases import SEED
from tests.benchmarks.registry import Report, Settings, Table, benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WGS84: Final = Geod(ellps="WGS84")
_CASES: Final = 250
_FEW: Final = 30
_PLACEMENTS: Final = 60
#: Around the best and the worst of them so many more each, closer and closer.
_NEAR: Final = 20
_CLOSER: Final = (0.3, 0.1, 0.03, 0.01)
_ZOOMS: Final = 7
_METRES_PER_DEGREE: Final = 111_000.0
#: Where the map is awkward: the case's latitude, the antimeridian, the equator, the north.
_CENTRES: Final = ((40.0, 35.0), (179.97, -17.0), (0.0, 0.0), (20.0, 68.0))
#: Half-widths by the rule of 2020.
_KM: Final = {1: 0.5, 3: 0.5, 5: 0.5, 5.5: 0.25, 8: 0.5, 12.0: 0.05, 15: 0.5, 20: 0.5, 30: 0.5, 62: 0.5, 100: 5.0}


class Tried(NamedTuple):
    """What trying came to."""

    verdict: str | None
    """``None`` where it is too near to an edge to say."""
    least_m: float
    """By how much the placement that suits worst is met; negative where it is missed."""
    most_m: float


class Box(NamedTuple):
    """A region between two parallels and two meridians, perhaps with such a hole: west, south, east, north."""

    outer: tuple[float, float, float, float]
    hole: tuple[float, float, float, float] | None = None

    def shape(self) -> shapely.Geometry:
        """Return it as a polygon, or as two that meet at the antimeridian."""
        area = shapely.box(*self.outer)
        if self.hole is not None:
            area = area.difference(shapely.box(*self.hole))
        if self.outer[2] > 180:
            parts = (
                area.intersection(shapely.box(-180, -90, 180, 90)),
                area.intersection(shapely.box(180, -90, 540, 90)),
            )
            area = shapely.MultiPolygon([parts[0], shapely.transform(parts[1], lambda points: points - [360, 0])])
        return area

    def depths_m(self, lons: Floats, lats: Floats) -> Floats:
        """Return how far inside places are, nearly; negative outside."""
        inside = _depths_m(self.outer, lons, lats)
        return inside if self.hole is None else np.minimum(inside, -_depths_m(self.hole, lons, lats))


def _depths_m(box: tuple[float, float, float, float], lons: Floats, lats: Floats) -> Floats:
    west, south, east, north = box
    sides = [lats - south] if north >= 90 else [north - lats] if south <= -90 else [lats - south, north - lats]
    if east - west < 360:
        off = np.abs((lons - (west + east) / 2 + 180) % 360 - 180)
        sides.append(((east - west) / 2 - off) * np.cos(np.radians(lats)))
    return np.min(sides, axis=0) * _METRES_PER_DEGREE


class Pair(NamedTuple):
    """Two places, the first of which is measured from a site; a region's own numbers beside it."""

    first: PlaceConstraint
    second: PlaceConstraint
    box: Box | None = None


class _Placements(NamedTuple):
    """Where both sites are in their discs, and which reading is meant: shares of what is open, a column for each."""

    sites: Floats
    """East and north of the first site, and of the second, as shares of their radii."""
    reading: Floats
    """Of the first claim's band, and of the second's."""


def tried(pair: Pair, chance: np.random.Generator) -> Tried:
    """Return the verdict that trying finds: many placements, then more around the best and the worst of them."""
    placements = _scattered(chance)
    found = _depths(pair, placements)
    for spread in _CLOSER:
        both = [placements.sites[:, [at]] for at in (found.argmax(), found.argmin())]
        readings = [placements.reading[:, [at]] for at in (found.argmax(), found.argmin())]
        near = np.hstack([one + chance.normal(0, spread, (4, _NEAR)) for one in both])
        meant = np.hstack([one + chance.normal(0, spread, (2, _NEAR)) for one in readings])
        new = _Placements(_held(near), np.clip(meant, 0, 1))
        found = np.concatenate([found, _depths(pair, new)])
        placements = _Placements(*(np.hstack(parts) for parts in zip(placements, new, strict=True)))
    first, second = pair.first, pair.second
    size_m = max(one.far_m for one in (first, second))
    margin_m = 1e-3 * size_m + 0.01 * sum(one.spot.radius_m or 0.0 for one in (first, second)) + 1.0
    if second.kind == "ring":
        margin_m = min(margin_m, second.half_width_m / 2)
    is_met, is_missed = found > margin_m, found < -margin_m
    verdict = None
    if is_met.all():
        verdict = "compatible"
    elif is_missed.all():
        verdict = "contradictory"
    elif is_met.any() and is_missed.any():
        verdict = "undecided"
    return Tried(verdict, float(found.min()), float(found.max()))


def _scattered(chance: np.random.Generator) -> _Placements:
    """Return placements with both sites at opposite edges, then anywhere; at the ends of readings, then anywhere."""
    towards = np.linspace(0, 4 * np.pi, _PLACEMENTS)
    edges = np.array([np.sin(towards), np.cos(towards), -np.sin(towards), -np.cos(towards)])
    inner = chance.uniform(-1, 1, edges.shape)
    is_edge = np.arange(_PLACEMENTS) % 3 < 2
    ends = chance.choice([0.0, 1.0], (2, _PLACEMENTS))
    reading = np.where(np.arange(_PLACEMENTS) % 5 < 4, ends, chance.uniform(0, 1, ends.shape))
    return _Placements(_held(np.where(is_edge, edges, inner)), reading)


def _held(sites: Floats) -> Floats:
    """Return positions brought back into their discs."""
    off = np.repeat(np.hypot(sites[::2], sites[1::2]), 2, axis=0)
    return sites / np.maximum(off, 1.0)


def _depths(pair: Pair, placements: _Placements) -> Floats:
    """Return for each placement how deep the best place of the first claim is in what the second says."""
    first, second = pair.first, pair.second
    is_exact = first.kind == "ring" and second.is_threshold
    at, other = (
        one.near_m + (one.far_m - one.near_m) * meant
        for one, meant in zip((first, second), placements.reading, strict=True)
    )
    lows, highs = {
        "at": (np.zeros_like(at), np.zeros_like(at)),
        "within": (np.zeros_like(at), at),
        "beyond": (at, np.full_like(at, 2.0003e7)),
        "ring": (at, at) if is_exact else (np.full_like(at, first.near_m), np.full_like(at, first.far_m)),
    }[first.kind]
    points: list[Floats] = []
    for spot, (east, north) in ((first.spot, placements.sites[:2]), (second.spot, placements.sites[2:])):
        start = np.full(len(at), spot.lon), np.full(len(at), spot.lat)
        away_m = (spot.radius_m or 0.0) * np.hypot(east, north)
        points += WGS84.fwd(*start, np.degrees(np.arctan2(east, north)), away_m)[:2]
    # Two circles cross twice: each quarter is looked into by itself.
    middle, half = first.sector or (180.0, 180.0)
    quarters = [(middle + half * turn / 4, half / 4) for turn in (-3, -1, 1, 3)] if first.kind != "at" else [(0.0, 0.0)]
    sites, others = (points[0], points[1]), (points[2], points[3])
    return np.max([_best_m(pair, quarter, (lows, highs), other, sites, others) for quarter in quarters], axis=0)


def _best_m(
    pair: Pair,
    directions: tuple[float, float],
    lengths: tuple[Floats, Floats],
    others: Floats,
    sites: tuple[Floats, Floats],
    other_sites: tuple[Floats, Floats],
) -> Floats:
    """Return for each placement how deep the best place of the first claim is in what the second says."""
    (middle, half), (low, high) = directions, lengths
    azimuths = np.tile(middle + half * np.linspace(-1, 1, 25 if half > 0 else 1), (len(low), 1))
    shares = np.linspace(0, 1, 5 if (high > low).any() else 1)
    span_deg, span = half / 12, 0.25
    best = np.full(len(low), -np.inf)
    chosen = None
    for _ in range(_ZOOMS):
        if chosen is not None:
            steps = np.linspace(-1, 1, 9)
            azimuths = np.clip(chosen[0][:, None] + span_deg * steps, middle - half, middle + half)
            share = np.clip(chosen[1][:, None] + span * np.linspace(-1, 1, 5), 0, 1)
            span_deg, span = span_deg / 4, span / 2
        else:
            share = np.tile(shares, (len(low), 1))
        azimuth = np.repeat(azimuths, share.shape[1], axis=1)
        share = np.tile(share, (1, azimuths.shape[1]))
        length = low[:, None] + (high - low)[:, None] * share
        start = (np.repeat(axis, azimuth.shape[1]) for axis in sites)
        lons, lats, _ = WGS84.fwd(*start, azimuth.ravel(), length.ravel())
        depth = _depth_of(pair, others, other_sites, lons, lats, azimuth.shape)
        index = depth.argmax(axis=1)
        rows = np.arange(len(low))
        best = np.maximum(best, depth[rows, index])
        chosen = azimuth[rows, index], share[rows, index]
    return best


def _depth_of(
    pair: Pair, others: Floats, sites: tuple[Floats, Floats], lons: Floats, lats: Floats, shape: tuple[int, ...]
) -> Floats:
    place = pair.second
    if pair.box is not None:
        depth = pair.box.depths_m(lons, lats).reshape(shape)
        return depth if place.kind == "inside" else -depth
    start = (np.repeat(axis, shape[1]) for axis in sites)
    found = WGS84.inv(*start, lons, lats)
    azimuth, length = found[0].reshape(shape), found[2].reshape(shape)
    threshold = others[:, None]
    depth = {
        "at": lambda: -length,
        "not_at": lambda: length - 0.1,
        "within": lambda: threshold - length,
        "beyond": lambda: length - threshold,
        "ring": lambda: np.minimum(length - place.near_m, place.far_m - length),
        "off_ring": lambda: np.maximum(place.near_m - length, length - place.far_m),
    }[place.kind]()
    if place.sector is not None:
        off = np.abs((azimuth - place.sector[0] + 180) % 360 - 180)
        beside = length * np.sin(np.radians(np.clip(place.sector[1] - off, -90, 90)))
        depth = np.maximum(depth, -beside) if place.kind == "off_ring" else np.minimum(depth, beside)
    return depth


def _site(chance: random.Random, name: str, lon: float, lat: float, away_m: float) -> SiteDisc:
    lon, lat, _ = WGS84.fwd(lon, lat, chance.uniform(0, 360), away_m)
    return SiteDisc(name, lon, lat, chance.choice([1.0, 300.0, 2_000.0, 2_500.0]))


def _said(
    chance: random.Random, kind: str, spot: SiteDisc, where: tuple[float, float] | None = None, *, sector: bool = False
) -> PlaceConstraint:
    """Return what is said from a site: of a place, more or less, or of none in particular."""
    if kind in ("at", "not_at"):
        return PlaceConstraint(kind, spot, is_denial=kind == "not_at")
    km = chance.choice(list(_KM))
    half_deg = chance.choice([10.0, 11.25, 22.5, 45.0, 90.0])
    azimuth_deg, width_m = float(chance.randrange(360)), _KM[km] * 1e3
    if where is not None:
        there_deg, _, length_m = WGS84.inv(spot.lon, spot.lat, *where)
        km = max(round(length_m / 1e3, chance.choice([0, 1])), 1.0)
        width_m = 500.0 if km == round(km) else 50.0
        azimuth_deg = round(there_deg + chance.uniform(-1.3, 1.3) * half_deg) % 360.0
    value_m = km * 1e3
    direction = (azimuth_deg, half_deg) if sector else None
    is_denial = kind == "off_ring" or (kind in ("within", "beyond") and chance.random() < 0.5)
    return PlaceConstraint(kind, spot, value_m, value_m - width_m, value_m + width_m, direction, is_denial)


def _two_sites(chance: random.Random) -> tuple[SiteDisc, SiteDisc]:
    lon, lat = chance.choice(_CENTRES)
    return _site(chance, "A", lon, lat, 0.0), _site(chance, "B", lon, lat, chance.uniform(1e3, 7e4))


def _where(chance: random.Random, one: SiteDisc, other: SiteDisc) -> tuple[float, float] | None:
    """Return a place that both may speak of; ``None`` where they speak of none in particular."""
    if chance.random() < 0.2:
        return None
    lon, lat, _ = WGS84.fwd(one.lon, one.lat, chance.uniform(0, 360), chance.uniform(2e3, 6e4))
    return (lon, lat) if chance.random() < 0.7 else (other.lon, other.lat)


def against_denied(chance: random.Random) -> Pair:
    """Return a sector, and a distance from another site that is denied."""
    one, other = _two_sites(chance)
    where, has_sector = _where(chance, one, other), chance.random() < 0.3
    second = _said(chance, "off_ring", other, where, sector=has_sector)
    return Pair(_said(chance, "ring", one, where, sector=True), second)


def two_sectors(chance: random.Random) -> Pair:
    """Return two sectors at two sites."""
    one, other = _two_sites(chance)
    where = _where(chance, one, other)
    return Pair(_said(chance, "ring", one, where, sector=True), _said(chance, "ring", other, where, sector=True))


def against_other(chance: random.Random) -> Pair:
    """Return a sector, and something else said of another site or a region; or a place off a sector."""
    one, other = _two_sites(chance)
    kind = chance.choice(["at", "within", "beyond", "ring", "inside", "outside", "off"])
    where = (other.lon, other.lat) if kind == "at" else _where(chance, one, other)
    first = _said(chance, "ring", one, where, sector=True)
    if kind == "off":
        here = one.lon, one.lat
        off = _said(chance, "off_ring", other, here if chance.random() < 0.7 else None, sector=True)
        return Pair(_said(chance, chance.choice(["at", "within"]), one), off)
    if kind == "at":
        return Pair(_said(chance, "at", other), first)
    if kind in ("inside", "outside"):
        west, south = other.lon + chance.uniform(-0.3, 0.1), other.lat + chance.uniform(-0.3, 0.1)
        return _with_region(first, kind, Box((west, south, west + chance.uniform(0.1, 0.5), south + 0.3)))
    return Pair(first, _said(chance, kind, other, where))


def _with_region(first: PlaceConstraint, kind: str, box: Box) -> Pair:
    spot = SiteDisc("R", 0.0, 0.0, None)
    second = PlaceConstraint(kind, spot, is_denial=kind == "outside", region=box.shape())  # type: ignore[arg-type]
    return Pair(first, second, box)


def regions(chance: random.Random) -> Pair:
    """Return a place and a region with a hole, around the Earth, around a pole, or across the antimeridian."""
    west, south = chance.uniform(-170, 170), chance.uniform(-60, 50)
    pole = chance.uniform(70, 89.5)
    box, lon, lat = chance.choice(
        [
            (
                Box((west, south, west + 3, south + 3), (west + 1, south + 1, west + 2, south + 2)),
                west + 1.5,
                south + 1.5,
            ),
            (Box((-180, south, 180, south + 2)), west, south + 1),
            (Box((-180, pole, 180, 90)), west, pole + chance.uniform(-2, 90 - pole)),
            (Box((-180, -90, 180, -pole)), west, -pole - chance.uniform(-2, 90 - pole)),
            (Box((178, south, 182, south + 2)), 180.0, south + 1),
        ]
    )
    site = _site(chance, "A", lon, lat, chance.uniform(0, 1.5e5))
    kind = chance.choice(["at", "within", "ring", "ring", "beyond"])
    # Nothing is claimed of directions from a site beside a pole.
    sector = kind == "ring" and abs(site.lat) < 88 and chance.random() < 0.5
    return _with_region(_said(chance, kind, site, sector=sector), chance.choice(["inside", "outside"]), box)


def antipodal(chance: random.Random) -> Pair:
    """Return two distances from sites that are nearly antipodes."""
    lon, lat = chance.uniform(-180, 180), chance.uniform(-85, 85)
    one = SiteDisc("A", lon, lat, chance.choice([1.0, 2e3, 5e4]))
    lon, lat, _ = WGS84.fwd((lon % 360) - 180, -lat, chance.uniform(0, 360), chance.choice([0.0, 1e4, 2e5, 2e6]))
    other = SiteDisc("B", lon, lat, chance.choice([1.0, 2e3, 5e4]))

    def said(kind: str, spot: SiteDisc, value_m: float) -> PlaceConstraint:
        width_m = chance.choice([5e3, 5e4, 5e5])
        is_denial = kind == "off_ring" or (kind in ("within", "beyond") and chance.random() < 0.5)
        return PlaceConstraint(kind, spot, value_m, value_m - width_m, value_m + width_m, None, is_denial)  # type: ignore[arg-type]

    value_m = chance.uniform(2e6, 1.8e7)
    kind = chance.choice(["ring", "ring", "within", "beyond"])
    second = chance.choice(["ring", "within", "beyond", "off_ring"])
    if kind in ("within", "beyond") and second == "ring":
        kind, second = second, kind
    return Pair(said(kind, one, value_m), said(second, other, 2e7 - value_m + chance.uniform(-1e6, 1e6)))


def shared_sites(chance: random.Random) -> tuple[list[frozenset[PlaceConstraint]], str | None]:
    """Return two events that two uncertain sites are shared by, and whether both can be."""
    one, other = _two_sites(chance)
    apart_m = WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2]
    around_m = (one.radius_m or 0.0) + (other.radius_m or 0.0)
    low, high = apart_m - around_m, apart_m + around_m
    events = []
    for _ in range(2):
        first = _said(chance, chance.choice(["at", "ring"]), one)
        near_m = max(0.0, apart_m + chance.uniform(-1.5, 1.5) * around_m + chance.uniform(-1, 1) * first.far_m)
        second = PlaceConstraint("ring", other, near_m + 50.0, near_m, near_m + 100.0)
        events.append(frozenset([first, second]))
        least = max(0.0, second.near_m - first.far_m, first.near_m - second.far_m)
        low, high = max(low, least), min(high, first.far_m + second.far_m)
    margin_m = 1.0 + 1e-3 * apart_m
    known = "possible" if high - low > margin_m else "impossible" if low - high > margin_m else None
    return events, known


FAMILIES: Final[dict[str, Callable[[random.Random], Pair]]] = {
    "a sector against a denied distance at another site": against_denied,
    "two sectors at two sites": two_sectors,
    "a sector against another relation": against_other,
    "holes, belts, polar caps, the antimeridian": regions,
    "nearly antipodal sites": antipodal,
}


class Rate(NamedTuple):
    """What came of one family."""

    known: int
    """Compatible or contradictory, as trying shows."""
    undecided: int
    """Of these, undecided by verdict."""
    wrong: list[int]
    """Numbers of cases whose verdict trying contradicts."""
    left: list[int]
    """Numbers of the undecided."""


def rate_of(family: str, count: int, seed: int) -> Rate:
    """Return how often a family's verdicts are undecided, and which are wrong."""
    known, wrong, left = 0, [], []
    for number in range(seed, seed + count):
        pair = FAMILIES[family](random.Random(f"{family} {number}"))
        expected = tried(pair, np.random.default_rng(number)).verdict
        if expected is None:
            continue
        found = VERDICTS[compare_places(pair.first, pair.second).code]
        known += expected != "undecided"
        if found == "undecided" != expected:
            left.append(number)
        elif found != expected:
            wrong.append(number)
    return Rate(known, len(left), wrong, left)


def rate_of_events(count: int, seed: int) -> Rate:
    """Return the same of two events at two uncertain sites."""
    known, wrong, left = 0, [], []
    for number in range(seed, seed + count):
        events, expected = shared_sites(random.Random(f"events {number}"))
        if expected is None:
            continue
        found = jointly(events).status
        known += 1
        if found == "undecided":
            left.append(number)
        elif found != expected:
            wrong.append(number)
    return Rate(known, len(left), wrong, left)


@benchmark("rates")
def rates(settings: Settings) -> Report:
    """Measure how often verdicts are undecided where trying knows, and whether any is wrong."""
    count = _FEW if settings.quick else _CASES
    raw: dict[str, Any] = {}
    rows = []
    measured = {name: lambda name=name: rate_of(name, count, SEED) for name in FAMILIES}
    measured["two uncertain sites shared by two events"] = lambda: rate_of_events(count, SEED)
    for name, measure in measured.items():
        settings.say(f"{count} cases: {name}")
        found = measure()
        raw[name] = found._asdict()
        share = f"{found.undecided} of {found.known}, {found.undecided / max(1, found.known):.1%}"
        rows.append([name, share, str(len(found.wrong))])
    return Report((Table(["cases", "undecided where trying knows", "wrong"], rows),), raw)
