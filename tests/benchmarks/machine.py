"""What it was measured on, and when."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

_PACKAGES: Final = ("streamlit", "folium", "streamlit-folium", "playwright", "pyproj", "geopy")


def _fact(path: str, name: str) -> str | None:
    """Return the value after ``name:`` in a file of Linux's /proc; ``None`` where there is none."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), None)


def facts() -> dict[str, Any]:
    """Return date, hardware and versions; ``None`` for what this system does not tell."""
    memory = _fact("/proc/meminfo", "MemTotal")
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "processor": _fact("/proc/cpuinfo", "model name") or platform.processor() or None,
        "memory_gb": round(int(memory.split()[0]) / 1024**2) if memory else None,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        # More than a fraction of the cores: something else was running, and every time is too long.
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def sentence(found: dict[str, Any]) -> str:
    """Say the facts in one line."""
    packages = ", ".join(f"{name} {number}" for name, number in found["packages"].items())
    return (
        f"{found['date'][:10]}, {found['cores']} cores of {found['processor'] or 'an unknown processor'}, "
        f"{found['memory_gb'] or '?'} GB, {found['system']}, Python {found['python']}, {packages}; "
        f"load before the run {found['load_before']}"
    )
