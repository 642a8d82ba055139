"""Distances: how fast they are measured, and how true circles are drawn, beside what others do in the same run."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any, Final

import geopy.distance
import numpy as np

from geodata.core.model import Site
from geodata.geodesy.circles import GEOD
from geodata.geodesy.geodesics import shortest_lines
from geodata.geodesy.site_distance import between, matrix
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: What is aimed at.
_AIM_MATRIX_MS: Final = 1000.0
_MS: Final = 1000.0


def _median_ms(function: Callable[[], object], times: int) -> tuple[float, list[float]]:
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        samples.append((time.perf_counter() - start) * _MS)
    return statistics.median(samples), samples


def _pairs(count: int) -> Floats:
    """Return lon, lat, lon, lat of points within some hundred kilometres, as in a case."""
    random = np.random.default_rng(0)
    return np.vstack([random.uniform([[35], [33]] * 2, [[42], [37]] * 2, (4, count))])


def _row(what: str, ms: float, whole: float, note: str) -> list[str]:
    return [what, duration(ms), f"{ms / whole:,.1f} times", note]


@benchmark("distances")
def distances(settings: Settings) -> Report:
    """Measure a million distances with both azimuths, against pyproj bare and geopy."""
    count = 100_000 if settings.quick else 1_000_000
    few, fewest = count // 20, count // 200
    pairs = _pairs(count)
    settings.say(f"{count:,} distances at once")
    bare_ms, bare = _median_ms(lambda: GEOD.inv(*pairs), 5)
    ours_ms, ours = _median_ms(lambda: shortest_lines(*pairs), 5)
    settings.say(f"{few:,} distances one by one, {fewest:,} by geopy")
    one_by_one_ms, one_by_one = _median_ms(lambda: [GEOD.inv(*pair) for pair in pairs[:, :few].T.tolist()], 3)
    geopy_pairs = [((a[1], a[0]), (a[3], a[2])) for a in pairs[:, :fewest].T.tolist()]
    geopy_ms, by_geopy = _median_ms(lambda: [geopy.distance.geodesic(*pair).m for pair in geopy_pairs], 3)
    rows = [
        _row("ours, vectorised", ours_ms, bare_ms, "with no azimuth where there is none"),
        _row("pyproj bare, vectorised", bare_ms, bare_ms, "the baseline"),
        _row("pyproj, one by one", one_by_one_ms * count / few, bare_ms, f"{few:,} measured"),
        _row("geopy geodesic, one by one", geopy_ms * count / fewest, bare_ms, f"{fewest:,} measured, no azimuth"),
    ]
    head = [f"{count:,} distances", "time", "of pyproj bare", ""]
    raw = {"count": count, "ours_ms": ours, "bare_ms": bare, "one_by_one_ms": one_by_one, "geopy_ms": by_geopy}
    return Report((Table(head, rows),), raw)


def _sites(count: int) -> list[Site]:
    lons, lats, *_ = _pairs(count)
    return [
        Site(f"S-{index}", "", (), None, {"type": "Point", "coordinates": [lon, lat]}, 2_000.0, None, None, {})
        for index, (lon, lat) in enumerate(zip(lons.tolist(), lats.tolist(), strict=True))
    ]


@benchmark("matrix")
def matrix_of_sites(settings: Settings) -> Report:
    """Measure a thousand sites against a thousand, with bounds and azimuths."""
    count = 200 if settings.quick else 1_000
    few = 20
    sites = _sites(count)
    settings.say(f"{count:,} sites")
    ours_ms, ours = _median_ms(lambda: matrix(sites), 5)
    pair_ms, pairs = _median_ms(lambda: [between(a, b) for a in sites[:few] for b in sites[:few]], 3)
    points = [(site.geometry["coordinates"][1], site.geometry["coordinates"][0]) for site in sites[:few]]
    geopy_ms, by_geopy = _median_ms(lambda: [geopy.distance.geodesic(a, b).m for a in points for b in points], 3)
    scale = (count / few) ** 2
    rows = [
        _row("ours: matrix", ours_ms, ours_ms, "distance, min, max, azimuth"),
        _row("ours: pair by pair", pair_ms * scale, ours_ms, f"{few**2} measured"),
        _row("geopy, pair by pair", geopy_ms * scale, ours_ms, f"{few**2} measured, distance only"),
    ]
    aim = [["Matrix", duration(_AIM_MATRIX_MS), duration(ours_ms), "met" if ours_ms <= _AIM_MATRIX_MS else "missed"]]
    tables = [Table([f"{count:,} x {count:,}", "time", "of the matrix", ""], rows)]
    if not settings.quick:
        tables.append(Table(["aim", "wanted, at most", "measured", ""], aim))
    raw: dict[str, Any] = {"count": count, "ours_ms": ours, "pair_ms": pairs, "geopy_ms": by_geopy}
    return Report(tuple(tables), raw)
