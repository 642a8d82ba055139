"""A draft as rows of the database: what is written at its beginning, at each change and after a save; and read back."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from geodata.core.json_path import Json
from geodata.core.patient_json import read_patiently, written_patiently
from geodata.core.problems import GeodataError
from geodata.editing.drafts.draft_entries import entries_of, step_history
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.records import with_shared_records


class DamagedError(GeodataError):
    """What is kept of a draft does not fit together; never told as it is."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A JSON value as it is kept; its checksum (Adler-32) tells whether it came back whole."""

    body: bytes
    size: int
    """Bytes that its text takes."""
    sha256: str

    @classmethod
    def of(cls, value: object) -> Self:
        """Return a value to be kept."""
        text = written_patiently(value).encode("utf-8", "surrogatepass")
        return cls(zlib.compress(text, 1), len(text), hashlib.sha256(text).hexdigest())


def _unpacked(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    return read_patiently(zlib.decompress(body).decode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Meant:
    """A save that was begun: when it is cut short, the file tells whether it took place."""

    state: FileState
    """What the file is if it did; the time in it says nothing."""
    document: Json
    """What was saved."""


@dataclass(frozen=True)
class Whole:
    """All that is kept of a draft."""

    opened_as: FileState | None
    history: History
    meant: Meant | None
    head: str
    size: int


def _listed(words: str) -> str:
    return words.encode("utf-8", "replace").decode()  # half a character is not text for SQLite


def new_head() -> str:
    """Return a name for one state of one draft, which no other state of any draft has."""
    return secrets.token_hex(8)


class WholeRows:
    """A draft as a whole, packed before the database is locked."""

    def __init__(self, opened_as: FileState | None, history: History, opened: Packed | None = None) -> None:
        self._opened_as = json.dumps(None if opened_as is None else opened_as.to_json())
        self._opened = opened or Packed.of(history.opened)
        self._entries = [Packed.of(entry) for entry in entries_of(history)]
        self._steps, self._last_words = len(history.done), _listed(history.last_words)
        self.size = self._opened.size + sum(entry.size for entry in self._entries)
        self.stored = len(self._opened.body) + sum(len(entry.body) for entry in self._entries)

    def begin(
        self, connection: sqlite3.Connection, draft: str, owner: str, address: str, case_path: Path, written_ns: int
    ) -> str:
        """Write a draft that is not there yet, and return its head."""
        self._keep_opened(connection)
        connection.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?, '', ?, '', 'null', 0, '', 0, 0, 0)",
            (draft, owner, address, os.fsencode(os.path.realpath(case_path)), self._opened.sha256),
        )
        return self.replace(connection, draft, written_ns)

    def replace(self, connection: sqlite3.Connection, draft: str, written_ns: int) -> str:
        """Write a draft in place of what was kept of it, and return its head."""
        head = new_head()
        self._keep_opened(connection)
        connection.execute(
            "UPDATE draft SET opened_as = ?, opened = ?, head = ?, saving = 'null', steps = ?, last_words = ?, "
            "written_ns = ?, size = ?, stored = ? WHERE id = ?",
            (self._opened_as, self._opened.sha256, head, self._steps, self._last_words, written_ns, self.size,
             self.stored, draft),
        )  # fmt: skip
        connection.execute("DELETE FROM entry WHERE draft = ?", (draft,))
        bodies = ((draft, entry.body) for entry in self._entries)
        connection.executemany("INSERT INTO entry (draft, body) VALUES (?, ?)", bodies)
        return head

    def _keep_opened(self, connection: sqlite3.Connection) -> None:
        connection.execute("INSERT OR IGNORE INTO opened VALUES (?, ?)", (self._opened.sha256, self._opened.body))


def append(connection: sqlite3.Connection, draft: str, entry: Packed, history: History, written_ns: int) -> str:
    """Write one more entry, and return the draft's new head."""
    head = new_head()
    connection.execute("INSERT INTO entry (draft, body) VALUES (?, ?)", (draft, entry.body))
    connection.execute(
        "UPDATE draft SET head = ?, steps = ?, last_words = ?, written_ns = ?, size = size + ?, stored = stored + ? "
        "WHERE id = ?",
        (head, len(history.done), _listed(history.last_words), written_ns, entry.size, len(entry.body), draft),
    )
    return head


def mean_to_save(connection: sqlite3.Connection, draft: str, opened_as: FileState | None, state: FileState) -> str:
    """Write what the file is and what it will be, and return the draft's new head."""
    head = new_head()
    [(last,)] = connection.execute("SELECT MAX(number) FROM entry WHERE draft = ?", (draft,))
    saving = json.dumps({"state": state.to_json(), "after": last or 0})
    values = (head, saving, json.dumps(opened_as and opened_as.to_json()), draft)
    connection.execute("UPDATE draft SET head = ?, saving = ?, opened_as = ? WHERE id = ?", values)
    return head


def read_whole(connection: sqlite3.Connection, draft: str, known: Json | None = None) -> Whole | None:
    """Return all that is kept of a draft; ``None`` if there is none.

    ``known``: a document that is in memory in any event: records that the draft has written alike are that one's.
    Raises ``DamagedError`` if it is there and makes no sense.
    """
    row = connection.execute(
        "SELECT opened_as, document, saving, head, size FROM draft JOIN opened ON sha256 = opened WHERE id = ?",
        (draft,),
    ).fetchone()
    if row is None:
        return None
    entries = connection.execute("SELECT number, body FROM entry WHERE draft = ? ORDER BY number", (draft,)).fetchall()
    try:
        return _whole(row, entries, known or {})
    except (KeyError, TypeError, AttributeError, ValueError, zlib.error) as error:
        raise DamagedError from error


def _whole(row: tuple[str, bytes, str, str, int], entries: Iterable[tuple[int, bytes]], known: Json) -> Whole:
    opened_as, opened, saving, head, size = row
    state, meant = json.loads(opened_as), json.loads(saving)
    history = History(with_shared_records(_unpacked(opened), known))
    saved = history.document
    for number, body in entries:
        history = step_history(history, _unpacked(body))
        if meant and number <= meant["after"]:
            saved = history.document
    return Whole(
        None if state is None else FileState.from_json(state),
        history,
        Meant(FileState.from_json(meant["state"]), saved) if meant else None,
        head,
        size,
    )
