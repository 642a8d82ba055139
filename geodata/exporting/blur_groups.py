"""Which blurred places share a point: those near each other, whose discs would else overlap in a smaller one.

Ten tents of a camp, each shown somewhere within 5 km of itself, would tell where the camp is to some hundred metres.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from geodata.core.problems import InputError
from geodata.core.text import counted
from geodata.geodesy.circles import GEOD

#: Each is measured from each other: of a thousand, in a second.
MOST: Final = 1_000


class Hidden(NamedTuple):
    """A place to be blurred."""

    site: str
    lon: float
    lat: float
    radius_m: float
    """How far away it is shown at most, metres."""
    secret: bytes
    """Of its owner."""


def in_groups(places: Iterable[Hidden]) -> list[list[Hidden]]:
    """Return places in groups no wider than their radius, made by joining the nearest first, in whatever order given.

    Raises ``InputError`` if two places within a radius of each other have not the same radius and secret, or there are
    too many.
    """
    # In one order, so that exports of a case agree where distances are the same.
    ordered = sorted(places)
    if len(ordered) > MOST:
        message = f"{counted(len(ordered), 'place')} are to be blurred; at most 1,000 are at once. Choose fewer."
        raise InputError(message, str(len(ordered)))
    lons, lats = np.array([(place.lon, place.lat) for place in ordered]).reshape(-1, 2).T
    rows, columns = np.triu_indices(len(ordered), 1)
    apart_m = np.zeros((len(ordered),) * 2)
    _, _, between_m = GEOD.inv(lons[rows], lats[rows], lons[columns], lats[columns])
    apart_m[rows, columns] = apart_m[columns, rows] = between_m
    members = [[index] for index in range(len(ordered))]
    for pair in np.argsort(between_m, kind="stable"):
        one, other = int(rows[pair]), int(columns[pair])
        a, b = ordered[one], ordered[other]
        if between_m[pair] > max(a.radius_m, b.radius_m):
            continue
        _refuse_unlike(a, b)
        mine, others = members[one], members[other]
        if mine is not others and apart_m[np.ix_(mine, others)].max() <= a.radius_m:
            mine.extend(others)
            for index in others:
                members[index] = mine
    return [[ordered[index] for index in mine] for first, mine in enumerate(members) if mine[0] == first]


def _refuse_unlike(a: Hidden, b: Hidden) -> None:
    if a.radius_m != b.radius_m:
        message = "are near each other and to be blurred by different distances, which would narrow both down."
        raise InputError(f"{a.site} and {b.site} {message} Blur both by the same.", b.site)
    if a.secret != b.secret:
        message = "are near each other, and only one of them is saved as it is here: two points would narrow both down."
        raise InputError(f"{a.site} and {b.site} {message} Save first, or leave one of them out of the file.", b.site)
