"""The index over all places of the world that the gazetteers at hand have, kept in the user's cache folder.

Built at first use, which takes some fifteen seconds; then mapped. It is keyed by the versions of the packages it was
made of, of Unicode (which folding depends on) and of our own format, so an upgrade builds it anew.
"""

from __future__ import annotations

import errno
import math
import os
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import platformdirs
from numpy.typing import NDArray

from geodata.core.problems import UnreadableError, quoted
from geodata.gazetteer.arrayfile import open_arrays, write_arrays
from geodata.gazetteer.nameindex import Entry, NameIndex, index_arrays
from geodata.gazetteer.sources import MIN_POPULATION, WorldPlace, versions, world_places

Progress = Callable[[str], None]

#: Changes with what the file holds, or with how a name is folded, sounded or taken apart.
INDEX_SCHEMA: Final = 5
#: Environment variable with the folder to keep the index in.
CACHE_VARIABLE: Final = "CROSSBEARING_CACHE"
_SUFFIX: Final = ".arrays"
_TOLD_EVERY: Final = 50_000
_COUNTRY_BYTES: Final = 2


@dataclass(frozen=True, slots=True)
class World:
    """Places by number: an index of their spellings, and what is known of each."""

    names: NameIndex
    arrays: Mapping[str, NDArray[np.generic]]
    """What is known of each place, by what it is: see :class:`_Table`. And those of the index."""

    def place(self, number: int) -> WorldPlace:
        """Return a place with every spelling of it, its name first."""
        of, uncertainty_m = self.arrays, float(self.arrays["uncertainty_m"][number])
        return WorldPlace(
            record=of["record"][number].decode(),
            lon_deg=float(of["lon_deg"][number]),
            lat_deg=float(of["lat_deg"][number]),
            country=of["country"][number].decode().strip(),
            population=int(of["population"][number]),
            spellings=self.spellings(number),
            kind=of["kind_text"][of["kind"][number]].decode(),
            credit=of["credit_text"][of["credit"][number]].decode(),
            uncertainty_m=None if math.isnan(uncertainty_m) else uncertainty_m,
            province=of["province_text"][of["province"][number]].decode(),
        )

    def spellings(self, place: int) -> tuple[str, ...]:
        """Return every spelling of a place, its name first."""
        first, last = self.arrays["first_entry"][place : place + 2].tolist()
        return tuple(self.names.entry(at).text for at in range(first, last))


def cache_folder() -> Path:
    """Return the folder that the index is kept in: the user's cache, or what the environment says."""
    own = os.environ.get(CACHE_VARIABLE)
    return Path(own) if own else Path(platformdirs.user_cache_dir("crossbearing", appauthor=False))


def open_world(progress: Progress = lambda _: None) -> World:
    """Return the world's places: from the cache, or built and kept there.

    ``progress``: called with a sentence now and then while the index is built; not at all if it is there.
    Raises ``OSError``: never for a cache that cannot be read or written: the index is then built, and ``progress`` told
    why.
    """
    path = cache_folder() / _name()
    try:
        return as_world(open_arrays(path))
    except FileNotFoundError:
        progress("Building the index of place names, once; this takes some fifteen seconds.")
    except OSError as error:
        progress(f"The index of place names is built again: {error.strerror or error}.")
    arrays = world_arrays(world_places(), progress)
    try:
        write_arrays(arrays, path)
    except OSError as error:
        progress(f"The index cannot be kept in {path.parent} and will be built again: {error.strerror or error}.")
        return as_world(arrays)
    remove_others(path)
    progress("The index of place names is built and kept.")
    return as_world(open_arrays(path))


class IndexMissingError(UnreadableError):
    """The index of place names is not there, or broken: :func:`open_world` builds it."""


def open_kept(folder: Path) -> World:
    """Return the world's places as they are kept in a folder; nothing is built.

    Raises ``IndexMissingError`` if they are not, or not as they were written. Raises ``MemoryError`` if there is no
    room for them.
    """
    try:
        return as_world(open_arrays(folder / _name()))
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        remedy = f"Set {CACHE_VARIABLE} to a folder that can be written, or do not look up names."
        raise IndexMissingError(f"There is no index of place names in {quoted(str(folder))}. {remedy}") from error


