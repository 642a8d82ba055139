"""One colour per actor, that readers with any colour vision can tell from its neighbours' as far as colour can.

Nobody can tell thirty colours apart. So hue says the *side*: an actor and everything it is part of share one of
eight hues, which are those of Okabe & Ito 2008 (*Color Universal Design*, jfly.uni-koeln.de/color) brought to one
range of lightness in OKLCH (Ottosson 2020, bottosson.github.io/posts/oklab). Lightness then tells members of one
side apart. Names do the rest: no mark on the map is told by colour alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.model import Case

#: Hue in degrees and chroma of each side, in OKLCH: blue, vermilion, bluish green, reddish purple, orange, sky,
#: olive, grey. Neighbours in this order differ most, so that a case with few sides gets the clearest ones.
_SIDES: Final[tuple[tuple[float, float], ...]] = (
    (250.0, 0.13), (42.0, 0.16), (165.0, 0.11), (340.0, 0.14), (75.0, 0.13), (215.0, 0.09), (115.0, 0.12), (0.0, 0.0),
)  # fmt: skip
#: Lightness of a side's members: the middle for the first, then alternating outwards. The ends keep 3:1 contrast
#: (WCAG 2.2, 1.4.11) against the light and the dark map's land.
_LIGHTNESS_MIDDLE: Final = 0.55
_LIGHTNESS_SPAN: Final = 0.11


def _srgb(linear: float) -> int:
    clipped = min(1.0, max(0.0, linear))
    encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055  # noqa: PLR2004 - IEC 61966-2-1
    return round(encoded * 255)


def oklch_to_hex(lightness: float, chroma: float, hue_deg: float) -> str:
    """Return an OKLCH colour as ``#rrggbb``, clipped to sRGB.

    The matrices are Ottosson's.

    Examples
    --------
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


def _shades(count: int) -> Sequence[float]:
    """Return lightnesses for the members of one side, in the order of the file."""
    if count == 1:
        return [_LIGHTNESS_MIDDLE]
    step = 2 * _LIGHTNESS_SPAN / (count - 1)
    ramp = [_LIGHTNESS_MIDDLE - _LIGHTNESS_SPAN + step * index for index in range(count)]
    # Members that stand beside each other in a list get shades from the two halves of the ramp in turn.
    return [ramp[(index // 2) + (index % 2) * ((count + 1) // 2)] for index in range(count)]


def colors(case: Case) -> Mapping[str, str]:
    """Return ``#rrggbb`` for each actor id; the file's own ``color`` where it gives one."""
    result = {}
    for index, root in enumerate(_side_order(case)):
        members = [actor for actor in case.actors if case.lineage(actor.id)[-1] == root]
        # After one round of the hues the next sides take them again, a little turned and less vivid.
        turn, place = divmod(index, len(_SIDES))
        hue_deg, chroma = _SIDES[place]
        for actor, lightness in zip(members, _shades(len(members)), strict=True):
            generated = oklch_to_hex(lightness + 0.06 * turn, chroma * 0.75**turn, hue_deg + 14 * turn)
            result[actor.id] = actor.color or generated
    return result
