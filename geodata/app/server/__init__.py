"""What does the app serve besides its pages, to whom, and with which headers?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from geodata.app.server.gate import Gate
from geodata.app.server.headers import Headers
from geodata.app.server.routes import routes

if TYPE_CHECKING:
    from geodata.app.server.hosts import Address

__all__ = ["middleware", "routes"]


def middleware(named: tuple[Address, ...] = ()) -> list[Middleware]:
    """Return the middleware to put around Streamlit's own.

    ``named``: names under which the app is answered beside those of this machine.
    """
    return [Middleware(Headers), Middleware(Gate, named=named)]