def is_kept() -> bool:
    """Tell whether the index of these versions is in the cache, broken or not."""
    return (cache_folder() / _name()).is_file()


def _name() -> str:
    return f"places-{MIN_POPULATION}-{zlib.crc32(made_of().encode()):08x}{_SUFFIX}"


def made_of() -> str:
    """Return what an index depends on beside its places: one that was made of others is out of date."""
    return f"{INDEX_SCHEMA}, {versions()}, Unicode {unicodedata.unidata_version}"


def remove_others(path: Path) -> None:
    """Remove the indexes of other versions than the one in a file: nobody would ever do it."""
    family = path.name.rpartition("-")[0]
    for other in path.parent.glob(f"{family}-*{_SUFFIX}"):
        if other != path:
            # On some systems a file that another process has open stays; the next build tries again.
            with suppress(OSError):
                other.unlink()


def world_arrays(places: Iterable[WorldPlace], progress: Progress = lambda _: None) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of an index over places; their numbers are their order."""
    table = _Table()
    arrays = index_arrays(_entries(places, table, progress))
    return {
        **arrays,
        **table.arrays(),
        "first_entry": np.searchsorted(arrays["entry_place"], np.arange(len(table.lon_deg) + 1)).astype(np.uint32),
    }


def _entries(places: Iterable[WorldPlace], table: _Table, progress: Progress) -> Iterator[Entry]:
    for place in places:
        if not place.spellings:
            continue
        number = len(table.lon_deg)
        if number % _TOLD_EVERY == 0:
            progress(f"Reading place names: {number:,} places.")
        table.add(place)
        for spelling in dict.fromkeys(place.spellings):
            yield Entry(number, spelling)
    progress("Sorting the spellings.")


class _Table:
    """What is known of each place beside its spellings, as it is gathered: packed, for there may be a million."""

    def __init__(self) -> None:
        self.lon_deg, self._lat_deg = array("d"), array("d")
        self._uncertainty_m, self._population = array("d"), array("I")
        self._countries, self._records = bytearray(), list[bytes]()
        self._kinds, self._credits, self._provinces = _Distinct(), _Distinct(), _Distinct()

    def add(self, place: WorldPlace) -> None:
        """Add a place."""
        self.lon_deg.append(place.lon_deg)
        self._lat_deg.append(place.lat_deg)
        self._uncertainty_m.append(math.nan if place.uncertainty_m is None else place.uncertainty_m)
        self._population.append(place.population)
        self._countries += place.country.encode().ljust(_COUNTRY_BYTES)
        self._records.append(place.record.encode())
        self._kinds.add(place.kind)
        self._credits.add(place.credit)
        self._provinces.add(place.province)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays of it."""
        return {
            "lon_deg": np.array(self.lon_deg, dtype=np.float64),
            "lat_deg": np.array(self._lat_deg, dtype=np.float64),
            "uncertainty_m": np.array(self._uncertainty_m, dtype=np.float32),
            "population": np.array(self._population, dtype=np.uint32),
            "country": np.frombuffer(bytes(self._countries), dtype=f"S{_COUNTRY_BYTES}"),
            "record": np.array(self._records, dtype=np.bytes_),
            **self._kinds.arrays("kind"),
            **self._credits.arrays("credit"),
            **self._provinces.arrays("province"),
        }


class _Distinct:
    """Texts of which there are few, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._listed = array("H")

    def add(self, text: str) -> None:
        self._listed.append(self._numbers.setdefault(text, len(self._numbers)))

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        texts = np.array([text.encode() for text in self._numbers], dtype=np.bytes_)
        return {name: np.array(self._listed, dtype=np.uint16), f"{name}_text": texts}


def as_world(arrays: Mapping[str, NDArray[np.generic]]) -> World:
    """Return places by their arrays (:func:`world_arrays`)."""
    return World(NameIndex(arrays), arrays)
