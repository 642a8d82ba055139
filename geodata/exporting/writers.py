"""Which writer makes which file, by its ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile import case_to_bytes
from geodata.exporting.casecsv import case_csv
from geodata.exporting.extract import Chosen
from geodata.exporting.geopackage import geopackage
from geodata.exporting.kml import kml
from geodata.exporting.shapefeatures import shape_collection
from geodata.model import case_from_document
from geodata.problems import InputError, quoted
from geodata.stated import DEFAULT_RULE, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = dict[str, Any]

SHAPES: Final = ".shapes.geojson"
#: Endings of the command line that other parts of the program will write.
PLANNED: Final = (".html", ".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Options:
    """What a writer may be told beside the case and the claims."""

    rule: Precision = DEFAULT_RULE
    """What gives stated distances their half-width."""


Writer = Callable[[Json, Chosen, Options], bytes]
"""Takes a document made by :func:`geodata.exporting.prepare.prepare`, the claims asked for, and options."""


def _case(document: Json, _chosen: Chosen, _options: Options) -> bytes:
    return case_to_bytes(case_from_document(document))


#: The longer ending goes first where two fit.
WRITERS: Final[Mapping[str, Writer]] = MappingProxyType({
    SHAPES: lambda document, chosen, options: shape_collection(document, chosen, options.rule),
    ".geojson": _case,
    ".gpkg": lambda document, chosen, options: geopackage(document, chosen, options.rule),
    ".kml": lambda document, chosen, options: kml(document, chosen, options.rule),
    ".csv": lambda document, _chosen, options: case_csv(document, options.rule),
})  # fmt: skip


def writer_for(name: str) -> Writer:
    """Return the writer that a file's name asks for.

    Raises
    ------
    InputError
        If its ending is none that is written, or not yet.

    Examples
    --------
    >>> writer_for("a.SHAPES.geojson") is WRITERS[".shapes.geojson"]
    True
    """
    ending = next((ending for ending in WRITERS if name.lower().endswith(ending)), None)
    if ending is not None:
        return WRITERS[ending]
    if name.lower().endswith(PLANNED):
        raise InputError(f"{quoted(name)}: this ending is not written yet. Use one of {_listed()}.", name)
    raise InputError(f"The ending of {quoted(name)} names no format. Use one of {_listed()}.", name)


def _listed() -> str:
    return ", ".join(WRITERS)
