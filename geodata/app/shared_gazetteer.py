"""The gazetteer as pages use it: one for the server, built once in a process of its own."""

from __future__ import annotations

import logging
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.words import edit_words as say
from geodata.core.model import Case
from geodata.gazetteer.geocoder import Gazetteer
from geodata.gazetteer.world import is_kept, open_world
from geodata.render.html import elements
from geodata.sandbox.own_gazetteers import kept_gazetteers, named_gazetteers, open_gazetteer

if TYPE_CHECKING:
    from geodata.gazetteer.world import World

_LOGGER: Final = logging.getLogger(__name__)
#: Any name: the command builds the index when it is not there.
_BUILD = (sys.executable, "-m", "geodata", "geocode", "Deir ez-Zor", "--json")


def gazetteer(case: Case | None) -> Gazetteer:
    """Return the gazetteer over a case's sites, the world and what was named at start; built at first use, and told.

    Raises ``UnreadableError`` if a gazetteer of the user's own cannot be read.
    """
    return Gazetteer(_world(), case, _own())


def own_gazetteer_indexes() -> tuple[Path, ...]:
    """Return the indexes of the gazetteers that the environment named at start: a browser names none.

    Raises ``UnreadableError`` if one cannot be read.
    """
    return _own_indexes(named_gazetteers())


@lru_cache(maxsize=1)
def _own_indexes(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Index them once a server; rows that are left out are said in its log."""
    return kept_gazetteers(files, _LOGGER.warning)


@lru_cache(maxsize=1)
def _own() -> tuple[World, ...]:
    return tuple(map(open_gazetteer, own_gazetteer_indexes()))


def _world() -> World:
    if not is_kept():
        build_index()
    return _mapped()


def build_index() -> None:
    """Build the index of place names, and say how far it is."""
    # Some 400 MB for a while: not in the server's own memory.
    with st.status(say.BUILDING_INDEX) as status:
        with subprocess.Popen(_BUILD, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as build:  # noqa: S603 - our own command
            for line in build.stderr or ():
                status.update(label=elements.plain(line.strip()))
        status.update(label=say.INDEX_BUILT, state="complete")


@lru_cache(maxsize=1)
def _mapped() -> World:
    return open_world()
