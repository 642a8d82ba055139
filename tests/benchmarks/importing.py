"""Files brought into a case: the trade's small ones, and large ones, each of these in a process of its own."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.fieldfiles import alarm_table, field_table
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

#: What is aimed at.
_AIM_MS: Final = 10_000.0
_AIM_BYTES: Final = 600e6
_PLACEMARKS: Final = 40_000
_TOO_MANY: Final = 1_000_000
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


def write_placemarks(path: Path, count: int) -> None:
    """Write KML with so many placemarks, each a point with a description and a day."""
    numbers = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        file.write('<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
        for number in range(count):
            point = f"{numbers.uniform(36, 42):.5f},{numbers.uniform(33, 37):.5f},0"
            file.write(
                f"<Placemark><name>Place {number}</name><description>Seen there, number {number}.</description>"
                f"<TimeStamp><when>2015-{1 + number % 12:02d}-{1 + number % 28:02d}</when></TimeStamp>"
                f"<Point><coordinates>{point}</coordinates></Point></Placemark>\n"
            )
        file.write("</Document></kml>\n")


def _peak_bytes() -> int:
    """Return the most memory that this process had; the system counts its parent's in what it says at the end."""
    found = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(found.split()[1]) * 1024


def refuse(path: Path) -> dict[str, Any]:
    """Read a table that is too large in this process; called in one of its own."""
    from geodata.importing.limits import TableError
    from geodata.importing.reading import read_table

    start, start_cpu, said = time.perf_counter(), time.process_time(), ""
    try:
        read_table(path.read_bytes(), path.name)
    except TableError as error:
        said = str(error)
    return {
        "total_ms": (time.perf_counter() - start) * _MS,
        "cpu_ms": (time.process_time() - start_cpu) * _MS,
        "peak_bytes": _peak_bytes(),
        "said": said,
        "imported": 0,
    }


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
        "peak_bytes": _peak_bytes(),
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
        "peak_bytes": _peak_bytes(),
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


def _row(name: str, one: dict[str, Any]) -> list[str]:
    return [name, f"{one['imported']:,}", duration(one["total_ms"]), duration(one["cpu_ms"]), size(one["peak_bytes"])]


@benchmark("import")
def importing(settings: Settings) -> Report:
    """Import the field files, rows that share places, rows with a place each, and placemarks; refuse too many."""
    settings.say("field files")
    fields, raw = field_table()
    alarms, raised = alarm_table()
    rows, marks, too_many = (number // (10 if settings.quick else 1) for number in (100_000, _PLACEMARKS, _TOO_MANY))
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path, map_path = Path(folder) / "events.csv", Path(folder) / "marks.kml"
        for places in (rows // 20, rows):
            settings.say(f"{rows:,} rows at {places:,} places")
            write_table(path, rows, places)
            found[f"{rows:,} rows of CSV, {places:,} places"] = _apart("measure", path)
        found["the same, pandas.read_csv, nothing checked"] = _apart("baseline", path)
        settings.say(f"{marks:,} placemarks")
        write_placemarks(map_path, marks)
        found[f"{marks:,} placemarks of KML"] = _apart("measure", map_path)
        settings.say(f"{too_many:,} rows")
        path.write_text("day,place,killed\n" + "2015-12-06,Alpha,3\n" * too_many, encoding="utf-8")
        refused = _apart("refuse", path)
    head = ["brought in", "in", "time", "of a processor", "peak memory"]
    tables = [fields, alarms, Table(head, [_row(*item) for item in found.items()])]
    wrong = sum(one.get("wrong", 0) for one in raw.values())
    tables.append(
        _aims([*found.values()], wrong, refused) if not settings.quick else Table(head, [_row("ours", refused)])
    )
    notes = (f"{too_many:,} rows of CSV: “{refused['said']}”",)
    return Report(tuple(tables), {"field files": raw, "alarms": raised, **found, "too many": refused}, notes)


def _aims(found: list[dict[str, Any]], wrong: int, refused: dict[str, Any]) -> Table:
    """Hold what was measured to what is aimed at; time is the processor's, which others on the machine change less."""
    (shared, own, _, marks) = found
    rows = [
        ("field files: wrong", 0, wrong, str),
        ("100,000 rows, of a processor", _AIM_MS, max(shared["cpu_ms"], own["cpu_ms"]), duration),
        ("100,000 rows, peak memory", _AIM_BYTES, max(shared["peak_bytes"], own["peak_bytes"]), size),
        ("40,000 placemarks, of a processor", _AIM_MS, marks["cpu_ms"], duration),
        ("1,000,000 rows refused, of a processor", _AIM_MS, refused["cpu_ms"], duration),
    ]
    cells = [
        [what, say(aim), say(measured), "met" if measured <= aim else "missed"] for what, aim, measured, say in rows
    ]
    return Table(["aim", "wanted, at most", "measured", ""], cells)
