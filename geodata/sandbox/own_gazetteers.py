"""Gazetteers of the user's own: named at start, read in a process of their own, and kept as indexes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, cast

from geodata.casefile.io import read_bytes
from geodata.core.problems import UnreadableError, quoted
from geodata.gazetteer.arrayfile import open_arrays, write_file
from geodata.gazetteer.world import CACHE_VARIABLE, World, as_world, cache_folder, made_of, remove_others
from geodata.sandbox.process import apart
from geodata.sandbox.read_back import SAID

#: Environment variable with the files, divided as the system divides the folders of PATH.
VARIABLE: Final = "CROSSBEARING_GAZETTEER"
#: It is read once: half a million places take a minute, on a machine with more to do several.
_MAX_S: Final = 300


def named_gazetteers(given: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the files that were named: by an option, and by the environment."""
    listed = os.environ.get(VARIABLE, "").split(os.pathsep)
    return tuple(dict.fromkeys(Path(name) for name in (*given, *listed) if name))


def kept_gazetteers(files: Sequence[Path], say: Callable[[str], None] = lambda _: None) -> tuple[Path, ...]:
    """Return the index of each gazetteer; one that is not in the cache is read and put there.

    ``say``: is told each row that is left out, every time.
    Raises ``UnreadableError`` if a file is not there, cannot be read, or its index cannot be kept.
    """
    return tuple(_kept(path, say) for path in files)


def open_gazetteer(index: Path) -> World:
    """Return the places of an index that :func:`kept_gazetteers` named.

    Raises ``OSError`` if it is gone.
    """
    return as_world(open_arrays(index))


def _kept(path: Path, say: Callable[[str], None]) -> Path:
    data = read_bytes(path, is_text=False)
    file, version = _short_hash(bytes(path.absolute())), _short_hash(f"{made_of()} {path.name} ".encode() + data)
    index = cache_folder().absolute() / f"own-{file}-{version}.arrays"
    try:
        said = open_arrays(index)[SAID]
    except OSError:
        say(f"Reading {quoted(str(path))}.")
        indexed = cast("bytes", apart("index places", data, path.name, max_s=_MAX_S))
        try:
            write_file(index, indexed)
            said = open_arrays(index)[SAID]
            remove_others(index)
        except OSError as error:
            remedy = f"Set {CACHE_VARIABLE} to a folder that can be written."
            raise UnreadableError(f"The index of {quoted(str(path))} cannot be kept: {error}. {remedy}") from error
    for sentence in json.loads(said.tobytes()):
        say(sentence)
    return index


def _short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
