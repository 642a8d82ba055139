"""The lock: exactly what was tested, each file by its hash, within the ranges that requirements.txt allows."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
#: Name, version and marker, then the hashes, one a line.
ENTRY = re.compile(
    r"^([A-Za-z0-9._-]+)==(\S+)( ;[^\n]*?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def wanted() -> list[Requirement]:
    """Return the ranges of requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(words) for line in lines if (words := line.partition("#")[0].strip())]


def test_each_range_is_met_by_the_lock():
    """Whoever changes a range makes the lock anew."""
    locked: dict[str, list[str]] = {}
    for entry in ENTRY.finditer(LOCK):
        locked.setdefault(canonicalize_name(entry[1]), []).append(entry[2])

    for requirement in wanted():
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_every_entry_has_hashes_and_none_names_an_index():
    """What is installed is what was tested, wherever it is fetched from."""
    assert len(ENTRY.findall(LOCK)) == len(re.findall(r"^[A-Za-z0-9]", LOCK, flags=re.MULTILINE))
    assert not re.search(r"index|find-links|trusted-host|://|/opt/|/tmp/", LOCK)
