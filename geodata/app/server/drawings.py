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
from collections.abc import AsyncIterator, Iterator
from typing import Final, Protocol
from weakref import WeakSet

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from geodata.app.server.reader_cookie import READER_HEADER

FOR_GOOD: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
#: Of a drawing that is sent, so many bytes are handed on at a time.
_PART_BYTES: Final = 128 * 2**10
_SECRET: Final = secrets.token_bytes(32)


class CaseDrawing(Protocol):
    """What is drawn of a case."""

    def pieces(self) -> Iterator[bytes]:
        """JSON for the map's own script, piece by piece."""


class _Open:
    """Drawings by address, as long as somebody has the case open: each session its own, the server what all see.

    What is kept are the pieces that drawings share. The whole, 26 MB of 10,000 claims and more of rings, is never made:
    each who asks is sent it piece by piece, as fast as he reads. Somebody may ask often, read slowly, or leave at once.
    """

    def __init__(self) -> None:
        # More than one: drafts that differ in nothing that is drawn have one address, and each may be the last.
        self._drawings: dict[str, tuple[bytes, WeakSet[CaseDrawing]]] = {}
        self._lock = threading.Lock()

    def put(self, address: str, digest: bytes, drawing: CaseDrawing) -> None:
        with self._lock:
            self._drawings = {place: kept for place, kept in self._drawings.items() if kept[1]}
            self._drawings.setdefault(address, (digest, WeakSet()))[1].add(drawing)

    def get(self, address: str) -> tuple[bytes, CaseDrawing] | None:
        """Return a drawing, and the hash of its bytes."""
        with self._lock:
            digest, drawn = self._drawings.get(address, (b"", ()))
            return next(((digest, one) for one in drawn), None)


drawings: Final = _Open()


def publish(drawing: CaseDrawing, reader: str | None = None) -> str:
    """Let browsers fetch a drawing while somebody has it open, and return its address.

    ``reader``: whose draft it is of; ``None`` for the case that everybody sees.
    """
    digest = hashlib.sha256()
    for piece in drawing.pieces():
        digest.update(piece)
    name = digest.hexdigest() if reader is None else f"draft/{_name_for(reader, digest.digest())}"
    address = f"/map-data/{name}.json"
    drawings.put(address, digest.digest(), drawing)
    return address


def _name_for(reader: str, digest: bytes) -> str:
    return hmac.new(_SECRET, reader.encode() + b" " + digest, hashlib.sha256).hexdigest()


def _shared(request: Request) -> Response:
    return _answer(drawings.get(request.url.path))


def _of_a_draft(request: Request) -> Response:
    found, reader = drawings.get(request.url.path), request.headers.get(READER_HEADER, "")
    # The name says whose it is, to who knows the secret: nothing else has to be kept.
    is_own = found is not None and hmac.compare_digest(_name_for(reader, found[0]), request.path_params["name"])
    return _answer(found if is_own else None)


def _answer(found: tuple[bytes, CaseDrawing] | None) -> Response:
    if found is None:
        return PlainTextResponse("This drawing is no longer kept. Reload the page.", status_code=404)
    return StreamingResponse(_parts(found[1]), media_type="application/json", headers=FOR_GOOD)


async def _parts(drawing: CaseDrawing) -> AsyncIterator[bytes]:
    """Yield the bytes of a drawing in parts that are handed on at a time.

    In the loop that answers everybody: a part takes less than a thread would to be asked for it.
    """
    part = bytearray()
    for piece in drawing.pieces():
        part += piece
        if len(part) >= _PART_BYTES:
            yield bytes(part)
            part.clear()
    yield bytes(part)


ROUTES: Final = (
    Route("/map-data/draft/{name:str}.json", _of_a_draft),
    Route("/map-data/{digest:str}.json", _shared),
)
