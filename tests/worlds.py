"""Small worlds for tests: made up, and a real part of the gazetteers."""

from __future__ import annotations

from functools import cache

from geodata.gazetteer.sources import WorldPlace, world_places
from geodata.gazetteer.world import World, as_world, world_arrays

COUNTRIES = ("SY", "IQ", "LB", "LY")


def place(record: str, *spellings: str, lon: float = 40.0, lat: float = 35.0, population: int = 1_000) -> WorldPlace:
    """Return a place in Syria."""
    return WorldPlace(record, lon, lat, "SY", population, spellings)


def made_up(*places: WorldPlace) -> World:
    """Return a world of some places."""
    return as_world(world_arrays(places))


@cache
def real_world() -> World:
    """Return larger cities and airports of some countries."""
    return as_world(world_arrays(found for found in world_places(15_000) if found.country in COUNTRIES))
