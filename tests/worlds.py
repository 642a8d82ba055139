"""Small worlds for tests: made up, and a real part of the gazetteers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geodata.gazetteer.sources import GEONAMES, SETTLEMENT, WorldPlace, world_places
from geodata.gazetteer.world import CACHE_VARIABLE, World, as_world, open_world, world_arrays

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = ("SY", "IQ", "LB", "LY")


def place(record: str, *spellings: str, lon: float = 40.0, lat: float = 35.0, population: int = 1_000) -> WorldPlace:
    """Return a place in Syria."""
    return WorldPlace(record, lon, lat, "SY", population, spellings, SETTLEMENT, GEONAMES)


def made_up(*places: WorldPlace) -> World:
    """Return a world of some places."""
    return as_world(world_arrays(places))


def keep_index(world: World, folder: Path) -> None:
    """Keep a world in a folder as the index of all places is kept there."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(CACHE_VARIABLE, str(folder))
        patched.setattr("geodata.gazetteer.world.world_places", lambda: ())
        patched.setattr("geodata.gazetteer.world.world_arrays", lambda *_: world.names.arrays)
        open_world()


@cache
def real_world() -> World:
    """Return larger cities and airports of some countries."""
    return as_world(world_arrays(found for found in world_places(15_000) if found.country in COUNTRIES))
