"""What the app serves besides its pages, to whom, and the headers on all of it.

``hosts`` (which names are answered), ``readers`` (which browser it is) -> ``server`` (what Streamlit's own server says)
-> ``room`` (how much uploads may take) -> ``gate`` (which requests get in) -> ``headers``; ``drawings`` -> ``routes``
(what is served beside the pages).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from geodata.serving.gate import Gate
from geodata.serving.headers import Headers
from geodata.serving.routes import routes

if TYPE_CHECKING:
    from geodata.serving.hosts import Address

__all__ = ["middleware", "routes"]


def middleware(named: tuple[Address, ...] = ()) -> list[Middleware]:
    """Return the middleware to put around Streamlit's own.

    Parameters
    ----------
    named
        Names under which the app is answered beside those of this machine.
    """
    return [Middleware(Headers), Middleware(Gate, named=named)]
