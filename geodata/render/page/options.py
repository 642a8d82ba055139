"""What an exported page is made of beside the case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.core.assumptions import Assumptions
from geodata.core.units import DEFAULT_UNIT, Unit

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The same case and the same options give the same page, byte for byte."""

    made: date
    """The day that the page says it was made on."""
    file_sha256: str | None = None
    """Of the case file's bytes, as 64 hexadecimal digits; ``None`` takes the case as this program writes it."""
    title: str | None = None
    """Instead of the case's."""
    claims: tuple[str, ...] | None = None
    """Ids of the claims to put into it; ``None`` for all."""
    assumptions: Assumptions = field(default_factory=Assumptions)
    window: tuple[float, float, float, float] | None = None
    """West, south, east and north in degrees, of what the map shows first; ``None`` for all that speaks of an event.
    East may count on beyond 180."""
    unit: Unit = DEFAULT_UNIT
    """For lengths that are not as spoken."""
