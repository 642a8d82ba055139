"""How long verdicts take: all pairs, all sets, and a case made to be hard."""

from __future__ import annotations

import math
import os
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import case_from_document
from geodata.core.result_cache import ROOM
from geodata.geodesy.circles import GEOD
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.verdict_matrix import table
from tests.benchmarks.cases import SEED, bundled_document, bundled_size, enlarged
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

_REPEATS: Final = 5
_PROCESSES: Final = 10
_COMMAND: Final = (sys.executable, "-m", "geodata", "verdicts", "incidents.geojson", "--json")
_HARD_SIZES: Final = (20, 40, 80)
_BUDGET_S: Final = 10.0
_NOTE: Final = (
    "A hard case is one event and rings of which two meet and three hardly ever do. "
    f"After {_BUDGET_S:.0f} s the search gives up: every conflict listed is impossible and minimal, every set listed "
    "contains none of these; there may be more conflicts, and then fewer or smaller sets."
)


def hard_document(claims: int) -> Json:
    """Return a case of one event and so many distances from as many exact places, nearly all of which meet in pairs.

    Every place is within 100 km of one point and says a distance to it that is off by up to 5 km: two rings cross,
    three hardly ever do. The same case each time.
    """
    chance = random.Random(SEED)
    document = bundled_document()
    features = []
    for number in range(claims):
        azimuth_deg, length_m = chance.uniform(0, 360), chance.uniform(30e3, 100e3)
        lon, lat, _ = GEOD.fwd(40.0, 35.0, azimuth_deg, length_m)
        point = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
        km = f"{length_m / 1000 + chance.uniform(-5, 5):.1f}"
        features += [_site(number, point), _claim(number, point, km)]
    case = document["case"] | {"actors": [{"id": "A", "name": "A", "part_of": None}], "sources": []}
    return {**document, "case": case, "features": features}


def _site(number: int, point: Json) -> Json:
    properties = {"record": "site", "name": f"Site {number}", "coordinateUncertaintyInMeters": 100}
    return {"type": "Feature", "id": f"S-{number}", "geometry": point, "properties": properties}


def _claim(number: int, point: Json, km: str) -> Json:
    properties = {
        "record": "claim", "actor": "A", "summary": "A distance.", "polarity": "affirm", "event": "CAMP-STRIKE",
        "relation": "at_distance", "site": f"S-{number}", "distance": {"value": km, "unit": "km"},
    }  # fmt: skip
    return {"type": "Feature", "id": f"C-{number}", "geometry": point, "properties": properties}


def _command() -> tuple[list[float], list[float]]:
    """Return milliseconds that fresh processes of the command took, by the clock and of the processor."""
    taken, worked = [], []
    for _ in range(_PROCESSES):
        start = time.perf_counter()
        process = subprocess.Popen(_COMMAND, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((used.ru_utime + used.ru_stime) * 1000)
    return taken, worked


def _measured(run: Callable[[], Any]) -> tuple[list[float], Any]:
    """Return milliseconds of a first run and of repeats that may remember it, and what the last one returned."""
    ROOM.clear()
    samples = []
    found = None
    for _ in range(_REPEATS):
        start = time.perf_counter()
        found = run()
        samples.append((time.perf_counter() - start) * 1000)
    return samples, found


@benchmark("verdicts")
def verdicts(settings: Settings) -> Report:
    """Measure pairs of the case and of 1,000 and 2,000 claims, sets of the case and of 200, hard cases, the command."""
    size = bundled_size()
    raw: Json = {"pairs": {}, "sets": {}, "hard": {}}
    pairs, sets, hard = [], [], []
    for count in (size,) if settings.quick else (size, 1_000, 2_000):
        settings.say(f"all pairs of {count:,} claims")
        case = case_from_document(enlarged(count))
        samples, found = _measured(lambda case=case: table(CaseContext(case)))
        raw["pairs"][count] = samples
        related = sum(found.counts().values()) - found.counts()["unrelated"]
        pairs.append([f"{count:,}", f"{math.comb(count, 2):,}", f"{related:,}", *_times(samples)])
    for count in (size,) if settings.quick else (size, 200):
        settings.say(f"sets of {count:,} claims")
        case = case_from_document(enlarged(count))
        samples, found = _measured(lambda case=case: consistency(CaseContext(case), budget_s=_BUDGET_S))
        raw["sets"][count] = samples
        sets.append([f"{count:,}", f"{len(found.conflicts):,}", f"{found.count:,}", *_times(samples), _all(found)])
    for count in _HARD_SIZES[:1] if settings.quick else _HARD_SIZES:
        settings.say(f"a hard case of {count} claims")
        case = case_from_document(hard_document(count))
        ROOM.clear()
        start = time.perf_counter()
        found = consistency(CaseContext(case), budget_s=_BUDGET_S)
        raw["hard"][count] = [(time.perf_counter() - start) * 1000]
        hard.append(
            [
                f"{count:,}",
                f"{len(found.conflicts):,}",
                f"{found.count:,}",
                duration(raw["hard"][count][0]),
                _all(found),
            ]
        )
    settings.say("the command")
    taken, worked = _command()
    raw["command"] = {"taken": taken, "worked": worked}
    return Report(
        (
            Table(["claims", "pairs", "related", "first run", "median of the next"], pairs),
            Table(["claims", "conflicts", "largest sets", "first run", "median of the next", "all found"], sets),
            Table(["hard case, claims", "conflicts", "largest sets", "time", "all found"], hard),
            Table(
                ["command, in fresh processes", "median", "slowest", "of the processor, median"],
                [
                    [
                        " ".join(_COMMAND[3:]),
                        *map(duration, (statistics.median(taken), max(taken), statistics.median(worked))),
                    ]
                ],
            ),
        ),
        raw,
        (_NOTE,),
    )


def _times(samples: list[float]) -> list[str]:
    return [duration(samples[0]), duration(sorted(samples[1:])[len(samples[1:]) // 2])]


def _all(found: Any) -> str:
    return "yes" if found.is_complete else "no"
