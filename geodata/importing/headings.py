"""What headings mean in any file: the words of each language, and the names of the members themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.importing.languages import members_by_heading
from geodata.importing.members import MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Axes by one letter or by the side that they run to.
_AXES: Final = {"y": "lat", "x": "lon", "east": "easting", "e": "easting", "north": "northing", "n": "northing"}

BY_WORD: Final[Mapping[str, str]] = {
    **members_by_heading(),
    **_AXES,
    **{member.replace("_", " "): member for members in MEMBERS.values() for member in members},
}
