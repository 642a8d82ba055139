"""One colour a side, that readers with any colour vision can tell from the others as far as colour can.

Nobody can tell thirty colours apart, nor nine blues: an actor and everything it is part of have one colour, and the
card names who speaks. The hues follow Okabe & Ito 2008 (*Color Universal Design*, jfly.uni-koeln.de/color). A dichromat
sees two of three dimensions, and hues of one lightness can fall together: each side has its own lightness in OKLCH
(Ottosson 2020, bottosson.github.io/posts/oklab) as well. Seven have a hue, sides before actors who stand alone, and
those who claim most first; all others share the grey. Names do the rest: no mark on the map is told by colour alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from itertools import chain, repeat
from typing import Final

from geodata.core.model import Case

#: Lightness, chroma and hue in degrees of each side, in OKLCH: blue, vermilion, green, purple, brown, sky, olive, and
#: the grey of all that come after. Found by a search for the largest distance in OKLab between any two of the first
#: six, in normal vision and in the three dichromacies: 0.08 or more, 0.055 between any two of the eight; each with 3:1
#: contrast (WCAG 2.2, 1.4.11) against the land of the light and the dark map (tests/test_palette.py).
_SIDES: Final[tuple[tuple[float, float, float], ...]] = (
    (0.43, 0.145, 255.0), (0.545, 0.125, 42.0), (0.605, 0.12, 170.0), (0.43, 0.15, 350.0),
    (0.42, 0.085, 80.0), (0.52, 0.09, 223.0), (0.605, 0.10, 115.0), (0.52, 0.0, 0.0),
)  # fmt: skip


def _srgb(linear: float) -> int:
    clipped = min(1.0, max(0.0, linear))
    encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055  # noqa: PLR2004 - IEC 61966-2-1
    return round(encoded * 255)


def oklch_to_hex(lightness: float, chroma: float, hue_deg: float) -> str:
    """Return an OKLCH colour as ``#rrggbb``, clipped to sRGB.

    The matrices are Ottosson's.

    >>> oklch_to_hex(0.0, 0.0, 0.0), oklch_to_hex(1.0, 0.0, 0.0)
    ('#000000', '#ffffff')
    """
    a = chroma * math.cos(math.radians(hue_deg))
    b = chroma * math.sin(math.radians(hue_deg))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return f"#{_srgb(red):02x}{_srgb(green):02x}{_srgb(blue):02x}"


def _side_order(case: Case) -> list[str]:
    """Return the outermost actors: sides before those who stand alone, then by claims, then in the file's order."""
    side_of = {actor.id: case.lineage(actor.id)[-1] for actor in case.actors}
    members, claims = Counter(side_of.values()), Counter(side_of[claim.actor] for claim in case.claims)
    return sorted(members, key=lambda side: (members[side] == 1, -claims[side]))


def colors(case: Case) -> Mapping[str, str]:
    """Return ``#rrggbb`` for each actor id.

    The ``color`` that the file gives it, or the nearest that it is part of; without one, its side's.
    """
    result = {}
    hues = chain(_SIDES, repeat(_SIDES[-1]))
    color_of_side = {side: oklch_to_hex(*hue) for side, hue in zip(_side_order(case), hues, strict=False)}
    for actor in case.actors:
        lineage = case.lineage(actor.id)
        given = (case.actor_by_id[one].color for one in lineage)
        result[actor.id] = next(filter(None, given), color_of_side[lineage[-1]])
    return result
