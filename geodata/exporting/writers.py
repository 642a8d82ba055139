"""Which writer makes which file, by its ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.casefile.io import case_to_bytes
from geodata.core.assumptions import Assumptions
from geodata.core.json_path import Json
from geodata.core.model import case_from_document
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision
from geodata.core.problems import InputError, quoted
from geodata.core.units import DEFAULT_UNIT, Unit
from geodata.exporting.case_csv import case_csv
from geodata.exporting.extract import Chosen
from geodata.exporting.geopackage import geopackage
from geodata.exporting.kml import kml
from geodata.exporting.shapes_geojson import shape_collection

if TYPE_CHECKING:
    from geodata.render.figure.options import Size

SHAPES: Final = ".shapes.geojson"
#: Endings of what has the claims asked for and none that these are derived from: it is drawn, and no case again.
DRAWN: Final = (SHAPES,)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a writer may be told beside the case and the claims."""

    rule: Precision = DEFAULT_PRECISION_RULE
    """What gives stated distances their half-width."""
    made: date = field(default_factory=lambda: datetime.now(tz=UTC).date())
    """The day that it says it was made on."""
    title: str | None = None
    """Instead of the case's, where it has one."""
    unit: Unit = DEFAULT_UNIT
    size: Size = "report"
    """Of a figure."""
    is_short: bool = False
    """Whether a report has two pages."""
    extent: tuple[float, float, float, float] | None = None
    """West, south, east and north of a map, in degrees; ``None`` fits the claims."""
    assumptions: Assumptions | None = None
    """What verdicts assume, the rule among it; ``None`` for the rule alone."""
    file_sha256: str | None = None
    """Of the case file's bytes; ``None`` for that of the case as we write it, and where places are blurred."""


Writer = Callable[[Json, Chosen, ExportOptions], bytes]
"""Takes a document made by :func:`geodata.exporting.exports.choose_and_blur`, the claims asked for, and options."""


def _case(document: Json, _chosen: Chosen, _options: ExportOptions) -> bytes:
    return case_to_bytes(case_from_document(document))


#: The longer ending goes first where two fit.
WRITERS: Final[Mapping[str, Writer]] = MappingProxyType({
    SHAPES: lambda document, chosen, options: shape_collection(document, chosen, options.rule),
    ".geojson": _case,
    ".gpkg": lambda document, chosen, options: geopackage(document, chosen, options.rule, options.made),
    ".kml": lambda document, chosen, options: kml(document, chosen, options.rule),
    ".csv": lambda document, _chosen, options: case_csv(document, options.rule),
})  # fmt: skip


def writer_for(name: str, endings: str = ", ".join(WRITERS)) -> Writer:
    """Return the writer that a file's name asks for; ``endings`` are those that the error names.

    Raises ``InputError`` if its ending is none that is written, or not yet.

    >>> writer_for("a.SHAPES.geojson") is WRITERS[".shapes.geojson"]
    True
    """
    ending = next((ending for ending in WRITERS if name.lower().endswith(ending)), None)
    if ending is not None:
        return WRITERS[ending]
    raise InputError(f"The ending of {quoted(name)} is not that of a format. Use one of {endings}.", name)
