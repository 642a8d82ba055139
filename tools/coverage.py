"""Measure which lines of the program the tests run: ``python -m tools.coverage [WORDS OF PYTEST ...]``.

CI measures the tests' own processes alone (tests/conftest.py). Here those that tests start are measured too, but for
those of :mod:`geodata.sandbox`, which get no more of the environment than they need, and those that a test kills. Exit
status: that of pytest.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent


def main(words: list[str]) -> int:
    """Run the tests, print the lines of each file that none of them ran, and return the exit status of pytest."""
    _coverage("erase")
    status = _coverage("run", "-m", "pytest", *words)
    _coverage("combine", "--quiet")
    _coverage("report")
    return status


def _coverage(*words: str) -> int:
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
