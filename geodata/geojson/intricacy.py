"""How much work a polygon makes for whoever compares its edges: GEOS looks at each two whose boxes meet.

Those of a border meet their neighbours and few others. Some thousand slanting teeth, each as wide as the whole, meet
all others: time grows by the square of their number, and nothing can be asked of the shape until it is over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem
from geodata.core.text import counted

_Numbers = np.ndarray[Any, Any]

#: Pairs of edges whose boxes meet: two seconds at worst. A coast of 200,000 corners has some hundred thousand.
MAX_PAIRS: Final = 2_000_000
#: Edges that are held against all others. Which of them follows from the shape itself: whoever hides some thousand
#: close ones among many has to change it some billion times until none of these is among the chosen.
_SAMPLE: Final = 300


def may_be_intricate(edges: int) -> bool:
    """Tell whether so many edges can be too much work: whatever they look like, fewer are not."""
    return edges**2 > 2 * MAX_PAIRS


def intricacy_problems(rings: Sequence[Sequence[Sequence[float]]], spot: JsonPath) -> Iterator[Problem]:
    """Yield that a shape is too much work to judge, if it is.

    ``rings``: all of a polygon or multipolygon, positions (lon, lat) or (lon, lat, height). ``spot``: where it stands.
    """
    count = sum(len(ring) - 1 for ring in rings)
    if not may_be_intricate(count):
        return
    pairs = pairs_of_edges([np.array([position[:2] for position in ring], dtype=float) for ring in rings])
    if pairs > MAX_PAIRS:
        yield spot.problem(
            "geojson.polygon-intricate",
            f"The {counted(count, 'edge')} of this shape lie so close that some {pairs / 1_000_000:,.1f} million "
            f"pairs have to be compared; at most {MAX_PAIRS // 1_000_000} million are.",
            "Simplify the shape. A coast in full detail has less than one million.",
        )


def pairs_of_edges(lines: Sequence[_Numbers]) -> float:
    """Return about how many pairs of edges have boxes that meet.

    ``lines``: rings, each an array of shape (n, 2). Exact or too large by the span of one axis, which is enough for
    nearly all; where that is too many, by a sample.
    """
    least = np.concatenate([np.minimum(line[:-1], line[1:]) for line in lines])
    most = np.concatenate([np.maximum(line[:-1], line[1:]) for line in lines])
    spans = min(_meeting_spans(least[:, axis], most[:, axis]) for axis in (0, 1))
    return spans if spans <= MAX_PAIRS else _meeting_boxes(least, most)


def _meeting_spans(least: _Numbers, most: _Numbers) -> float:
    begun = np.searchsorted(np.sort(least), most, "right")
    over = np.searchsorted(np.sort(most), least, "left")
    return float((begun - over).sum() - len(least)) / 2


def _meeting_boxes(least: _Numbers, most: _Numbers) -> float:
    (west, south), (east, north) = least.T, most.T
    seed = int.from_bytes(hashlib.sha256(least.tobytes() + most.tobytes()).digest())
    chosen = np.random.default_rng(seed).choice(len(least), min(_SAMPLE, len(least)), replace=False)
    met = sum(
        np.count_nonzero((west <= east[one]) & (east >= west[one]) & (south <= north[one]) & (north >= south[one])) - 1
        for one in chosen
    )
    return met / len(chosen) * len(least) / 2
