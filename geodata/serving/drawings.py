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
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geodata.serving.readers import READER_HEADER

if TYPE_CHECKING:
    from starlette.requests import Request

#: Drawings kept for browsers to fetch; a drawing of 10,000 claims is some 20 MB.
_MAX_KEPT_BYTES: Final = 256 * 2**20
FOR_GOOD: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
_SECRET: Final = secrets.token_bytes(32)


class Store:
    """Bytes by their address, the least recently used dropped first."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, address: str, content: bytes) -> None:
        """Keep something; what is over the limit goes, the newest never."""
        with self._lock:
            self._kept[address] = content
            self._kept.move_to_end(address)
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._max_bytes:
                self._kept.popitem(last=False)

    def get(self, address: str) -> bytes | None:
        """Return what is kept there; ``None`` if nothing is."""
        with self._lock:
            content = self._kept.get(address)
            if content is not None:
                self._kept.move_to_end(address)
            return content


drawings: Final = Store(_MAX_KEPT_BYTES)


def publish(payload: bytes, reader: str | None = None) -> str:
    """Keep a drawing for browsers to fetch and return its address.

    Parameters
    ----------
    payload
        The drawing.
    reader
        Whose draft it is of; ``None`` for the case that everybody sees.
    """
    name = hashlib.sha256(payload).hexdigest() if reader is None else f"draft/{_name_for(reader, payload)}"
    address = f"/map-data/{name}.json"
    drawings.put(address, payload)
    return address


def _name_for(reader: str, payload: bytes) -> str:
    return hmac.new(_SECRET, reader.encode() + b" " + payload, hashlib.sha256).hexdigest()


def _shared(request: Request) -> Response:
    return _answer(drawings.get(request.url.path))


def _of_a_draft(request: Request) -> Response:
    payload, reader = drawings.get(request.url.path), request.headers.get(READER_HEADER, "")
    # The name says whose it is, to who knows the secret: nothing else has to be kept.
    is_own = payload is not None and hmac.compare_digest(_name_for(reader, payload), request.path_params["name"])
    return _answer(payload if is_own else None)


def _answer(payload: bytes | None) -> Response:
    if payload is None:
        return PlainTextResponse("This drawing is no longer kept: reload the page.", status_code=404)
    return Response(payload, media_type="application/json", headers=FOR_GOOD)


ROUTES: Final = (
    Route("/map-data/draft/{name:str}.json", _of_a_draft),
    Route("/map-data/{digest:str}.json", _shared),
)
