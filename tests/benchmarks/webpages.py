"""The one-file page: how long it takes to make and how large it is, beside the page that everybody saves."""

from __future__ import annotations

import hashlib
import html
import json
import time
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import folium

from geodata.casefile.io import case_from_bytes
from geodata.render.page import PageOptions, webpage
from tests.benchmarks.cases import bundled_size, enlarged
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from geodata.core.model import Case

_SIZES: Final = (1_000, 10_000)
_MS: Final = 1000.0
#: What is aimed at, for the case itself.
_AIM_BYTES: Final = 3_000_000
_NOTE: Final = (
    "Saved map: folium's marker with a popup of speaker and words for each claim at a point; it has no verdict, no "
    "source, no filter and no base map, and opens only where it can reach the network. Ours has all of these in the "
    "file; the first page of a run reads the base map's files, too."
)


def _ours(case: Case, digest: str) -> str:
    return webpage(case, PageOptions(made=date(2026, 1, 1), file_sha256=digest))


def _saved_map(case: Case, _: str) -> str:
    """Return what ``folium.Map.save`` writes for the same claims."""
    saved = folium.Map(location=[35.4, 40.1], zoom_start=7)
    for claim in case.claims:
        if claim.geometry is None or claim.geometry["type"] != "Point":
            continue
        lon, lat = claim.geometry["coordinates"][:2]
        words = f"<b>{html.escape(case.actor_by_id[claim.actor].name)}</b><br>{html.escape(claim.summary)}"
        folium.Marker([lat, lon], popup=folium.Popup(words, max_width=300)).add_to(saved)
    return str(saved.get_root().render())


_WAYS: Final = {"ours": _ours, "saved map": _saved_map}


@benchmark("webpage")
def pages(settings: Settings) -> Report:
    """Make pages of the case and of larger ones, against a saved folium map."""
    rows, raw = [], {}
    for claims in (bundled_size(), *(() if settings.quick else _SIZES)):
        settings.say(f"pages of {claims:,} claims")
        data = json.dumps(enlarged(claims)).encode()
        found = _measured(case_from_bytes(data, "case")[0], hashlib.sha256(data).hexdigest())
        rows.append([f"{claims:,}", *(write(found[way][part]) for part, write in _PARTS for way in _WAYS)])
        raw[str(claims)] = found
    heads = [f"{part}, {way}" for part in ("time", "size") for way in _WAYS]
    own = raw[str(bundled_size())]["ours"]["bytes"]
    aim = ["Page of the case", f"at most {size(_AIM_BYTES)}", size(own), "met" if own <= _AIM_BYTES else "missed"]
    return Report((Table(["claims", *heads], rows), Table(["aim", "wanted", "measured", ""], [aim])), raw, (_NOTE,))


_PARTS: Final = (("ms", duration), ("bytes", size))


def _measured(case: Case, digest: str) -> dict[str, dict[str, Any]]:
    found = {}
    for name, way in _WAYS.items():
        start = time.perf_counter()
        written = way(case, digest)
        found[name] = {"ms": (time.perf_counter() - start) * _MS, "bytes": len(written.encode())}
    return found
