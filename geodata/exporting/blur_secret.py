"""What the owner of a case alone has, so that nobody else can repeat where its blurred places are shown.

It comes from a key that is made once for each user of this machine and kept between runs. Not the key itself blurs but
what is derived from it (HMAC, RFC 2104): for a case file by the id of the case in that file, so that the command line
and the page agree; for a case that a browser began or brought, by the token of that browser. Who works at the same
server can give a case of his own any ids: he never gets the secret of another's.
"""

from __future__ import annotations

import hmac
import json
import secrets
import tempfile
from pathlib import Path
from typing import Final

from geodata.core.atomic_write import sync_folder, write_through
from geodata.core.problems import UnreadableError, quoted
from geodata.core.text import counted
from geodata.core.user_dirs import STATE_VARIABLE, made_state_folder, state_folder
from geodata.editing.locking import locked

_BYTES: Final = 32
_NAME: Final = "blur.key"
#: Longer than as many as can start at once take for one after the other.
_WAIT_S: Final = 60.0
_MOVES: Final = (
    "Without a backup, move the file away and a new key is made. Blurred places are then shown at other positions, and "
    "whoever has exports from before and after knows more about where the places are."
)


def case_secret(case_id: str) -> bytes:
    """Return what blurs a case that has a file here, by the id that the file gives it.

    Raises ``UnreadableError`` if the user's key can be neither read nor made, or is damaged; the message says how to go
    on.
    """
    return _derived("case", case_id)


def reader_secret(token: str) -> bytes:
    """Return what blurs the cases that a browser has alone, by its token; errors as for :func:`case_secret`."""
    return _derived("reader", token)


def _derived(*words: str) -> bytes:
    return hmac.digest(user_key(), json.dumps(words).encode(), "sha256")


def user_key() -> bytes:
    """Return the user's key, made at the first call, by whoever is first, and readable for the user alone.

    Raises ``UnreadableError`` if it can be neither read nor made, or is damaged: then it is left as it is.
    """
    path = state_folder() / _NAME
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = _made(path)
    except OSError as error:
        message = f"The key for blurring, {quoted(str(path))}, cannot be read: {error.strerror or error}."
        raise UnreadableError(f"{message} Allow reading it, or restore it from a backup. {_MOVES}") from None
    if len(key) != _BYTES:
        message = f"{quoted(str(path))} is not a key for blurring: it has {counted(len(key), 'byte')}, not {_BYTES}."
        raise UnreadableError(f"{message} Restore it from a backup. {_MOVES}")
    return key


def _made(path: Path) -> bytes:
    """Make the key if nobody has meanwhile, whole or not at all, and return what is there then."""
    try:
        folder = made_state_folder()
        with locked(folder / f".{_NAME}.lock", wait_s=_WAIT_S):
            if not path.exists():
                _put(path, secrets.token_bytes(_BYTES))
            return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error).rstrip(".")
        message = f"The key for blurring, {quoted(str(path))}, cannot be kept: {reason}."
        raise UnreadableError(f"{message} Make room there, or set {STATE_VARIABLE} to a folder of yours.") from None


def _put(path: Path, key: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{_NAME}.")  # readable for the user alone
    fresh = Path(name)
    try:
        write_through(handle, key)
        fresh.replace(path)
        sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
