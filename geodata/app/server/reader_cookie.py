"""Which browser it is: a cookie with a token that nobody can guess names a browser to itself.

By it a browser finds its drafts again and nobody else's, and its sessions, uploads, downloads and drawings are its own.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from geodata.editing.drafts.draft_folder import is_token, new_token

READER_COOKIE: Final = "crossbearing-reader"
#: Under TLS: by this prefix a browser lets no other host, a subdomain's neighbour among them, set the cookie.
_BOUND_COOKIE: Final = f"__Host-{READER_COOKIE}"
#: What the gate tells the pages: the cookie as it read it. What a client sends under this name is dropped.
READER_HEADER: Final = "x-crossbearing-reader"
#: For a year from the last visit, for no script. "Lax": who follows a link from another site comes as who they are;
#: what changes something asks for the origin as well.
_RULES: Final = "Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"


def is_secure(scope: Scope, headers: Headers) -> bool:
    """Tell whether the browser's connection is TLS, to this server or to a proxy that says so."""
    # Of several proxies the first in the list is the browser's.
    said = headers.get("x-forwarded-proto", "").partition(",")[0]
    return scope["scheme"] in ("https", "wss") or said.strip().lower() == "https"


def reader_of(headers: Headers) -> str | None:
    """Return the token that a request's cookie holds, ``None`` without a whole one."""
    cookies = cookie_parser(headers.get("cookie", ""))
    return next((cookies[name] for name in (_BOUND_COOKIE, READER_COOKIE) if is_token(cookies.get(name))), None)


def cookie_for(scope: Scope, headers: Headers) -> str:
    """Return the cookie to set on a page: the browser's own for another year, or a new one."""
    cookies = cookie_parser(headers.get("cookie", ""))
    name, more = (_BOUND_COOKIE, "; Secure") if is_secure(scope, headers) else (READER_COOKIE, "")
    token = cookies.get(name)
    return f"{name}={token if is_token(token) else new_token()}; {_RULES}{more}"
