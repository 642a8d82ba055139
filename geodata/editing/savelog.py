"""Who saved what when, beside the file: ``NAME.saves.jsonl``, one JSON object a line, the oldest first.

The line is there before the file is replaced, so that no save is without one. A line whose sum "after" is not the sum
"before" of the next, nor the file's, was cut short by a kill, or others changed the file in between.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from geodata.core.json_path import Json
from geodata.core.patient_json import read_patiently
from geodata.core.unlinked import open_unlinked

#: Some 3,000 saves; then the oldest half goes.
MAX_LOG_BYTES: Final = 1_000_000


def log_name(path: Path) -> Path:
    """Return where the saves of a file are written down."""
    target = Path(os.path.realpath(path))
    return target.with_name(f"{target.name}.saves.jsonl")


def this_user() -> str:
    """Return the name of the user whose process this is; empty where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a list of users
        return ""


def browser_name(token: str) -> str:
    """Return what a browser is called in the log: always the same, and no way back to its token."""
    return f"browser {hashlib.sha256(f'saves {token}'.encode()).hexdigest()[:12]}"


def log_with(log: Path, before: bytes | None, after: bytes, who: str) -> bytes:
    """Return the bytes of the log with one more line.

    ``log``: the log; need not be there. ``before``, ``after``: the bytes of the file, ``None`` for no file. ``who``:
    who saves.
    """
    lines = [line for line in _newest(log).splitlines(keepends=True) if line.endswith(b"\n")]
    old, new = _records(before), _records(after)
    entry = {
        "time": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "who": who,
        "added": len(new.keys() - old.keys()),
        "changed": sum(new[key] != old[key] for key in new.keys() & old.keys()),
        "removed": len(old.keys() - new.keys()),
        "before": None if before is None else hashlib.sha256(before).hexdigest(),
        "after": hashlib.sha256(after).hexdigest(),
    }
    lines.append(json.dumps(entry).encode() + b"\n")
    if sum(map(len, lines)) > MAX_LOG_BYTES:
        lines = lines[len(lines) // 2 :]
    return b"".join(lines)


def _newest(log: Path) -> bytes:
    """Return the end of a log in whole lines, as much as is ever written, however large it is."""
    if not log.exists():
        return b""
    with os.fdopen(open_unlinked(log), "rb") as file:
        over = file.seek(0, os.SEEK_END) - MAX_LOG_BYTES
        file.seek(max(0, over))
        if over > 0:
            file.readline(MAX_LOG_BYTES)  # what is left of a line
        return file.read(MAX_LOG_BYTES)


def _records(data: bytes | None) -> dict[tuple[str, str], Json]:
    """Return the records of a case by kind and id; its own members count as one."""
    if data is None:
        return {}
    document = read_patiently(data)
    case = document.get("case") or {}
    tables = {name: case.get(name) or [] for name in ("actors", "events", "sources")}
    tables["features"] = document.get("features") or []
    found = {(kind, str(record["id"])): record for kind, records in tables.items() for record in records}
    return {**found, ("case", ""): {name: value for name, value in case.items() if name not in tables}}
