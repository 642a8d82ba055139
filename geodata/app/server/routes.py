"""What is served beside the pages: all that the map needs, so that a browser asks no other machine for anything.

Leaflet from its PyPI package, our own scripts, the base map in tiles, and a case's drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from geodata.app.page_addresses import other_addresses
from geodata.app.server.drawings import FOR_GOOD, ROUTES
from geodata.core.problems import InputError
from geodata.render import basemap
from geodata.render.map.assets import PANEL, SCRIPT, STYLE

if TYPE_CHECKING:
    from geodata.render.map.assets import Bundle


_MAX_DIGITS: Final = 6


def _basemap_tile(request: Request) -> Response:
    numbers = [request.path_params[name] for name in ("z", "x", "y")]
    # Here and not in the route: Python makes no number of thousands of digits, and Starlette asks it to.
    if not all(number.isdecimal() and len(number) <= _MAX_DIGITS for number in numbers):
        return PlainTextResponse("Not Found", status_code=404)
    try:
        tile = basemap.tile(*map(int, numbers))
    except InputError as error:
        return PlainTextResponse(str(error), status_code=404)
    return Response(tile, media_type="application/json", headers={"Cache-Control": "public, max-age=86400"})


def _bundled(bundle: Bundle) -> Route:
    def answer(_: Request) -> Response:
        return Response(bundle.content, media_type=bundle.media_type, headers=FOR_GOOD)

    return Route(bundle.address, answer)


def _moved(name: str, address: str) -> Route:
    def answer(request: Request) -> Response:
        # Beside the address that was asked for, whatever a proxy has put before both.
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"./{address}{query}")

    return Route(f"/{name}", answer)


def routes() -> list[BaseRoute]:
    """Return the routes to put beside Streamlit's own."""
    leaflet = StaticFiles(packages=[("js_lib_leaflet", "static/js_lib_leaflet")])
    return [
        Mount("/assets/leaflet", leaflet),
        _bundled(SCRIPT),
        _bundled(STYLE),
        _bundled(PANEL),
        *ROUTES,
        *(_moved(name, address) for name, address in other_addresses().items()),
        Route("/basemap/{z}/{x}/{y}.json", _basemap_tile),
    ]
