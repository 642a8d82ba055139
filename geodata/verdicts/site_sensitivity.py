"""How far apart two speakers' points of one site may be.

This has two answers. The verdict is about whether *some* place fits both, and may stand however far apart they are;
whether *every* place that fits the one fits the other is what the slack is worth. Both are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.constraints.pair_feasibility import compare_places, ring_judged
from geodata.constraints.three_valued import COMPATIBLE
from geodata.verdicts.explanations import length_words
from geodata.verdicts.threshold_search import smallest_change

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext

#: Points of one site farther apart than this are not points of one site.
_MAX_APART_M: Final = 1_000_000.0


def apart_in_words(setting: CaseContext, a: str, b: str) -> str | None:
    """Say how far apart two speakers' points of one site may be; ``None`` if they do not measure from one site."""
    first, second = setting.places[a], setting.places[b]
    if first is None or second is None or first.spot.site != second.spot.site:
        return None
    if any(one.region is not None or (one.is_off and one.kind != "off_ring") for one in (first, second)):
        return None
    found = compare_places(first, second)
    if found.inequality not in ("far-apart", "first-too-far", "second-too-far", "off-band"):
        return None
    changed = smallest_change(lambda apart: int(ring_judged(first, second, 0.0, apart).code), _MAX_APART_M)
    stands_m = None if changed is None else changed[0]
    name = setting.case.site_by_id[first.spot.site].name
    words = "however far apart" if stands_m is None else f"while they are less than {length_words(stands_m)} apart"
    why = f"If the two mean different points of {name}, the verdict stands {words}"
    if found.code == COMPATIBLE and found.slack_m is not None:
        why += f"; less than {length_words(found.slack_m)} apart, every place that fits the one fits the other"
    return f"{why}."
