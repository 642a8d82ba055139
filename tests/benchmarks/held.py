"""What a server holds in memory, as it says itself: a module of ours in it, which Python imports at its start."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_S: Final = 20.0
_VARIABLE: Final = "CROSSBEARING_HELD"
#: Answers a signal with a file; notes how long Python looked for garbage. Does nothing in children of the server.
_SCRIPT: Final = '''
import gc, json, os, signal, sys, tempfile, time

answer, searches, began = os.environ.pop("CROSSBEARING_HELD", None), [], []

def note(phase, _):
    if phase == "start":
        began.append(time.thread_time())
    elif began:
        searches.append(time.thread_time() - began.pop())

def small_objects():
    """Return what Python's objects take, and what it holds for them: sys._debugmallocstats writes it as text."""
    with tempfile.TemporaryFile() as file:
        kept = os.dup(2)
        os.dup2(file.fileno(), 2)
        sys._debugmallocstats()
        os.dup2(kept, 2)
        os.close(kept)
        file.seek(0)
        lines = [line.decode().rpartition("=") for line in file if b"=" in line]
    said = {name.lstrip("# ").strip(): value.replace(",", "").strip() for name, _, value in lines}
    return int(said["bytes in allocated blocks"]), int(next(said[name] for name in said if "bytes/arena" in name))

def caches():
    from geodata.app import case_store
    from geodata.core.result_cache import ROOM

    opened = [file.good for file in case_store._files.values() if file.good]
    return ROOM.bytes + sum(one.kept.bytes + one.by_rule.bytes for one in opened)

def tell(*_):
    try:
        used, held = small_objects()
        found = {"caches": caches(), "objects": used, "for_objects": held}
        found["longest_search_s"] = max(searches, default=0.0)
    except Exception as error:  # else it would end the server
        found = {"error": repr(error)}
    searches.clear()
    with open(answer + ".new", "w") as file:
        json.dump(found, file)
    os.replace(answer + ".new", answer)

if answer:
    gc.callbacks.append(note)
    signal.signal(signal.SIGUSR1, tell)
'''


@dataclass(frozen=True, slots=True)
class Held:
    """What a server holds."""

    caches: int
    """Bytes of our own caches, by their own count."""
    objects: int
    """Bytes of Python's small objects."""
    for_objects: int
    """Bytes that Python has of the system for them: blocks of a megabyte, each until it is empty."""
    longest_search_s: float
    """The longest search for garbage since the last question, in seconds of a processor."""


def environment(folder: Path) -> dict[str, str]:
    """Return the variables with which a server answers :func:`held`; a folder for its script and its answers."""
    (folder / "sitecustomize.py").write_text(_SCRIPT, encoding="utf-8")
    return {"PYTHONPATH": str(folder), _VARIABLE: str(folder / "held.json")}


def held(process_id: int, folder: Path) -> Held | None:
    """Ask a server; ``None`` where the system has no such signal.

    Raises
    ------
    RuntimeError
        If it does not answer, or not with what was asked: what is looked at has another name by now.
    """
    if not hasattr(signal, "SIGUSR1"):
        return None
    answer = folder / "held.json"
    answer.unlink(missing_ok=True)
    os.kill(process_id, signal.SIGUSR1)
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        if answer.exists():
            found = json.loads(answer.read_text(encoding="utf-8"))
            if "error" in found:
                raise RuntimeError(f"The server cannot say what it holds: {found['error']}")
            return Held(**found)
        time.sleep(0.05)
    raise RuntimeError(f"The server did not say within {_PATIENCE_S:.0f} s what it holds.")
