"""What the server does while nobody waits for it yet."""

from __future__ import annotations

import importlib
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from geodata import basemap

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

#: One tile of each level of detail: the first of a level reads its file, which takes 100 to 200 ms.
_FIRST_TILES: Final = ((7, 78, 50), (5, 19, 12), (2, 2, 1), (0, 0, 0))
#: What the first page imports anyway, and slowly.
_SLOW_MODULES: Final = ("geodata.opened", "geodata.layers")


def _warm_up() -> None:
    for name in _SLOW_MODULES:
        importlib.import_module(name)
    for z, x, y in _FIRST_TILES:
        basemap.tile(z, x, y)


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ANN401 - the app, of which nothing is needed
    """Warm up beside the starting server."""
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield {}
