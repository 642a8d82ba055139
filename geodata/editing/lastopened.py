"""Which of a person's drafts was open last, so that the next visit goes on with it."""

from __future__ import annotations

from typing import Final

from geodata.editing.draftbase import reading, writing
from geodata.editing.draftfolder import owner_of
from geodata.editing.draftlist import DraftEntry, draft_of

#: Made where it is first needed: databases of before have none. What is of drafts that are gone goes with the next.
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS last_opened (owner TEXT PRIMARY KEY, draft TEXT NOT NULL)"


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
