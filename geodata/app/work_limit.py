"""A limit of time and memory for what a page works out, whatever makes it long.

A valid case of a few hundred kilobytes can take hours to compare: each part has its own limit where one is known, and
this is the one of the whole. A thread cannot be stopped from outside in Python, but an error can be raised in it.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import streamlit as st

from geodata.core.problems import GeodataError
from geodata.render.html import elements

MOST_S: Final = 60.0
#: So much more than when the work began, in bytes.
MOST_BYTES: Final = 2_000_000_000
_LOOKS_EVERY_S: Final = 0.2
_STATUS: Final = Path("/proc/self/status")


class TooMuchWorkError(GeodataError):
    """What was asked for takes longer, or more memory, than a server that others use can give."""

    def __init__(self) -> None:
        super().__init__(
            "This takes too long, or too much memory, to be worked out here, and was stopped. Show fewer claims by the "
            "filters, or use the command line on your own computer."
        )


_ERROR: Final = ctypes.py_object(TooMuchWorkError)


@contextmanager
def limited(most_s: float = MOST_S, most_bytes: int = MOST_BYTES) -> Iterator[None]:
    """Stop the block when it takes longer than so many seconds, or so much more memory of the whole server.

    Raises ``TooMuchWorkError`` then, and again as long as the block goes on: one that is answered in it, as another
    limit's is, stops only a part. Nothing must be written in it: it may be stopped anywhere.
    """
    thread, is_over, lock = threading.get_ident(), threading.Event(), threading.Lock()
    late_s, full_bytes = time.monotonic() + most_s, _used_bytes() + most_bytes

    def watch() -> None:
        while not is_over.wait(_LOOKS_EVERY_S):
            if time.monotonic() > late_s or _used_bytes() > full_bytes:
                with lock:
                    if not is_over.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), _ERROR)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:  # none is asked for any more, so that one at most waits, and is not raised where the end is told
            try:
                _let_it_be_raised()
            finally:
                is_over.set()


@contextmanager
def limited_work() -> Iterator[None]:
    """Draw what is worked out in the block, or say that it is too much."""
    try:
        with limited():
            yield
    except TooMuchWorkError as error:
        st.error(elements.plain(str(error)), icon=":material/error:")


def _let_it_be_raised() -> None:
    """Pass a place where Python raises what may wait for this thread, so that nothing behind the block is stopped.

    To take it back (``PyThreadState_SetAsyncExc`` with NULL) leaves CPython 3.11 looking for it at each call for good:
    all is slower, and what is traced stands still.
    """
    for _ in range(2):
        time.sleep(0)


def _used_bytes() -> int:
    """Return what this process has of the memory; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    [line] = [line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) * 1024
