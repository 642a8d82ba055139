"""Which drafts a person has, how old they are, what was last done, and which of them was open last."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.editing.drafts.draft_database import reading, writing
from geodata.editing.drafts.draft_folder import owner_of

#: Made where it is first needed: databases of before have none. What is of drafts that are gone goes with the next.
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS last_opened (owner TEXT PRIMARY KEY, draft TEXT NOT NULL)"


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


def remember_opened(token: str, draft: str | None) -> None:
    """Keep which draft a person has open; ``None`` where it is the server's case.

    Raises ``DraftError`` if it cannot be written.
    """
    with writing() as connection:
        connection.execute(_SCHEMA)
        connection.execute(
            "DELETE FROM last_opened WHERE owner = ? OR draft NOT IN (SELECT id FROM draft)", (owner_of(token),)
        )
        if draft is not None:
            connection.execute("INSERT INTO last_opened VALUES (?, ?)", (owner_of(token), draft))


def last_opened(token: str) -> DraftEntry | None:
    """Return the draft that a person had open last; ``None`` for the server's case, or if it is gone.

    Raises ``DraftError`` if it cannot be read.
    """
    with reading() as connection:
        if (
            connection is None
            or not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'last_opened'").fetchall()
        ):
            return None
        rows = connection.execute("SELECT draft FROM last_opened WHERE owner = ?", (owner_of(token),)).fetchall()
    return draft_of(token, rows[0][0]) if rows else None
