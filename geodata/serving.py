"""What the app serves besides its pages, and the headers on all of it.

Everything the map needs comes from here, so that a browser asks no other machine for anything: Leaflet from its PyPI
package, our own scripts, the base map in tiles, and a case's drawing under an address that names its content.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import re
import threading
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import parse_qs, urlsplit
from weakref import WeakSet

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from geodata import basemap
from geodata.bundle import PANEL, SCRIPT, STYLE
from geodata.editing.draftfolder import new_token
from geodata.online import origin_of_choice

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geodata.bundle import Bundle

_FOR_GOOD: Final = {"Cache-Control": "private, max-age=31536000, immutable"}


class Drawn(Protocol):
    """What is drawn of a case."""

    @property
    def payload(self) -> bytes:
        """JSON for the map's own script."""


class _Open:
    """Drawings by address, as long as somebody has the case open: each session its own, the server what all see.

    What is kept are the parts that drawings share; the bytes, 26 MB of 10,000 claims, are made when they are asked for.
    """

    def __init__(self) -> None:
        # More than one: drafts that differ in nothing that is drawn have one address, and each may be the last.
        self._drawings: dict[str, WeakSet[Drawn]] = {}
        self._lock = threading.Lock()

    def put(self, address: str, drawing: Drawn) -> None:
        with self._lock:
            self._drawings = {place: drawn for place, drawn in self._drawings.items() if drawn}
            self._drawings.setdefault(address, WeakSet()).add(drawing)

    def get(self, address: str) -> Drawn | None:
        with self._lock:
            return next(iter(self._drawings.get(address, ())), None)


_open: Final = _Open()


def publish(drawing: Drawn) -> str:
    """Let browsers fetch a drawing while somebody has it open, and return its address.

    The address is the hash of the content: who does not have the case cannot guess it.
    """
    address = f"/map-data/{hashlib.sha256(drawing.payload).hexdigest()}.json"
    _open.put(address, drawing)
    return address


def _map_data(request: Request) -> Response:
    drawing = _open.get(request.url.path)
    if drawing is None:
        return PlainTextResponse("This drawing is no longer kept: reload the page.", status_code=404)
    return Response(drawing.payload, media_type="application/json", headers=_FOR_GOOD)


def _basemap_tile(request: Request) -> Response:
    z, x, y = (request.path_params[name] for name in ("z", "x", "y"))
    try:
        tile = basemap.tile(z, x, y)
    except ValueError as error:
        return PlainTextResponse(str(error), status_code=404)
    return Response(tile, media_type="application/json", headers={"Cache-Control": "public, max-age=86400"})


def _bundled(bundle: Bundle) -> Route:
    def answer(_: Request) -> Response:
        return Response(bundle.content, media_type=bundle.media_type, headers=_FOR_GOOD)

    return Route(bundle.address, answer)


def routes() -> list[BaseRoute]:
    """Return the routes to put beside Streamlit's own."""
    leaflet = StaticFiles(packages=[("js_lib_leaflet", "static/js_lib_leaflet")])
    return [
        Mount("/assets/leaflet", leaflet),
        _bundled(SCRIPT),
        _bundled(STYLE),
        _bundled(PANEL),
        Route("/map-data/{digest}.json", _map_data),
        Route("/basemap/{z:int}/{x:int}/{y:int}.json", _basemap_tile),
    ]


#: Names a browser to itself, so that its drafts are found again and nobody else's are.
READER_COOKIE: Final = "crossbearing-reader"
#: For a year, for no script, sent to no other site. Not "Secure": on localhost there is no TLS.
_COOKIE_RULES: Final = "Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"

# -- headers ---------------------------------------------------------------------------------------------------------

_COMMON: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # The map's frame is asked for with the page's address: see _map_policy. No other machine ever gets it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def _inline_scripts() -> str:
    """Return the hashes of the scripts inside Streamlit's own page, so that no other inline script can run."""
    page = importlib.resources.files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return "".join(f" 'sha256-{digest}'" for digest in digests)


#: Streamlit's page: its scripts are files of its own. Its styles are made at run time (emotion), so they are inline;
#: its components of the second kind load their script as a blob.
_PAGE_POLICY: Final = (
    f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'{_inline_scripts()}; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'self' blob:; "
    "worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
#: streamlit-folium evaluates the map's script and puts it inline, so its frame cannot do without either.
_FRAME_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:{online}; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_FRAME_PATH: Final = "/component/streamlit_folium."


def _map_policy(referer: str) -> str:
    """Return the policy of the map's frame: pictures from one other origin only if the page's address names it."""
    try:
        query = parse_qs(urlsplit(referer).query)
    except ValueError:  # a client may send anything as its referer
        query = {}
    origin = origin_of_choice(query.get("base", [""])[0])
    return _FRAME_POLICY.format(online=f" {origin}" if origin else "")


class _Headers:
    """Put the policy and the usual headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_headers = dict(scope["headers"])
        referer = request_headers.get(b"referer", b"").decode("latin-1")
        is_frame = _FRAME_PATH in scope["path"]
        is_known = f"{READER_COOKIE}=" in request_headers.get(b"cookie", b"").decode("latin-1")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_COMMON)
                headers["Content-Security-Policy"] = _map_policy(referer) if is_frame else _PAGE_POLICY
                if is_frame and scope["path"].endswith("/index.html"):
                    # The same address is answered with another policy once a base map is switched on.
                    headers["Cache-Control"] = "no-store"
                if headers.get("content-type", "").startswith("text/html") and not is_frame and not is_known:
                    headers.append("Set-Cookie", f"{READER_COOKIE}={new_token()}; {_COOKIE_RULES}")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def middleware() -> list[Middleware]:
    """Return the middleware to put around Streamlit's own."""
    return [Middleware(_Headers)]
