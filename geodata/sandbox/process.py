"""Have heavy work done in a process of its own, so that whatever happens there costs a sentence here.

Not by :mod:`multiprocessing`, which would run the server's own script once more in the new process.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

import geodata
from geodata.core.logs import kind_of
from geodata.core.problems import GeodataError
from geodata.core.shared_room import SharedRoom
from geodata.importing.limits import MAX_WORK_BYTES, MAX_WORK_S, TableError
from geodata.sandbox.packed import unpack_value, write_value
from geodata.sandbox.worker import OUT_OF_MEMORY, Job

#: As many as run at once; others wait.
MAX_AT_ONCE: Final = 2
_COMMAND: Final = (sys.executable, "-m", "geodata.sandbox.worker")
#: What the interpreter and the system need of the environment; no more of it is handed on.
_ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
#: Exit code of a process that the system ended for that; Windows does not.
_OUT_OF_TIME: Final = -signal.SIGXCPU if sys.platform != "win32" else None

_LOGGER: Final = logging.getLogger(__name__)


class NoSeatError(TableError):
    """Other jobs are being done, as many as at one time."""


class _Kind(NamedTuple):
    """Jobs that wait for each other, and what is said of one that was ended."""

    seats: SharedRoom
    doing: str
    remedy: str


_READING: Final = _Kind(
    SharedRoom(1, MAX_AT_ONCE), "Reading this", "Nothing of it was imported. Split the file, or simplify it."
)
#: Files that are made keep nobody from importing.
_MAKING: Final = _Kind(
    SharedRoom(1, MAX_AT_ONCE), "Creating this file", "Export fewer claims, or choose another format."
)


def _kind_of_job(name: str) -> _Kind:
    return _MAKING if name == "export" else _READING


def apart(
    name: str,
    *arguments: object,
    taker: str | None = None,
    max_s: int = MAX_WORK_S,
    max_bytes: int = MAX_WORK_BYTES,
    command: Sequence[str] = _COMMAND,
) -> object:
    """Do a job of :data:`geodata.sandbox.worker.JOBS` in a process of its own and return what it returns.

    ``arguments``: of the job, as values that can be pickled. ``taker``: for whom, one job at a time.
    ``max_s``: seconds that it may take; as long, and half as long again, a free place is waited for before.
    ``max_bytes``: memory that it may take, above what Python and the libraries take. ``command``: what to run.
    Raises ``GeodataError``: that the job raised. Raises ``NoSeatError`` if there is no place. Raises ``TableError`` if
    it took too long or too much, or ended in any other way without an answer.
    """
    most_s = 1.5 * max_s  # the first in line is next, and whoever has the place may keep it for the whole time
    seats, nobody = _kind_of_job(name).seats, object()  # nobody in particular may have all
    with seats.kept_for(nobody if taker is None else taker, most_s=most_s) as is_seated:
        if not is_seated:
            _LOGGER.warning("The job “%s” found no free place within %d s.", name, most_s)
            raise NoSeatError("Other files are being worked on, as many as at one time. Try again in a minute.")
        kind, value = _answered(Job(name, arguments, max_bytes, max_s), command)
    if kind == "error" and isinstance(value, GeodataError):
        raise value
    return value


def _answered(job: Job, command: Sequence[str]) -> tuple[str, object]:
    """Return what a process answers. Files carry job and answer: of them, none waits for the other to be read."""
    try:
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
            write_value(job, asked)
            asked.seek(0)
            with _process(command, asked, answered) as process:
                code = process.wait(job.max_s)
            _check(code, answered.seek(0, os.SEEK_END), job)
            answered.seek(0)
            kind, value = unpack_value(answered)
            return kind, value
    except subprocess.TimeoutExpired:
        raise _ended(job, f"took more than {job.max_s} seconds.") from None
    except GeodataError:
        raise
    except OSError as error:
        _LOGGER.warning("The job “%s” was not done: %s.", job.name, kind_of(error))
        raise TableError(
            f"This was not done: {error.strerror}. Make room on the server's disk, and try again."
        ) from error
    except Exception as error:  # whatever an unpickler makes of bytes that are not an answer
        raise _ended(job, "gave no answer.") from error


@contextmanager
def _process(command: Sequence[str], asked: IO[bytes], answered: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process, which is gone afterwards."""
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    # A session of its own: what is pressed in the server's terminal is meant for the server.
    process = subprocess.Popen(command,  # noqa: S603 - our own command
                               stdin=asked, stdout=answered, cwd=Path(geodata.__file__).parent.parent,
                               env=environment, start_new_session=True)  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _check(code: int, answer_bytes: int, job: Job) -> None:
    """Refuse what ended with an exit code, or by a signal (below 0), or says more than is read."""
    if code == _OUT_OF_TIME:  # of the processor: threads that work side by side use it up before the clock does
        said = f"took more than {job.max_s} seconds."
    elif code == OUT_OF_MEMORY:
        said = f"took more than {_mb(job)} of memory."
    elif code:
        said = f"was cut short ({code}), by a fault or by the system."
    elif answer_bytes > job.max_bytes:
        said = f"gave more than {_mb(job)}."
    else:
        return
    raise _ended(job, said)


def _ended(job: Job, said: str) -> TableError:
    """Log how a job ended, and return the error that says it."""
    _LOGGER.warning("The job “%s” %s", job.name, said)
    kind = _kind_of_job(job.name)
    return TableError(f"{kind.doing} {said} {kind.remedy}")


def _mb(job: Job) -> str:
    return f"{job.max_bytes / 1024**2:,.0f} MB"
