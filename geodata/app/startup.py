"""What the server does while nobody waits for it."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import importlib
import sys
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from geodata.app.server.silent_connections import leave_silent_connections, look_again_and_again
from geodata.app.server.streamlit_server import (
    drop_left_sessions,
    has_sessions,
    leave_errors_to_us,
    let_the_menu_run_pages,
    send_larger_messages_than_are_taken,
)
from geodata.app.start_options import start_options
from geodata.core.logs import set_up_log
from geodata.render import basemap

#: One tile of each level of detail: the first of a level reads its file, which takes 100 to 200 ms.
_FIRST_TILES: Final = ((7, 78, 50), (5, 19, 12), (2, 2, 1), (0, 0, 0))
#: What pages import anyway, and slowly.
_SLOW_MODULES: Final = ("geodata.app.case_store", "geodata.render.map.folium_map", "geodata.sandbox.read_back")

_THREADS: Final = 32
#: Takes some milliseconds.
_GIVE_BACK_EVERY_S: Final = 15
#: Of the C library's ``malloc.h``: from which size on a block is one of the system's own.
_M_MMAP_THRESHOLD: Final = -3
_LARGE_BYTES: Final = 2**20


def warm_up() -> None:
    """Do at the start what the first reader would wait for, and leave the outcome out of searches for garbage.

    Python would go through the program and the case again and again, while everybody waits: a tenth of a second every
    ten seconds with 50 readers, half a second with a case of 10,000 claims. Nothing of them refers to itself: a case
    whose file changed goes all the same.
    """
    for name in _SLOW_MODULES:
        importlib.import_module(name)
    for z, x, y in _FIRST_TILES:
        basemap.tile(z, x, y)
    from geodata.app.case_store import case_path, open_case  # one of the slow ones

    open_case(case_path(start_options().case))
    gc.collect()
    gc.freeze()


def _return_large_blocks() -> None:
    """Have the C library of Linux give blocks of a megabyte and more back as soon as they are free.

    As it comes, it learns from each large block that was freed to keep the next: some 30 MB a thread stay for good,
    at the end of the thread's own memory, where :func:`give_back_memory` does not reach.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library, which learns nothing
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def give_back_memory() -> None:
    """Return memory that nobody uses to the system: the C library of Linux keeps what a large upload took."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library, which keeps none
            ctypes.CDLL(None).malloc_trim(0)


def collect_sessions(*, thaw: bool) -> None:
    """Find the garbage of sessions that were let go of: they refer to themselves, and Python looks for that rarely.

    ``thaw``: whether to search what :func:`warm_up` left out, too.
    """
    if thaw:
        gc.unfreeze()
    gc.collect()
    if thaw:
        gc.freeze()


async def _give_back_again_and_again() -> None:
    # Whoever comes while it warms up is left out of searches with the program, and would stay for good. Searching that
    # as well takes 0.1 to 0.5 s, so it ends once it was done while there was no other session.
    thaw = True
    while True:
        await asyncio.sleep(_GIVE_BACK_EVERY_S)
        if drop_left_sessions():
            still_thaw = thaw and has_sessions()
            await asyncio.to_thread(collect_sessions, thaw=thaw)
            thaw = still_thaw
        await asyncio.to_thread(give_back_memory)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ANN401 - the app, of which nothing is needed
    """Begin the log, warm up beside the starting server, and give memory back as long as it runs."""
    set_up_log()
    leave_errors_to_us()
    let_the_menu_run_pages()
    send_larger_messages_than_are_taken()
    leave_silent_connections()
    _return_large_blocks()
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    # Files to download are made in its threads: the usual number is 4 more than cores.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "of the server"))
    tasks = [asyncio.create_task(one()) for one in (_give_back_again_and_again, look_again_and_again)]
    yield {}
    for task in tasks:
        task.cancel()
