"""A large table brought into a case, in a process of its own so that its memory is its own."""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

#: What is aimed at.
_AIM_MS: Final = 10_000.0
_AIM_BYTES: Final = 1e9
_MS: Final = 1000.0
_HEAD: Final = (
    "event_id_cnty,event_date,time_precision,event_type,actor1,country,location,latitude,longitude,geo_precision,source,"
    "notes,fatalities"
)
_ROOT: Final = Path(__file__).parents[2]


def write_table(path: Path, rows: int, places: int) -> None:
    """Write a table with the headings of ACLED, of events at so many places."""
    numbers = random.Random(0)
    points = [(f"Place {n}", f"{numbers.uniform(33, 37):.4f}", f"{numbers.uniform(36, 42):.4f}") for n in range(places)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD.split(","))
        for row in range(rows):
            place = points[row % places]
            day = f"{numbers.randint(1, 28):02d} {numbers.choice(('March', 'December'))} {numbers.randint(2013, 2018)}"
            actor, source = f"Actor {numbers.randint(1, 40)}", f"Source {numbers.randint(1, 300)}"
            words = f"On that day an air strike was reported near {place[0]}, number {row} of this list."
            killed = numbers.choice(("", "0", "3", "5"))
            writer.writerow([f"SYR{row}", day, 1, "Air strike", actor, "Syria", *place, 1, source, words, killed])


def measure(path: Path) -> dict[str, Any]:
    """Read, match and import a table in this process; called in one of its own."""
    from geodata.importing.import_rows import import_rows
    from geodata.importing.reading import read_table
    from geodata.importing.suggesting import suggest_mapping

    start, start_cpu = time.perf_counter(), time.process_time()
    table = read_table(path.read_bytes(), path.name)
    read = time.perf_counter()
    imported = import_rows(table, suggest_mapping(table).mapping)
    return {
        "read_ms": (read - start) * _MS,
        "total_ms": (time.perf_counter() - start) * _MS,
        "cpu_ms": (time.process_time() - start_cpu) * _MS,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "imported": imported.counts.imported,
        "bad": imported.counts.bad,
    }


def baseline(path: Path) -> dict[str, Any]:
    """Read the same table with pandas, which checks nothing."""
    import pandas as pd

    start, start_cpu = time.perf_counter(), time.process_time()
    frame = pd.read_csv(path)
    return {
        "total_ms": (time.perf_counter() - start) * _MS,
        "cpu_ms": (time.process_time() - start_cpu) * _MS,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "imported": len(frame),
    }


def _apart(what: str, path: Path) -> dict[str, Any]:
    code = (
        f"import json, pathlib, sys; from tests.benchmarks.importing import {what}; "
        f"print(json.dumps({what}(pathlib.Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@benchmark("import")
def importing(settings: Settings) -> Report:
    """Import a table whose rows share places, and one in which each row has its own."""
    rows = 10_000 if settings.quick else 100_000
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        for places in (rows // 20, rows):
            settings.say(f"{rows:,} rows at {places:,} places")
            write_table(path, rows, places)
            found[f"{places:,} places"] = _apart("measure", path)
        found["pandas.read_csv, nothing checked"] = _apart("baseline", path)
    cells = [
        [
            name,
            f"{one['imported']:,}",
            duration(one["total_ms"]),
            duration(one["cpu_ms"]),
            size(one["peak_bytes"]),
        ]
        for name, one in found.items()
    ]
    tables = [Table([f"{rows:,} rows of CSV", "in", "time", "of a processor", "peak memory"], cells)]
    if not settings.quick:
        worst = max(list(found.values())[:2], key=lambda one: one["total_ms"])
        tables.append(_aims(worst))
    return Report(tuple(tables), found)


def _aims(worst: dict[str, Any]) -> Table:
    rows = [
        ("In, checked, geocoded", _AIM_MS, worst["total_ms"], duration),
        ("Peak memory", _AIM_BYTES, worst["peak_bytes"], size),
    ]
    cells = [
        [what, say(aim), say(measured), "met" if measured <= aim else "missed"] for what, aim, measured, say in rows
    ]
    return Table(["aim", "wanted, at most", "measured", ""], cells)
