"""The log of the app and of the command line: what failed or took long, one line each, on standard error.

A line says who asked for what, in words of ours: never what a case says, what somebody typed, or the name of a file but
for its ending. So a log can be kept, and sent to whoever helps. Of each kind of line there are so many an hour: nobody
can fill a disk with them. Loggers are named by their modules, below ``geodata``.
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geodata.core.problems import quoted

#: The environment variable that names the least level that is logged.
VARIABLE: Final = "CROSSBEARING_LOG"
_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_DEFAULT: Final = "WARNING"
#: Lines of one kind: whoever has a seat can have one written with each message.
MOST_AN_HOUR: Final = 100
_HOUR_S: Final = 3600.0
_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LOGGER: Final = logging.getLogger(__name__)


class _Few(logging.Filter):
    """Let so many lines of one kind through an hour, whatever they are of; the last one says that more are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._since_s, self._written = time.monotonic(), Counter[tuple[str, str]]()

    def filter(self, record: logging.LogRecord) -> bool:
        if time.monotonic() - self._since_s > _HOUR_S:
            self._since_s, self._written = time.monotonic(), Counter()
        kind = record.name, str(record.msg).partition("\n")[0]
        self._written[kind] += 1
        if self._written[kind] == MOST_AN_HOUR:
            record.msg = f"{record.msg} More lines of this kind are left out for up to an hour."
        return self._written[kind] <= MOST_AN_HOUR


def set_up_log() -> None:
    """Send what is logged below ``geodata`` to standard error, and bound what every logger writes.

    Called once, where a process of ours begins.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_LINE))
    ours = logging.getLogger("geodata")
    ours.handlers, ours.propagate = [handler], False
    # Strangers can have lines of the server's libraries written without end, too: for each request that is none, for
    # each connection that there is no file for, some with a traceback.
    few = _Few()
    for one in _handlers():
        one.filters = [*(known for known in one.filters if not isinstance(known, _Few)), few]
    named = os.environ.get(VARIABLE) or _DEFAULT
    is_level = named.upper() in _LEVELS
    ours.setLevel(named.upper() if is_level else _DEFAULT)
    if not is_level:
        remedy = f"Set it to one of {', '.join(_LEVELS)}."
        _LOGGER.warning("%s is %s, which is not a level: %s is used. %s", VARIABLE, quoted(named), _DEFAULT, remedy)


def _handlers() -> Iterator[logging.Handler]:
    """Yield what writes lines in this process, ours and others'."""
    loggers = [logging.root, *logging.root.manager.loggerDict.values()]
    yield from {one for logger in loggers if isinstance(logger, logging.Logger) for one in logger.handlers}
    if logging.lastResort is not None:
        yield logging.lastResort


def log_if_slow(logger: logging.Logger, what: str, began_s: float, most_s: float) -> None:
    """Log that something took longer than it should.

    ``what``: what was done, and for whom. ``began_s``: what :func:`time.monotonic` gave when it began. ``most_s``: how
    many seconds it may take without a word.
    """
    took_s = time.monotonic() - began_s
    if took_s > most_s:
        logger.warning("%s took %.1f s.", what, took_s)


#: What a reader is told of a fault of ours, on the page and on the command line.
FAULT: Final = "This is a fault of the program. The log says where: please send it to whoever maintains it."
_ROOT: Final = Path(__file__).parents[2]


def log_fault(logger: logging.Logger, what: str, error: BaseException) -> None:
    """Log an error that nobody raised on purpose, and by which lines it came, the innermost last.

    Without its message, and without Python's own form of a traceback, which has it: it may quote a case.
    """
    lines = [
        f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    logger.error("%s failed: %s at %s", what, kind_of(error), " > ".join(lines))


def _place(name: str) -> str:
    """Return the name of a file of ours or of a library without the folder that they are installed in."""
    path = Path(name)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else "/".join(path.parts[-3:])


def kind_of(error: BaseException) -> str:
    """Return what kind of error it is, with what the system said, and without its message, which quotes what it is of.

    >>> import errno
    >>> kind_of(FileNotFoundError(errno.ENOENT, "No such file or directory", "secret.geojson"))
    'FileNotFoundError: No such file or directory'
    >>> kind_of(ValueError("secret"))
    'ValueError'
    """
    numbers = (one.errno for one in (error, error.__context__) if isinstance(one, OSError))
    number = next(filter(None, numbers), None)
    return type(error).__name__ if number is None else f"{type(error).__name__}: {os.strerror(number)}"
