"""Where drafts are kept, and whose they are.

A person is known by a token that nobody can guess, which the page keeps in the address or a cookie. The names of
folders and files are made of its SHA-256: who can list them learns no token, and without it no draft is found.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.problems import GeodataError, quoted
from geodata.userfolders import made_private, made_state_folder, state_folder

#: Name of the environment variable that names another folder for drafts.
DRAFTS_VARIABLE: Final = "CROSSBEARING_DRAFTS"
_TOKEN_BYTES: Final = 24
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")
_NAME_DIGITS: Final = 32
ENDING: Final = ".draft"


class DraftError(GeodataError, ValueError):
    """A draft cannot be begun, read or written; the message is one sentence or two, with what to do."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file in the folder of drafts, whoever's it is: nothing of what it holds."""

    path: Path
    size: int
    """Bytes."""
    mtime_ns: int
    """When it was last written, in nanoseconds since 1970."""


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


def folder_of(token: str) -> Path:
    """Return the folder of one person's drafts.

    Raises
    ------
    DraftError
        If the token has not the form of one.
    """
    if not is_token(token):
        raise DraftError("This address names no drafts: its token is not whole. Open the page anew.")
    return drafts_folder() / _digest(token)


def draft_path(token: str, case_path: Path) -> Path:
    """Return the file of one person's draft of one case."""
    return folder_of(token) / f"{_digest(f'{token} {os.path.realpath(case_path)}')}{ENDING}"


def made_folder(token: str) -> Path:
    """Make the folder of one person's drafts, for the user of this server alone, and return it."""
    if not os.environ.get(DRAFTS_VARIABLE):
        made_state_folder()
    return made_private(folder_of(token))


def draft_files(folder: Path | None = None) -> tuple[DraftFile, ...]:
    """Return the files of drafts, oldest first: those in a person's folder, else everybody's."""
    paths = folder.glob(f"*{ENDING}") if folder else drafts_folder().glob(f"*/*{ENDING}")
    found = [file for path in paths if (file := _draft_file(path)) is not None]
    return tuple(sorted(found, key=lambda file: (file.mtime_ns, file.path)))


def _draft_file(path: Path) -> DraftFile | None:
    """Return a file of a draft; ``None`` if somebody discarded it in this moment."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return DraftFile(path, status.st_size, status.st_mtime_ns)


def unread(file: Path) -> str:
    """Return the sentence for a draft whose first line is not whole."""
    return f"The draft {quoted(file.name)} is damaged and cannot be read. Discard it, or mend the file."


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_NAME_DIGITS]
