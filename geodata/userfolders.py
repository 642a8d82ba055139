"""Where this user's own things are kept between runs: drafts, and the key for blurring."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

#: Names another folder, for tests and for keeping the key with a team.
STATE_VARIABLE: Final = "CROSSBEARING_STATE"


def state_folder() -> Path:
    """Return the folder that the environment names, else the one that this system has for a user's state."""
    named = os.environ.get(STATE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_state_dir("crossbearing", appauthor=False))
