"""The index over all places of the world that the gazetteers at hand have, kept in the user's cache folder.

Built at first use, which takes half a minute; then mapped. It is keyed by the versions of the packages it was made of,
of Unicode (which folding depends on) and of our own format, so an upgrade builds it anew.
"""

from __future__ import annotations

import errno
import os
import unicodedata
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import platformdirs

from geodata.core.problems import UnreadableError, quoted
from geodata.gazetteer.arrayfile import open_arrays, write_arrays
from geodata.gazetteer.nameindex import Entry, NameIndex, index_arrays
from geodata.gazetteer.sources import MIN_POPULATION, versions, world_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from geodata.gazetteer.sources import WorldPlace

    Progress = Callable[[str], None]

#: Changes with what the file holds, or with how a name is folded, sounded or taken apart.
INDEX_SCHEMA: Final = 1
#: Environment variable with the folder to keep the index in.
CACHE_VARIABLE: Final = "CROSSBEARING_CACHE"
_PREFIX: Final = "places-"
_SUFFIX: Final = ".arrays"
_TOLD_EVERY: Final = 50_000
#: Longest record name ("OurAirports " and a code), as bytes.
_RECORD_BYTES: Final = 24


@dataclass(frozen=True, slots=True)
class World:
    """Places by number: an index of their spellings, and what is known of each."""

    names: NameIndex
    lon_deg: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    country: NDArray[np.bytes_]
    """ISO codes in ASCII."""
    population: NDArray[np.uint32]
    record: NDArray[np.bytes_]
    name_entry: NDArray[np.uint32]
    """The entry of the index that is the place's name."""

    def spellings(self, place: int) -> tuple[str, ...]:
        """Return every spelling of a place, its name first."""
        first, last = np.searchsorted(self.names.arrays["entry_place"], [place, place + 1]).tolist()
        return tuple(self.names.entry(at).text for at in range(first, last))

    @property
    def size_bytes(self) -> int:
        """Size of all arrays."""
        return sum(array.nbytes for array in self.names.arrays.values())


def cache_folder() -> Path:
    """Return the folder that the index is kept in: the user's cache, or what the environment says."""
    own = os.environ.get(CACHE_VARIABLE)
    return Path(own) if own else Path(platformdirs.user_cache_dir("crossbearing", appauthor=False))


def open_world(progress: Progress = lambda _: None, *, min_population: int = MIN_POPULATION) -> World:
    """Return the world's places: from the cache, or built and kept there.

    ``progress``: called with a sentence now and then while the index is built; not at all if it is there.
    ``min_population``: GeoNames' list to use: 500, 1,000, 5,000 or 15,000.
    Raises ``OSError``: never for a cache that cannot be read or written: the index is then built, and ``progress`` told
    why.
    """
    path = _path(min_population)
    try:
        return as_world(open_arrays(path))
    except FileNotFoundError:
        progress("Building the index of place names, once; this takes about half a minute.")
    except OSError as error:
        progress(f"The index of place names is built again: {error.strerror or error}.")
    arrays = world_arrays(world_places(min_population), progress)
    try:
        write_arrays(arrays, path)
    except OSError as error:
        progress(f"The index cannot be kept in {path.parent} and will be built again: {error.strerror or error}.")
        return as_world(arrays)
    _remove_others(path)
    progress("The index of place names is built and kept.")
    return as_world(open_arrays(path))


class IndexMissingError(UnreadableError):
    """The index of place names is not there, or broken: :func:`open_world` builds it."""


def open_kept(folder: Path, *, min_population: int = MIN_POPULATION) -> World:
    """Return the world's places as they are kept in a folder; nothing is built.

    Raises ``IndexMissingError`` if they are not, or not as they were written. Raises ``MemoryError`` if there is no
    room for them.
    """
    try:
        return as_world(open_arrays(folder / _name(min_population)))
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        remedy = f"Set {CACHE_VARIABLE} to a folder that can be written, or do not look up names."
        raise IndexMissingError(f"There is no index of place names in {quoted(str(folder))}. {remedy}") from error


def is_kept(*, min_population: int = MIN_POPULATION) -> bool:
    """Tell whether the index of these versions is in the cache, broken or not."""
    return _path(min_population).is_file()


def _path(min_population: int) -> Path:
    return cache_folder() / _name(min_population)


def _name(min_population: int) -> str:
    return f"{_PREFIX}{_key(min_population)}{_SUFFIX}"


def _key(min_population: int) -> str:
    made_of = f"{INDEX_SCHEMA}, {versions()}, Unicode {unicodedata.unidata_version}"
    return f"{min_population}-{zlib.crc32(made_of.encode()):08x}"


def _remove_others(path: Path) -> None:
    """Remove the indexes of other versions: nobody would ever do it."""
    family = path.name.rpartition("-")[0]
    for other in path.parent.glob(f"{family}-*{_SUFFIX}"):
        if other != path:
            # On some systems a file that another process has open stays; the next build tries again.
            with suppress(OSError):
                other.unlink()


def world_arrays(places: Iterable[WorldPlace], progress: Progress = lambda _: None) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of an index over places; their numbers are their order."""
    listed: list[WorldPlace] = []
    arrays = index_arrays(_entries(places, listed, progress))
    progress("Sorting the spellings.")
    return {
        **arrays,
        "lon_deg": np.array([place.lon_deg for place in listed]),
        "lat_deg": np.array([place.lat_deg for place in listed]),
        "country": np.array([place.country for place in listed], dtype="S2"),
        "population": np.array([place.population for place in listed], dtype=np.uint32),
        "record": np.array([place.record for place in listed], dtype=f"S{_RECORD_BYTES}"),
        "name_entry": np.searchsorted(arrays["entry_place"], np.arange(len(listed))).astype(np.uint32),
    }


def _entries(places: Iterable[WorldPlace], listed: list[WorldPlace], progress: Progress) -> Iterator[Entry]:
    for place in places:
        if not place.spellings:
            continue
        number = len(listed)
        if number % _TOLD_EVERY == 0:
            progress(f"Reading place names: {number:,} places.")
        listed.append(replace(place, spellings=()))
        for spelling in place.spellings:
            yield Entry(number, spelling)


def as_world(arrays: Mapping[str, NDArray[np.generic]]) -> World:
    """Return places by their arrays (:func:`world_arrays`)."""
    rest = ("lon_deg", "lat_deg", "country", "population", "record", "name_entry")
    return World(NameIndex(arrays), *(arrays[name] for name in rest))  # type: ignore[arg-type]
