"""Which places lie inside a ring, on it, and outside: a stated distance around a centre, as the band that it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.between import Between, between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.model import Site
    from geodata.stated import StatedBounds

Standing = Literal["inside", "on", "outside"]


@dataclass(frozen=True, slots=True)
class Around:
    """Where one site stands to a ring."""

    site: str
    """Its id."""
    possible: tuple[Standing, ...]
    """Every place that it can have, from the inside out: one alone is sure."""
    off_m: float | None
    """By how much the point that stands for it is nearer (below 0) or farther than the middle of the band; ``None``
    where no point stands for it."""
    measured: Between
    """From the centre."""


def around(centre: Site, ring: StatedBounds, sites: Iterable[Site]) -> tuple[Around, ...]:
    """Return where sites stand to a ring, in their order; the centre itself is left out.

    Parameters
    ----------
    centre
        A site, or bare coordinates by :func:`geodata.routes.bare_point`; its own uncertainty counts.
    ring
        The stated distance with the bounds that a rule gave it.
    sites
        The sites to sort.

    Examples
    --------
    >>> from geodata.routes import bare_point
    >>> from geodata.spoken import read_distance
    >>> from geodata.stated import bounds
    >>> sites = [bare_point(40, 35.4), bare_point(40, 35.5), bare_point(41, 35)]
    >>> [row.possible for row in around(bare_point(40, 35), bounds(read_distance("55 km")), sites)]
    [('inside',), ('on',), ('outside',)]
    """
    return tuple(_around(between(centre, site), ring, site) for site in sites if site.id != centre.id)


def _around(measured: Between, ring: StatedBounds, site: Site) -> Around:
    can: dict[Standing, bool] = {
        "inside": measured.min_m < ring.min_m,
        "on": measured.min_m <= ring.max_m and ring.min_m <= measured.max_m,
        "outside": measured.max_m > ring.max_m,
    }
    possible = tuple(standing for standing, is_possible in can.items() if is_possible)
    off_m = None if measured.distance_m is None else measured.distance_m - ring.value_m
    return Around(site.id, possible, off_m, measured)
