"""A key that this user alone has, kept between runs: what makes a shift that nobody else can repeat."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

from geodata.problems import UnreadableError
from geodata.userfolders import STATE_VARIABLE, state_folder

if TYPE_CHECKING:
    from pathlib import Path

_BYTES: Final = 32
_NAME: Final = "blur.key"


def user_secret() -> bytes:
    """Return the user's key, made at the first call and kept readable for the user alone.

    Whoever loses it gets another one, and with it other shifts: two blurred places then overlap in a smaller one.

    Raises
    ------
    UnreadableError
        If it can be neither read nor written, or is no key.
    """
    path = state_folder() / _NAME
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _checked(path.read_bytes(), path)
        with os.fdopen(descriptor, "wb") as file:
            key = secrets.token_bytes(_BYTES)
            file.write(key)
    except UnreadableError:
        raise
    except OSError as error:
        message = f"The key for blurring, '{path}', cannot be kept: {error.strerror or error}."
        raise UnreadableError(f"{message} Set {STATE_VARIABLE} to a folder of yours.") from None
    return key


def _checked(key: bytes, path: Path) -> bytes:
    if len(key) != _BYTES:
        raise UnreadableError(f"'{path}' is no key for blurring: move it away, and a new one is made.")
    return key
