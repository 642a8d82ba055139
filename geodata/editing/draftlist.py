"""Which drafts a person has, how old they are and what was last done; none is ever removed by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geodata.editing.draftfolder import DraftFile, draft_files, folder_of, unread
from geodata.editing.journal import read_lines


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft in a list."""

    id: str
    """What it is called to a browser: no path, and nothing that can be made into one."""
    case_path: Path | None
    """Which case it is of; ``None`` where it cannot be read."""
    steps: int
    """Lines in its journal: steps, undos and redos."""
    last_words: str
    """What the last step did."""
    age_s: float
    """Seconds since it was last written."""
    file: DraftFile
    problem: str = ""
    """Why it cannot be read."""


def list_drafts(token: str, now_ns: int) -> tuple[DraftEntry, ...]:
    """Return a person's drafts, oldest first.

    Parameters
    ----------
    token
        Whose they are.
    now_ns
        The time now, in nanoseconds since 1970: ages count from it.
    """
    return tuple(_listed(file, (now_ns - file.mtime_ns) / 1e9) for file in draft_files(folder_of(token)))


def _listed(file: DraftFile, age_s: float) -> DraftEntry:
    reading = read_lines(file.path.read_bytes())
    if not reading.entries or "case_path" not in reading.entries[0]:
        return DraftEntry(file.path.stem, None, 0, "", age_s, file, unread(file.path))
    header, *entries = reading.entries
    words = [entry["words"] for entry in entries if entry.get("do") == "step"]
    return DraftEntry(file.path.stem, Path(header["case_path"]), len(entries), words[-1] if words else "", age_s, file)
