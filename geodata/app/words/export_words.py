"""What the export says: formats, claims, places to blur."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geodata.core.text import counted

FORMAT: Final = "Format"
#: By ending.
FORMATS: Final[Mapping[str, str]] = {
    ".html": "Web page in one file, works offline",
    ".pdf": "Figure for print, PDF",
    ".svg": "Figure for print, SVG",
    ".png": "Figure for print, PNG at 300 dpi",
    ".report.pdf": "Report, PDF",
    ".report.html": "Report, HTML",
    ".geojson": "Case, GeoJSON; can be imported again",
    ".shapes.geojson": "Shapes on the map, GeoJSON for other tools",
    ".gpkg": "GeoPackage for QGIS; can be imported again",
    ".kml": "KML for Google Earth",
    ".csv": "Table, CSV; can be imported again",
}
NO_CLAIM: Final = "No claim matches the filters: change them on the map, or export all claims."
BLUR: Final = "Places to blur"
BLUR_HELP: Final = (
    "A blurred place is shown at another position, chosen by a secret key, with an uncertainty that still contains the "
    "real one."
)
MAX_DISPLACEMENT: Final = "Maximum displacement"
BLUR_CAPTION: Final = (
    "Names, and distances stated from other places, are kept and may give a blurred place away. So may a second "
    "export with another displacement, or exports made before and after you save a place that you moved. Columns that "
    "an import kept as they are, of claims at a blurred place, are left out."
)
BLUR_LOST: Final = (
    "The case has changed, and a place that you chose to blur is no longer chosen. Choose again what to blur, or go on "
    "without it. Nothing was created."
)
GO_ON: Final = "Go on without it"
SHORT: Final = "Two pages, without what backs them up"
TITLE: Final = "Title"
WIDTH: Final = "Width"
EXTENT: Final = "Extent: west, south, east, north"
EXTENT_HINT: Final = "all claims"
EXTENT_WRONG: Final = (
    "The extent needs four numbers in degrees: west, south, east, north. Leave it empty to show all claims."
)
CREATE: Final = "Create file"
NOT_CREATED: Final = "Not created: the file would give away a blurred place"


def format_name(ending: str) -> str:
    """Name a format with its ending."""
    return f"{FORMATS[ending]} ({ending})"


def all_claims(total: int, shown: int) -> str:
    """Label the choice between all claims and those that match the filters."""
    return f"All {counted(total, 'claim')}, not only the {shown:,} that match the filters"


def width(size: str, width_mm: float) -> str:
    """Name the size of a figure."""
    return f"{size}, {width_mm:g} mm"


def creating(name: str) -> str:
    """Say what takes a while."""
    return f"Creating {name}"


def download(name: str) -> str:
    """Return the button that downloads."""
    return f"Download {name}"


def made(claims: str, size_bytes: int) -> str:
    """Say what is in the file."""
    return f"{claims}, {counted(size_bytes, 'byte')}."
