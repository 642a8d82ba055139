"""How long the sets of claims take that can and cannot be true together, in cases as investigations have them."""

from __future__ import annotations

import json
import statistics
import time
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.core.result_cache import ROOM
from geodata.verdicts.consistency import MAX_SETS, consistency
from geodata.verdicts.context import CaseContext
from tests.benchmarks.investigations import FAMILIES, investigation
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

if TYPE_CHECKING:
    from geodata.verdicts.consistency import Consistency

_SIZES: Final = (20, 40, 80, 200)
_CASES: Final = 5
_BUDGET_S: Final = 10.0
#: Of so many of the listed sets it is asked whether a way in which they are true was found.
_SHOWN: Final = 100
_NOTE: Final = (
    f"{_CASES} cases of each family and size, made of the bundled case's claims in their proportions; each is "
    f"searched for {_BUDGET_S:.0f} s at most. Times are the median and the slowest of first runs. “Witnessed” are the "
    f"sets among the first {_SHOWN} listed of each case for which a way to be true was found, checked by "
    "geodesic distance; asking that is part of the time. Where largest sets hang together in more than "
    f"{MAX_SETS:,} ways, that many are listed: “all sets” is then no, and their number is a least one."
)


@benchmark("sets")
def sets(settings: Settings) -> Report:
    """Measure how long all sets of claims take, whether they are all, and how many have a witness."""
    raw: dict[str, Any] = {}
    rows = []
    for family in FAMILIES:
        for count in _SIZES[:2] if settings.quick else _SIZES:
            settings.say(f"{family}, {count} claims")
            raw[f"{family}, {count}"] = samples = [_sample(family, count, number) for number in range(_CASES)]
            rows.append([f"{family}, {count} claims", *_columns(samples)])
    head = ["case", "median", "slowest", "all conflicts", "all sets", "conflicts", "largest sets", "witnessed"]
    return Report((Table(head, rows),), raw, (_NOTE,))


def _sample(family: str, count: int, number: int) -> dict[str, Any]:
    case, _ = case_from_bytes(json.dumps(investigation(family, count, number)).encode(), "case")
    ROOM.clear()  # so that a run is a first one
    start = time.perf_counter()
    found = consistency(CaseContext(case), budget_s=_BUDGET_S)
    witnessed, shown = _witnessed(found)
    taken_ms = (time.perf_counter() - start) * 1000
    return {
        "ms": taken_ms, "all_conflicts": found.search is not None and found.search.is_complete,
        "complete": found.is_complete, "conflicts": len(found.conflicts), "sets": found.count,
        "witnessed": witnessed, "shown": shown,
    }  # fmt: skip


def _witnessed(found: Consistency) -> tuple[int, int]:
    statuses = [found.status(claims) for claims in islice(found.consistent_sets(), _SHOWN)]
    return statuses.count("witnessed"), len(statuses)


def _columns(samples: list[dict[str, Any]]) -> list[str]:
    times = [sample["ms"] for sample in samples]
    shown = sum(sample["shown"] for sample in samples)
    return [
        duration(statistics.median(times)),
        duration(max(times)),
        *(f"{sum(sample[what] for sample in samples)} of {len(samples)}" for what in ("all_conflicts", "complete")),
        f"{statistics.median(sample['conflicts'] for sample in samples):,.0f}",
        f"{statistics.median(sample['sets'] for sample in samples):,.0f}",
        f"{sum(sample['witnessed'] for sample in samples) / shown:.0%}",
    ]
