"""Under which names the app is answered.

A page of another site can have its own name resolve to this machine (DNS rebinding): its requests then come from the
reader's browser, and only the name that they carry tells them from ours. So a request is answered under the names that
whoever starts the app gives it, and no others. An IP address in place of a name cannot be made to mean another machine:
where the app listens on all interfaces, any is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import urlsplit

_ADDRESS: Final = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::([0-9]{1,5}))?")
_MAX_PORT: Final = 65_535
#: What every machine calls itself.
_OWN: Final = frozenset({"localhost", "127.0.0.1", "::1"})
#: What listens on every interface: nothing named, or the address that stands for all.
_EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A name and a port, as a browser writes them."""

    name: str
    """In lower case; an IP address in its shortest form, without brackets."""
    port: int | None
    """``None`` for the usual one of the scheme."""


def read_address(text: str) -> Address | None:
    """Return the address that a text is, ``None`` if it is none.

    >>> read_address("[0::1]:8501"), read_address("Cases.example.org"), read_address("user@localhost")
    (Address(name='::1', port=8501), Address(name='cases.example.org', port=None), None)
    """
    found = _ADDRESS.fullmatch(text.lower())
    if found is None or int(found[2] or 0) > _MAX_PORT:
        return None
    name, literal = found[1], _literal(found[1].strip("[]"))
    if literal is None and name.startswith("["):
        return None
    return Address(str(literal or name), int(found[2]) if found[2] else None)


def _literal(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _is_of_this_machine(name: str) -> bool:
    literal = _literal(name)
    return name in _OWN or (literal is not None and literal.is_loopback)


@dataclass(frozen=True, slots=True)
class Served:
    """Where the app listens and what it is called."""

    names: frozenset[str]
    """What it is called, beside what every machine calls itself."""
    public: frozenset[Address]
    """Where its pages are by our own option, whatever host a proxy puts in the place of these."""
    is_everywhere: bool
    """Whether it listens on all interfaces."""

    def answers(self, host: Address) -> bool:
        """Tell whether a request for this host is one for the app."""
        return host.name in _OWN | self.names or (self.is_everywhere and _literal(host.name) is not None)

    @property
    def is_open(self) -> bool:
        """Whether anybody but the users of this machine is meant to reach it."""
        return self.is_everywhere or not all(map(_is_of_this_machine, self.names))

    def is_own_page(self, origin: str, host: Address, *, is_secure: bool) -> bool:
        """Tell whether a request was made by a page of the app.

        ``origin``: whose page made it, as the browser says. ``host``: the host that it was sent to: the page is there,
        or at a public address. ``is_secure``: whether it came by TLS: then so did the page.
        """
        scheme, _, rest = origin.partition("://")
        page, usual = read_address(rest), _DEFAULT_PORTS.get(scheme)
        if page is None or usual is None or (is_secure and scheme != "https"):
            return False
        own = ((one.name, one.port or usual) for one in (host, *self.public))
        return (page.name, page.port or usual) in own


def served(listens_on: str | None, shown_as: str | None, named: Iterable[Address]) -> Served:
    """Return what the app is called.

    ``listens_on``: Streamlit's ``server.address``. ``shown_as``: Streamlit's ``browser.serverAddress``: a name, or a
    whole address with a path. ``named``: names given by our own option.
    """
    listening, public = listens_on or "", frozenset(named)
    shown = urlsplit(shown_as if "//" in (shown_as or "") else f"//{shown_as or ''}").netloc
    told = () if listening in _EVERYWHERE else (f"[{listening}]" if ":" in listening else listening,)
    known = filter(None, (read_address(one) for one in (*told, shown)))
    return Served(frozenset(one.name for one in (*known, *public)), public, listening in _EVERYWHERE)
