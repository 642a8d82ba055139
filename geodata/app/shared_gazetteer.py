"""The gazetteer as pages use it: one for the server, built once in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from geodata.app.words import edit_words as say
from geodata.gazetteer.geocoder import Gazetteer
from geodata.gazetteer.world import is_kept, open_world
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.gazetteer.world import World

#: Any name: the command builds the index when it is not there.
_BUILD = (sys.executable, "-m", "geodata", "geocode", "Deir ez-Zor", "--json")


def gazetteer(case: Case | None) -> Gazetteer:
    """Return the gazetteer over a case's sites and the world; at first use the index is built, with what it does."""
    return Gazetteer(_world(), case)


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
