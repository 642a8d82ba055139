"""One colour per actor, that readers with any colour vision can tell from its neighbours' as far as colour can.

Nobody can tell thirty colours apart. So hue says the *side*: an actor and everything it is part of share one of
eight hues, which follow Okabe & Ito 2008 (*Color Universal Design*, jfly.uni-koeln.de/color). A dichromat sees two of
three dimensions, and hues of one lightness can fall together: each side has its own lightness in OKLCH (Ottosson
2020, bottosson.github.io/posts/oklab) as well. Around it, lightness tells members of one side apart. Names do the
rest: no mark on the map is told by colour alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Actor, Case

#: Lightness, chroma and hue in degrees of each side, in OKLCH: blue, vermilion, green, purple, brown, sky, olive, grey.
#: Found by a search for the largest distance in OKLab between any two of the first six, in normal vision and in the
#: three dichromacies: 0.08 or more, 0.055 between any two of the eight (tests/test_palette.py).
_SIDES: Final[tuple[tuple[float, float, float], ...]] = (
    (0.43, 0.145, 255.0), (0.545, 0.125, 42.0), (0.605, 0.12, 170.0), (0.43, 0.15, 350.0),
    (0.42, 0.085, 80.0), (0.52, 0.09, 223.0), (0.605, 0.10, 115.0), (0.52, 0.0, 0.0),
)  # fmt: skip
#: Darker and lighter colours would lose 3:1 contrast (WCAG 2.2, 1.4.11) against the dark or the light map's land.
_DARKEST: Final = 0.40
_LIGHTEST: Final = 0.605
#: How far a side's members go from its lightness, as far as those two allow.
_LIGHTNESS_SPAN: Final = 0.11


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
    """Return the outermost actors, those whose side makes most claims first, then in the order of the file."""
    roots = [actor.id for actor in case.actors if actor.part_of is None]
    claims_of_side = dict.fromkeys(roots, 0)
    for claim in case.claims:
        side = case.lineage(claim.actor)[-1]
        claims_of_side[side] = claims_of_side.get(side, 0) + 1
    return sorted(roots, key=lambda root: -claims_of_side[root])


def _within_contrast(lightness: float) -> float:
    return min(_LIGHTEST, max(_DARKEST, lightness))


def _shades(count: int, middle: float) -> Sequence[float]:
    """Return lightnesses for the members of one side, in the order of the file; a lone member gets the middle."""
    if count == 1:
        return [middle]
    low, high = _within_contrast(middle - _LIGHTNESS_SPAN), _within_contrast(middle + _LIGHTNESS_SPAN)
    step = (high - low) / (count - 1)
    ramp = [low + step * index for index in range(count)]
    # Members that stand beside each other in a list get shades from the two halves of the ramp in turn.
    return [ramp[(index // 2) + (index % 2) * ((count + 1) // 2)] for index in range(count)]


def colors(case: Case) -> Mapping[str, str]:
    """Return ``#rrggbb`` for each actor id; the file's own ``color`` where it gives one."""
    result = {}
    members_of: dict[str, list[Actor]] = {}
    for actor in case.actors:
        members_of.setdefault(case.lineage(actor.id)[-1], []).append(actor)
    for index, root in enumerate(_side_order(case)):
        members = members_of[root]
        # After one round of the hues the next sides take them again, a little turned and less vivid.
        turn, place = divmod(index, len(_SIDES))
        side_lightness, chroma, hue_deg = _SIDES[place]
        middle = _within_contrast(side_lightness + (0.06 if side_lightness < 0.5 else -0.06) * turn)  # noqa: PLR2004 - the middle
        for actor, lightness in zip(members, _shades(len(members), middle), strict=True):
            generated = oklch_to_hex(lightness, chroma * 0.75**turn, hue_deg + 14 * turn)
            result[actor.id] = actor.color or generated
    return result
