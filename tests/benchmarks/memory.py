"""How much memory a process and those that it started hold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_KIB: Final = 1024


def resident_bytes(process_id: int) -> int | None:
    """Return what a process and its children hold in memory, in bytes; ``None`` where Linux's /proc is not."""
    own = _resident(process_id)
    if own is None:
        return None
    return own + sum(resident_bytes(child) or 0 for child in _children(process_id))


def processor_s(process_id: int) -> float | None:
    """Return how long a process and children that ended have had a processor, in seconds; ``None`` likewise."""
    try:
        text = (_PROC / str(process_id) / "stat").read_text(encoding="utf-8")
    except OSError:
        return None
    return sum(map(int, text.rpartition(")")[2].split()[11:15])) / os.sysconf("SC_CLK_TCK")


def _resident(process_id: int) -> int | None:
    try:
        lines = (_PROC / str(process_id) / "status").read_text(encoding="utf-8").splitlines()
    except OSError:  # no /proc, or it has ended
        return None
    return next((int(line.split()[1]) * _KIB for line in lines if line.startswith("VmRSS:")), 0)


def _children(process_id: int) -> list[int]:
    found: list[int] = []
    for task in (_PROC / str(process_id) / "task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="utf-8").split())
        except OSError:  # the thread has ended
            continue
    return found
