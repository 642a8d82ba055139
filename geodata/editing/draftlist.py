"""Which drafts a person has, how old they are and what was last done."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from geodata.editing.draftbase import reading
from geodata.editing.draftfolder import owner_of


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft in a list."""

    id: str
    """Names it among this person's drafts; it is not a path, and nobody else's draft has it."""
    case_path: Path
    """Which case it is of."""
    steps: int
    """Steps that can be undone."""
    last_words: str
    """What the last step did."""
    age_s: float
    """Seconds since it was last written."""


def list_drafts(token: str, now_ns: int) -> tuple[DraftEntry, ...]:
    """Return a person's drafts, the longest unchanged first.

    ``token``: whose they are. ``now_ns``: the time now, in nanoseconds since 1970: ages count from it.
    Raises ``DraftError`` if they cannot be read.
    """
    owner = owner_of(token)
    with reading() as connection:
        rows = () if connection is None else connection.execute(
            "SELECT id, case_path, steps, last_words, written_ns FROM draft WHERE owner = ? ORDER BY written_ns",
            (owner,),
        ).fetchall()  # fmt: skip
    return tuple(
        DraftEntry(draft, Path(os.fsdecode(path)), steps, words, (now_ns - written_ns) / 1e9)
        for draft, path, steps, words, written_ns in rows
    )


def draft_of(token: str, draft: str) -> DraftEntry | None:
    """Return one of a person's drafts by its id; ``None`` if this person has none of that id, whatever was sent."""
    return next((entry for entry in list_drafts(token, 0) if entry.id == draft), None)
