"""Where browsers fetch a case's drawing.

The server's own case has an address that is the hash of its drawing: everybody who reaches the page sees it, and may
keep it for good. A draft has one that is made of a secret of this process, its reader and its content, and is answered
to its reader alone: who guesses what is in a draft learns nothing by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from typing import TYPE_CHECKING, Final, Protocol
from weakref import WeakSet

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geodata.app.server.reader_cookie import READER_HEADER

if TYPE_CHECKING:
    from starlette.requests import Request

FOR_GOOD: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
_SECRET: Final = secrets.token_bytes(32)


class CaseDrawing(Protocol):
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
        self._drawings: dict[str, WeakSet[CaseDrawing]] = {}
        self._lock = threading.Lock()

    def put(self, address: str, drawing: CaseDrawing) -> None:
        with self._lock:
            self._drawings = {place: drawn for place, drawn in self._drawings.items() if drawn}
            self._drawings.setdefault(address, WeakSet()).add(drawing)

    def get(self, address: str) -> CaseDrawing | None:
        with self._lock:
            return next(iter(self._drawings.get(address, ())), None)


drawings: Final = _Open()


def publish(drawing: CaseDrawing, reader: str | None = None) -> str:
    """Let browsers fetch a drawing while somebody has it open, and return its address.

    ``reader``: whose draft it is of; ``None`` for the case that everybody sees.
    """
    payload = drawing.payload
    name = hashlib.sha256(payload).hexdigest() if reader is None else f"draft/{_name_for(reader, payload)}"
    address = f"/map-data/{name}.json"
    drawings.put(address, drawing)
    return address


def _name_for(reader: str, payload: bytes) -> str:
    return hmac.new(_SECRET, reader.encode() + b" " + payload, hashlib.sha256).hexdigest()


def _shared(request: Request) -> Response:
    drawing = drawings.get(request.url.path)
    return _answer(None if drawing is None else drawing.payload)


def _of_a_draft(request: Request) -> Response:
    drawing, reader = drawings.get(request.url.path), request.headers.get(READER_HEADER, "")
    payload = None if drawing is None else drawing.payload
    # The name says whose it is, to who knows the secret: nothing else has to be kept.
    is_own = payload is not None and hmac.compare_digest(_name_for(reader, payload), request.path_params["name"])
    return _answer(payload if is_own else None)


def _answer(payload: bytes | None) -> Response:
    if payload is None:
        return PlainTextResponse("This drawing is no longer kept. Reload the page.", status_code=404)
    return Response(payload, media_type="application/json", headers=FOR_GOOD)


ROUTES: Final = (
    Route("/map-data/draft/{name:str}.json", _of_a_draft),
    Route("/map-data/{digest:str}.json", _shared),
)
