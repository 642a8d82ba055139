"""A Chromium for the tests that need one: the machine's, or Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: The one without windows first: it has nothing to draw but pages, and takes a sixth less of the processor.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
#: As root in a container Chromium has no sandbox; the others keep it from asking its maker's servers.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELP = (
    "The browser tests need a Chromium and found none. Install one (Debian: apt-get install chromium-headless-shell; "
    "elsewhere: python -m playwright install chromium), or name one in CROSSBEARING_CHROMIUM."
)


def find(playwright) -> str:
    """Return the path of a Chromium, installing Playwright's where the machine has none; say what to do otherwise."""
    named = os.environ.get("CROSSBEARING_CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES]
    found = next((path for path in candidates if path and Path(path).exists()), None)
    if found:
        return found
    own = Path(playwright.chromium.executable_path)
    if not own.exists():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not own.exists():
        raise RuntimeError(HELP)
    return str(own)
