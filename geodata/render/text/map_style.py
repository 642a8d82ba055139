"""How the map looks, in the browser and in print: ``assets/map_style.json``, which the map's script is given, too.

Lengths are pixels of the browser's map; geodata/render/figure/style.py makes them points. What stands under ``screen``
is the script's alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from geodata.core.model import Claim
from geodata.core.vocabulary import Polarity, Relation, ShapeKind

Texture = Literal["hatch", "dots"]
#: The file as it is: what the map's script gets.
DOCUMENT: Final[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "assets/map_style.json").read_text("utf-8"))
_PRINT: Final = DOCUMENT["print"]


@dataclass(frozen=True, slots=True)
class Colors:
    """Each ``#rrggbb``; the last four are of print alone."""

    land: str
    water: str
    country: str
    province: str
    river: str
    town: str
    town_dot: str
    country_name: str
    halo: str
    ink: str
    site: str
    paper: str
    measure: str
    conflict: str
    found: str
    """What verdicts put on the map: ink, no actor's colour."""
    accent: str
    """Of controls and links on screens, never of something on the map."""
    coast: str
    river_name: str
    small_print: str
    extent: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is filled and outlined; opacities from 0, which is not at all, to 1."""

    color: str = ""
    """Which of :class:`Colors`; empty for the shape's own, as that of a claim's actor."""
    line_color: str = ""
    """Of the outline: empty for the same, ``own`` for the shape's own."""
    fill: float = 0.0
    fill_under: float = 0.0
    """Beneath a texture, instead of ``fill``."""
    texture: Texture | None = None
    texture_opacity: float = 0.0
    width: float = 0.0
    line: float = 1.0
    dash: tuple[float, ...] = ()

    @property
    def is_textured(self) -> bool:
        """True if a texture lies on the fill."""
        return self.texture is not None and self.texture_opacity > 0


@dataclass(frozen=True, slots=True)
class Ring:
    """Sizes of the rings around places: one segment for each claim that stands there."""

    radius: float
    more_by_root: float
    """For the square root of the number of claims."""
    crowd_radius: float
    most_in_crowd: float
    inner_share: float
    """Radius of the hole, as a share of the ring's."""
    passed_share: float
    """From where on outwards a claim is drawn that is relayed."""
    rim: float
    gap: float
    dot: float
    moved: float
    """Farther from its place than this, a line leads there."""
    chevron_gap: float
    chevron_length: float
    chevron_half: float


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of the legend: what it means, which claims it stands for if any, and how it is drawn."""

    words: str
    picture: tuple[tuple[Look, str], ...]
    """Looks, with the paths that they draw: SVG's data, of absolute M, L, A and Z alone, in 30 by 18 pixels."""
    kinds: tuple[ShapeKind, ...] = ()
    polarities: tuple[Polarity, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def is_of_claims(self) -> bool:
        """True if it stands for claims."""
        return bool(self.kinds or self.polarities or self.relations)

    def stands_for(self, claim: Claim, kind: ShapeKind) -> bool:
        """Tell whether it is a claim's, which is drawn as a kind of shape; an empty choice leaves any."""
        asked = ((self.kinds, kind), (self.polarities, claim.polarity), (self.relations, claim.relation))
        return all(not choice or value in choice for choice, value in asked)


def _sign(row: Mapping[str, Any]) -> Sign:
    choices = {name: tuple(row.get(name, ())) for name in ("kinds", "polarities", "relations")}
    picture = tuple((look_of(look, *polarity), path) for look, path, *polarity in row["picture"])
    return Sign(row["words"], picture, **choices)


def look_of(name: str, polarity: Polarity = "affirm") -> Look:
    """Return a look, as a claim of a polarity has it."""
    said = DOCUMENT["polarities"][polarity]
    return replace(LOOKS[name], **{**said, "dash": tuple(said["dash"])}) if said else LOOKS[name]


#: Of the light theme: paper is light.
COLORS: Final = Colors(**DOCUMENT["themes"]["light"], **_PRINT["colors"])
LOOKS: Final = {
    name: Look(**{**row, "dash": tuple(row.get("dash", ()))})
    for name, row in {**DOCUMENT["looks"], **_PRINT["looks"]}.items()
}
RING: Final = Ring(**DOCUMENT["ring"])
#: In the order of the legend.
SIGNS: Final = {key: _sign(row) for key, row in DOCUMENT["signs"].items()}
