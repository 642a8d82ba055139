"""How long exports take, how large they are, and how much memory they need."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import read_case
from geodata.exporting.case_csv import read_csv_case
from geodata.exporting.exports import choose_and_blur
from geodata.exporting.geopackage_reader import read_gpkg_case
from geodata.exporting.record_cells import same
from geodata.exporting.writers import WRITERS, ExportOptions
from tests.benchmarks.cases import bundled_size, write_enlarged
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNT: Final = 10_000
_MS: Final = 1000.0
_KIB: Final = 1024
_READERS: Final[dict[str, Callable[[bytes], Any]]] = {
    ".geojson": json.loads,
    ".csv": read_csv_case,
    ".gpkg": read_gpkg_case,
}
_NOTE: Final = (
    "Each export in a process of its own, after the case was read: the first time, with no shape drawn before. "
    "Times are the process's own, so that what else runs does not count. "
    "Memory is what the process's peak grew by while it wrote. The baseline is json.dumps of the same document. "
    "Equal: what is read back has every member of the case, written alike."
)
#: Run as a program: the case's path, the ending, where to write; prints milliseconds and bytes of memory.
_CHILD: Final = "from tests.benchmarks.exports import child; child()"


def child() -> None:
    """Write one export and print what it took, as JSON."""
    path, ending, target = sys.argv[1:4]
    case, _ = read_case(Path(path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    if ending == "json.dumps":
        data = json.dumps(case.document, ensure_ascii=False).encode()
    else:
        document, chosen = choose_and_blur(case, secret=bytes)
        data = WRITERS[ending](document, chosen, ExportOptions())
    taken_ms = (time.process_time() - start) * _MS
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * _KIB
    Path(target).write_bytes(data)
    sys.stdout.write(json.dumps({"ms": taken_ms, "bytes": len(data), "memory": grown}))


def _measured(path: Path, ending: str) -> tuple[dict[str, Any], bytes]:
    target = path.with_name("out")
    words = [sys.executable, "-c", _CHILD, str(path), ending, str(target)]
    answer = subprocess.run(words, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout), target.read_bytes()


def _read_back(ending: str, data: bytes, document: dict[str, Any]) -> tuple[str, str]:
    if ending not in _READERS:
        return "", ""
    start = time.process_time()
    found = _READERS[ending](data)
    return duration((time.process_time() - start) * _MS), "yes" if same(found, document) else "no"


@benchmark("export")
def export(settings: Settings) -> Report:
    """Measure every format of 10,000 claims, beside the plain JSON of the same document."""
    count = bundled_size() if settings.quick else _COUNT
    rows, raw = [], {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.geojson"
        write_enlarged(count, path)
        document = read_case(path)[0].document
        baseline = None
        for ending in ("json.dumps", *WRITERS):
            settings.say(f"{ending} of {count:,} claims")
            found, data = _measured(path, ending)
            baseline = baseline or found["ms"]
            back, equal = _read_back(ending, data, document)
            raw[ending] = found
            times = [duration(found["ms"]), f"{found['ms'] / baseline:,.1f} times"]
            rows.append([ending, *times, size(found["bytes"]), size(found["memory"]), back, equal])
    head = [f"{count:,} claims", "processor time", "of json.dumps", "size", "memory", "read back", "equal"]
    return Report((Table(head, rows),), raw, (_NOTE,))
