"""Where this user's own things are kept between runs: drafts, and the key for blurring."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

#: Names another folder, for tests and for keeping the key with a team.
STATE_VARIABLE: Final = "CROSSBEARING_STATE"
#: For its owner alone.
_PRIVATE: Final = 0o700


def state_folder() -> Path:
    """Return the folder that the environment names, else the one that this system has for a user's state."""
    named = os.environ.get(STATE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_state_dir("crossbearing", appauthor=False))


def made_state_folder() -> Path:
    """Make the folder for this user's state, and return it; the program's own one is for its owner alone.

    A folder that the environment names stays as it is where it is there: a team may share it, with files of others.

    Raises ``OSError`` if it cannot be made.
    """
    folder = made_private(state_folder())
    if not os.environ.get(STATE_VARIABLE) and folder.stat().st_mode & 0o077:
        folder.chmod(_PRIVATE)
    return folder


def made_private(folder: Path) -> Path:
    """Make a folder, and those above it that are missing, each for its owner alone; return it.

    Raises ``OSError`` if one cannot be made.
    """
    # pathlib gives the mode to the last folder alone, and those above it to everybody.
    for part in (*reversed(folder.parents), folder):
        if not part.is_dir():
            part.mkdir(mode=_PRIVATE, exist_ok=True)
    return folder
