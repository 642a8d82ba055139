"""Latitude 0, longitude 0: a place in the sea off Africa, and what programs write where they know none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.importing.positions import NOWHERE
from geodata.importing.questions import NONE, Answer, ImportQuestion

if TYPE_CHECKING:
    from geodata.importing.positions import RowPosition
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

ZERO: Final = "zero"
THERE: Final = "there"


def settled_zeros(table: TextTable, places: list[RowPosition], inquiry: Inquiry) -> list[RowPosition]:
    """Return places with no position where it is 0, 0, unless somebody said that it is meant; asks where it is."""
    rows = tuple(
        number
        for number, place in zip(table.numbers, places, strict=True)
        if place.position and place.position.lon_lat == (0, 0)
    )
    if not rows:
        return places
    text = (
        f"In {counted(len(rows), 'row')} the position is latitude 0, longitude 0, in the sea off Africa, which many "
        "programs write where they know none. Until it is answered, these rows have no position."
    )
    choices = (Answer(NONE, "They have no position"), Answer(THERE, "They are there"))
    if inquiry.ask(ImportQuestion(ZERO, text, choices, f"--zero {NONE} or --zero {THERE}", rows)) == THERE:
        return places
    return [NOWHERE if number in rows else place for number, place in zip(table.numbers, places, strict=True)]
