"""Where drafts are kept, and whose they are.

A person is known by a token that nobody can guess, which the page keeps in a cookie. What is kept is known by its
SHA-256: who can read the folder learns no token, and without it no draft is found.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
import secrets
from pathlib import Path
from typing import Final

from geodata.core.problems import GeodataError
from geodata.core.user_dirs import made_private, made_state_folder, state_folder

#: Name of the environment variable that names another folder for drafts.
DRAFTS_VARIABLE: Final = "CROSSBEARING_DRAFTS"
_TOKEN_BYTES: Final = 24
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")
_NAME_DIGITS: Final = 32
_LINE_BITS: Final = 56


class DraftError(GeodataError, ValueError):
    """A draft cannot be begun, read or written; the message is one sentence or two, with what to do."""


class ChangedElsewhereError(DraftError):
    """A draft is no longer as this window holds it: another one of the same browser changed it."""


def new_token() -> str:
    """Return a token that nobody can guess: 192 random bits, 32 characters that an address may hold."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: object) -> bool:
    """Tell whether something has the form of a token."""
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def drafts_folder() -> Path:
    """Return the folder of all drafts: the one that the environment names, else in the user's folder for state."""
    named = os.environ.get(DRAFTS_VARIABLE)
    return Path(named) if named else state_folder() / "drafts"


def made_drafts_folder() -> Path:
    """Make the folder of all drafts, for the user of this server alone, and return it."""
    if not os.environ.get(DRAFTS_VARIABLE):
        made_state_folder()
    return made_private(drafts_folder())


def folder_of(token: str) -> Path:
    """Return the folder of what else is kept for one person.

    Raises ``DraftError`` if the token has not the form of one.
    """
    if not is_token(token):
        raise DraftError("This address names no drafts: its token is incomplete. Open the page anew.")
    return drafts_folder() / _digest(token)


def owner_of(token: str) -> str:
    """Return what a person's drafts are known by; it gives no token away."""
    return folder_of(token).name


def draft_id(token: str, case_path: Path) -> str:
    """Return what one person's draft of one case is known by; it gives neither away."""
    return _digest(f"{token} {os.path.realpath(case_path)}")


def address_of(sent: str | None) -> str:
    """Return what the drafts of a network address are known by; empty for this machine's own, which has no bounds.

    >>> address_of("2001:db8::1") == address_of("2001:db8::2"), address_of("192.0.2.1") == address_of("192.0.2.2")
    (True, False)
    """
    return _digest(network_of(sent)) if sent else ""


def network_of(address: str) -> str:
    """Return what all that one line has is counted as: an IPv4 address, or the first 56 bits of an IPv6 address.

    So many a home has, and fills the others as it likes (RFC 6177).

    >>> network_of("2001:db8:0:ff::1"), network_of("::ffff:192.0.2.1"), network_of("a proxy's own")
    ('2001:db8::/56', '192.0.2.1', "a proxy's own")
    """
    try:
        read = ipaddress.ip_address(address)
    except ValueError:  # what a proxy made up is an address like any other
        return address
    if isinstance(read, ipaddress.IPv4Address):
        return str(read)
    return str(read.ipv4_mapped or ipaddress.IPv6Network((int(read), _LINE_BITS), strict=False))


def made_folder(token: str) -> Path:
    """Make the folder of what else is kept for one person, for the user of this server alone, and return it."""
    made_drafts_folder()
    return made_private(folder_of(token))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_NAME_DIGITS]
