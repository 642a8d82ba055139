"""Do one job and end: what :mod:`geodata.sandbox.process` starts as a process of its own.

The job comes over standard input and what came of it goes to standard output, as :mod:`geodata.sandbox.packed` writes
values: they are written by the two of us alone. A file of somebody else is bytes in a job, whatever is in it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.core.logs import log_fault, set_up_log
from geodata.core.model import case_from_document
from geodata.core.problems import GeodataError
from geodata.sandbox.packed import unpack_value, write_value
from geodata.sandbox.read_back import import_file, index_places, read, take_rows

if TYPE_CHECKING:
    from geodata.exporting.exports import Wanted
    from geodata.exporting.writers import ExportOptions

_LOGGER: Final = logging.getLogger(__name__)
#: Exit code of a process that ran out of memory.
OUT_OF_MEMORY: Final = 3


def make_export(
    document: dict[str, Any], name: str, wanted: Wanted, options: ExportOptions, secrets: Mapping[str, bytes]
) -> tuple[bytes, str]:
    """Return the bytes of a file, and how many claims are in it, in a sentence.

    ``document``: a case that was checked. ``secrets``: by the ids of the sites that are blurred. The rest is as
    :func:`geodata.exporting.exports.exported` takes it, and raises.
    """
    # Half a second, for which nobody has to wait whose file is read.
    from geodata.exporting.exports import exported

    data, chosen = exported(case_from_document(document), name, wanted, options, secrets.__getitem__)
    return data, chosen.sentence()


#: All that can be asked for.
JOBS: Final[dict[str, Callable[..., Any]]] = {
    "read": read,
    "take rows": take_rows,
    "import file": import_file,
    "index places": index_places,
    "export": make_export,
}
#: Added to how willing the process is to let others go first; 19 is the most.
_NICE: Final = 5


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and how much it may take."""

    name: str
    arguments: tuple[Any, ...]
    max_bytes: int
    """Of memory, above what the process has when it begins."""
    max_s: int
    """Of the processor."""


def _hold_to(job: Job) -> None:
    """Have the system enforce the limits: Windows has none of them, and is left to the clock of the other process."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(_NICE)
    # At the first the system says why it ends the process, at the second it ends it for good.
    resource.setrlimit(resource.RLIMIT_CPU, (job.max_s, job.max_s + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (job.max_bytes, job.max_bytes))
    if sys.platform == "linux":  # macOS takes the number and does not keep to it
        # Where the whole machine runs out of memory, this process ends first, and not the server.
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + job.max_bytes,) * 2)


def _answer() -> tuple[str, Any]:
    job: Job = unpack_value(sys.stdin.buffer)
    _hold_to(job)
    try:
        return "result", JOBS[job.name](*job.arguments)
    except GeodataError as error:
        return "error", error


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints does not print into the answer
    try:
        write_value(_answer(), answers)
        answers.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: there is no memory to end with good manners
    except Exception as error:  # noqa: BLE001 - raised by nobody on purpose: the other process says so, this one where
        set_up_log()
        log_fault(_LOGGER, "The job", error)
        sys.exit(1)
