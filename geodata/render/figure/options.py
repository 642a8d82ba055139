"""What a figure is asked to show, and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, Literal, get_args

from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision
from geodata.core.problems import InputError
from geodata.core.units import DEFAULT_UNIT, Unit
from geodata.parsing import bounds

Size = Literal["newspaper-1", "newspaper-2", "newspaper-3", "report"]
SIZES: Final[tuple[Size, ...]] = get_args(Size)

#: One, two and three columns of the Standard Advertising Units of 1984 (2 1/16, 4 1/4 and 6 7/16 inches), which North
#: American broadsheets print; for a report, an A4 page with margins of 20 mm.
WIDTHS_MM: Final[dict[Size, float]] = {"newspaper-1": 52.4, "newspaper-2": 108.0, "newspaper-3": 163.5, "report": 170.0}

#: Height of the map over its width, at most: with its legend, a report's figure then fits a page.
TALLEST: Final[dict[Size, float]] = {"newspaper-1": 1.12, "newspaper-2": 0.95, "newspaper-3": 0.85, "report": 0.85}
_TALLEST_IN_REPORT: Final = 0.36
#: As a share of the width.
_MARGIN: Final = 0.03
_LEAST_MARGIN_MM: Final = 2.0


class FigureOptionsError(InputError):
    """A figure is asked for that cannot be drawn; the message says all of why."""


def _today() -> date:
    return datetime.now(tz=UTC).date()


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """What a figure shows.

    Raises ``FigureOptionsError`` if the size has no such name, or the extent is none on the globe.

    >>> FigureOptions(size="newspaper-2").width_mm
    108.0
    """

    claims: tuple[str, ...] | None = None
    """Ids of the claims to draw; ``None`` is all of them."""
    extent: bounds.MapExtent | None = None
    """West, south, east, north in degrees, west greater than east across the antimeridian; ``None`` fits the claims."""
    size: Size = "report"
    title: str | None = None
    """``None`` takes the case's."""
    filter_words: str = ""
    """By what the claims were chosen, in words; stands beneath the title."""
    rule: Precision = DEFAULT_PRECISION_RULE
    unit: Unit = DEFAULT_UNIT
    """Of the scale bar's first line."""
    in_report: bool = False
    """Whether it stands on the first page of a report: without title, small print and margin, and lower."""
    made: date = field(default_factory=_today)

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, with every reason."""
        faults = [*self._size_faults(), *([] if self.extent is None else bounds.faults(self.extent))]
        if faults:
            raise FigureOptionsError(" ".join(faults), f"{self.size} {self.extent}")

    def _size_faults(self) -> list[str]:
        return [] if self.size in SIZES else [f"There is no size {self.size!r}. Use one of {', '.join(SIZES)}."]

    @property
    def width_mm(self) -> float:
        """Width of the whole figure, in millimetres."""
        return WIDTHS_MM[self.size]

    @property
    def margin_mm(self) -> float:
        """Free paper on each side of it, in millimetres."""
        return 0.0 if self.in_report else max(_LEAST_MARGIN_MM, _MARGIN * self.width_mm)

    @property
    def tallest(self) -> float:
        """Height of the map over its width, at most."""
        return _TALLEST_IN_REPORT if self.in_report else TALLEST[self.size]
