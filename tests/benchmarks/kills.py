"""Processes killed while they save and draft: nothing lost, nothing stuck."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.editing.savers import can_fail, run

_TIMES = 500
_QUICK = 20
_WHAT = {"kill": "saving", "draft": "drafting", "both": "drafting and saving as the page does"}


@benchmark("kills")
def kills(settings: Settings) -> Report:
    """Kill at random moments, and let calls of the system fail or be the last."""
    times = _QUICK if settings.quick else _TIMES
    rows, raw = [], {}
    for what, words in _WHAT.items():
        for is_faulty in (False, True) if can_fail() else (False,):
            how = "at a failing or last call" if is_faulty else "at a random moment"
            settings.say(f"{words}: {times} kills {how}")
            with tempfile.TemporaryDirectory() as folder:
                os.environ["CROSSBEARING_DRAFTS"] = f"{folder}/drafts"
                found = run(what, Path(folder) / "a.geojson", times, 1, is_faulty=is_faulty, wait_s=3600)
            raw[f"{what} {how}"] = dict(found)
            broken = found["broken"] + found["previous broken"]
            # The first two only look at what is there; the third knows what was reported and goes on each time.
            asked = [str(found[name]) if name in found else "not asked" for name in ("lost", "refused", "stuck")]
            rows.append([words, how, str(times), str(broken), *asked])
    head = ["While", "Killed", "Times", "Broken", "Reported and lost", "Own save refused", "Stuck"]
    note = "Failing calls need Linux and a C compiler; the machine itself goes on, so this tries no loss of power."
    return Report((Table(head, rows),), raw, (note,))
