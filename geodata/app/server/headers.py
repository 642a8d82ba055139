"""Which headers are on what is served: what a page may load, what others may do with it, whose browser it is."""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import re
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodata.app.server.gate import MEDIA
from geodata.app.server.reader_cookie import cookie_for
from geodata.render.map.online_tiles import origin_of_choice

#: What Streamlit's page asks for before each connection: a page from the browser's own cache has no cookie to set.
_ASKED_FIRST: Final = "/_stcore/health"

#: Of what is one reader's: a store that a proxy shares between readers would hand it, cookie and all, to the next.
_OWN: Final = "private, no-cache"

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


class Headers:
    """Put the policy and the usual headers on every response, and the reader's cookie on pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = RequestHeaders(scope=scope)
        is_frame = _FRAME_PATH in scope["path"]
        names_readers = scope["path"].endswith(_ASKED_FIRST)
        is_own = MEDIA.search(scope["path"]) is not None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_COMMON)
                headers["Content-Security-Policy"] = _map_policy(asked.get("referer", "")) if is_frame else _PAGE_POLICY
                if is_frame and scope["path"].endswith("/index.html"):
                    # The same address is answered with another policy once a base map is switched on.
                    headers["Cache-Control"] = "no-store"
                is_page = headers.get("content-type", "").startswith("text/html") and not is_frame
                is_told = is_page or (names_readers and message["status"] == HTTPStatus.OK)
                if is_told or is_own:
                    headers["Cache-Control"] = _OWN
                if is_told:
                    headers.append("Set-Cookie", cookie_for(scope, asked))
            await send(message)

        await self._app(scope, receive, send_with_headers)
