"""Take over drafts that were kept as journals, a file each, before there was a database of them.

To be removed once nobody has any. A journal that was taken over stays beside, under another name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from geodata.core.json_path import Json
from geodata.core.problems import some
from geodata.editing.drafts.draft import begin, open_draft
from geodata.editing.drafts.draft_folder import ChangedElsewhereError, DraftError, folder_of
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.records import elements, with_elements
from geodata.editing.size_limits import LimitError

_DIGITS: Final = 32


def take_over(token: str, *, address: str = "") -> None:
    """Take over all of a person's journals that can be, whatever the others are.

    Raises ``DraftError`` if some are damaged, once: they stay, under another name; or if the drafts cannot be written.
    Raises ``LimitError`` if there is no room for one.
    """
    damaged, refused = list[str](), list[str]()
    for file in sorted(folder_of(token).glob("*.draft")):
        with suppress(FileNotFoundError, ChangedElsewhereError):  # another window takes it over at the same time
            try:
                case_path, opened_as, history = _read(file)
            except (KeyError, TypeError, AttributeError, ValueError):
                damaged.append(file.rename(file.with_suffix(".draft-damaged")).name)
                continue
            try:
                if open_draft(token, case_path) is None:  # else a kill came before the new name
                    written_ns = file.stat().st_mtime_ns
                    begin(token, case_path, opened_as, history, address=address, written_ns=written_ns)
                file.rename(file.with_suffix(".draft-taken-over"))
            except LimitError as error:
                refused.append(str(error))
    if damaged:
        message = f"Drafts of an older version that are damaged and cannot be read: {some(damaged)}."
        raise DraftError(f"{message} They stay in the folder of drafts, under these names.")
    if refused:
        raise LimitError(refused[0])


def _read(file: Path) -> tuple[Path, FileState | None, History]:
    header, *entries = _whole_lines(file.read_bytes())
    if header["format"] != 1:
        raise ValueError("another format")
    history = History(header["opened"])
    for entry in entries:
        history = _moved(history, entry)
    state = None if header["opened_as"] is None else FileState.from_json(header["opened_as"])
    return Path(header["case_path"]), state, history


def _whole_lines(data: bytes) -> Iterator[Json]:
    """Yield the lines up to the first that is not whole: checksum, space, JSON, line feed."""
    for text in data.split(b"\n")[:-1]:
        checksum, _, body = text.partition(b" ")
        if checksum != hashlib.sha256(body).hexdigest()[:_DIGITS].encode():
            return
        yield json.loads(body)


def _moved(history: History, entry: Json) -> History:
    if entry["do"] != "step" and entry["do"] != "base":
        return history.undo() if entry["do"] == "undo" else history.redo()
    document = history.document
    for kind, (start, taken, put) in entry.get("arrays", {}).items():
        old = elements(document, kind)
        document = with_elements(document, kind, [*old[:start], *put, *old[start + taken :]])
    document = entry.get("document", document)
    if entry["do"] == "base":
        return History(history.opened, start=document)
    return history.with_step(entry["words"], document)
