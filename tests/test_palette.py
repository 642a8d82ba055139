"""Colours of the actors, judged by measures written here a second time: OKLab, contrast, colour vision."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from geodata.casefile.io import read_case
from geodata.core.model import case_from_document
from geodata.render.text.map_style import DOCUMENT
from geodata.render.text.palette import _SIDES, colors, oklch_to_hex
from tests.cases import small_case

BUNDLED, _ = read_case(Path(__file__).parents[1] / "incidents.geojson")
COLORS = colors(BUNDLED)
SIDE_COLORS = [oklch_to_hex(*side) for side in _SIDES]
LIGHT_LAND, DARK_LAND = (DOCUMENT["themes"][theme]["land"] for theme in ("light", "dark"))

#: Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, table 1, severity 1.0; for linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
#: Linear RGB to cone responses, and their cube roots to OKLab: bottosson.github.io/posts/oklab.
TO_CONES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
TO_LAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip


def linear(color):
    encoded = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def oklab(color, vision="normal"):
    return TO_LAB @ np.cbrt(TO_CONES @ np.clip(VISION[vision] @ linear(color), 0, 1))


def hue_deg(color):
    _, a, b = oklab(color)
    return np.degrees(np.arctan2(b, a))


def contrast(first, second):
    """Contrast ratio of WCAG 2.2."""
    dark, light = sorted(linear(color) @ (0.2126, 0.7152, 0.0722) for color in (first, second))
    return (light + 0.05) / (dark + 0.05)


def lifted(color):
    """As ``cb.shade`` in assets/map/20-theme.js does for the dark map."""
    parts, lift = (int(color[at : at + 2], 16) for at in (1, 3, 5)), DOCUMENT["screen"]["lift_on_dark"]
    return "#" + "".join(f"{round(part + (255 - part) * lift):02x}" for part in parts)


def test_the_measures_of_this_file_are_the_published_ones():
    """Black on white is 21:1, and a lightness and hue asked for come back."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert oklab("#ffffff") == pytest.approx([1, 0, 0], abs=1e-3)
    assert hue_deg(oklch_to_hex(0.55, 0.1, 42.0)) == pytest.approx(42, abs=1)


@pytest.mark.parametrize("actor", [actor.id for actor in BUNDLED.actors])
def test_a_side_is_one_colour(actor):
    """An actor has the colour of what it belongs to."""
    assert COLORS[actor] == COLORS[BUNDLED.lineage(actor)[-1]]


def test_the_sides_that_claim_most_have_colours_of_their_own():
    """Seven of them; all that come after share the grey."""
    sides = {BUNDLED.lineage(actor)[-1] for actor in BUNDLED.actor_by_id}
    numbers = sorted(Counter(COLORS[side] for side in sides).values())

    assert numbers == [1] * 7 + [len(sides) - 7]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("sides", "least"), [(4, 0.09), (6, 0.08), (8, 0.055)])
def test_sides_differ_in_every_colour_vision(vision, sides, least):
    """Some 0.02 in OKLab is just seen side by side; six sides differ by four times that, all eight by twice."""
    distances = [
        np.linalg.norm(oklab(first, vision) - oklab(second, vision))
        for first, second in combinations(SIDE_COLORS[:sides], 2)
    ]

    assert min(distances) >= least


@pytest.mark.parametrize("actor", [actor.id for actor in BUNDLED.actors])
def test_every_colour_stands_out_from_the_land_of_both_maps(actor):
    """3:1 or more, as WCAG 2.2 (1.4.11) asks of graphics."""
    assert contrast(COLORS[actor], LIGHT_LAND) >= 3
    assert contrast(lifted(COLORS[actor]), DARK_LAND) >= 3


def test_many_sides_keep_their_contrast():
    """The hundredth side is as well seen as the first."""
    actor = BUNDLED.actors[0]
    actors = tuple(replace(actor, id=f"A-{number}", part_of=None) for number in range(100))

    given = colors(replace(BUNDLED, actors=actors, claims=()))

    assert min(contrast(color, LIGHT_LAND) for color in given.values()) >= 3
    assert min(contrast(lifted(color), DARK_LAND) for color in given.values()) >= 3


def test_sides_have_the_first_hues():
    """Before who stands alone, however much that one claims; among each, who claims most."""
    case = case_from_document(small_case() | {"features": small_case()["features"][:5]})
    plain = replace(case, actors=tuple(replace(actor, color=None) for actor in case.actors))
    alone = replace(plain, actors=tuple(replace(actor, part_of=None) for actor in plain.actors))

    assert [claim.actor for claim in case.claims] == ["ARMY", "ARMY"]
    assert (colors(plain)["COALITION"], colors(plain)["ARMY"]) == tuple(SIDE_COLORS[:2])
    assert colors(alone)["ARMY"] == SIDE_COLORS[0]


def test_a_colour_in_the_file_wins():
    """What the file gives is used as it is: for the actor, and for those of its side that have none of their own."""
    document = small_case()
    given = colors(case_from_document(document))

    assert given["COALITION"] == given["ENVOY"] == "#1f77b4"
    [envoy] = [actor for actor in document["case"]["actors"] if actor["id"] == "ENVOY"]
    envoy["color"] = "#aa0000"
    assert colors(case_from_document(document))["ENVOY"] == "#aa0000"
