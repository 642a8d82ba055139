"""Every place against every other: which places, in which order, and the table of their distances."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from geodata.core.model import Case, Claim, Site
from geodata.core.text import harmless
from geodata.geodesy.claim_shapes import anchor
from geodata.geodesy.site_distance import Matrix, matrix

Order = Literal["name", "west to east", "north to south", "from the first"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
CSV_HEAD: Final = (
    "from", "from_name", "to", "to_name", "distance_m", "min_m", "max_m", "azimuth_deg", "back_azimuth_deg",
)  # fmt: skip
_FAR_SHARE: Final = 0.95


@dataclass(frozen=True, slots=True)
class SiteTable:
    """Places with the distances between them."""

    sites: tuple[Site, ...]
    matrix: Matrix


def sites_of(case: Case, claims: Iterable[Claim]) -> tuple[Site, ...]:
    """Return the places that claims name, in the order of the file."""
    named = {site for claim in claims for site in claim.sites}
    return tuple(site for site in case.sites if site.id in named)


#: More places are not measured against each other on a page: of 20,000, the four tables would take 13 GB.
MOST_SITES: Final = 2_000


def site_table(sites: Sequence[Site], order: Order = "name") -> SiteTable:
    """Measure places against each other.

    ``order``: of rows and columns; a place without position stands last, by longitude and latitude a region by a point
    in it.
    """
    if order == "from the first" and sites:
        return _from_first(sites)
    ordered = sorted(sites, key=lambda site: _key(site, order))
    return SiteTable(tuple(ordered), matrix(ordered))


def _key(site: Site, order: Order) -> tuple[float, str]:
    point = anchor(site)
    if order == "name":
        return 0.0, site.name.casefold()
    if point is None:
        return math.inf, site.name.casefold()
    return point[0] if order == "west to east" else -point[1], site.name.casefold()


def _from_first(sites: Sequence[Site]) -> SiteTable:
    found = matrix(sites)
    middle_m = np.where(np.isnan(found.distance_m[0]), (found.min_m[0] + found.max_m[0]) / 2, found.distance_m[0])
    order = [0, *(index for index in np.argsort(middle_m, kind="stable") if index)]
    grid = np.ix_(order, order)
    sorted_matrix = Matrix(found.distance_m[grid], found.min_m[grid], found.max_m[grid], found.azimuth_deg[grid])
    return SiteTable(tuple(sites[index] for index in order), sorted_matrix)


def pairs(table: SiteTable) -> list[tuple[int, int]]:
    """Return the rows and columns of each pair once."""
    return list(combinations(range(len(table.sites)), 2))


def nearness(table: SiteTable) -> NDArray[np.float64]:
    """Return how near each pair is, 0 for far to 1, shape (n, n); 0 where no one number says it.

    Far is what 5 % of the distances exceed: one place in another country would leave no shades for the others.
    """
    found = table.matrix.distance_m
    known = found[~np.isnan(found)]
    far_m = float(np.quantile(known, _FAR_SHARE)) if len(known) else 0.0
    return np.clip(np.nan_to_num(1 - found / far_m), 0, 1) if far_m else np.zeros_like(found)


def distances_csv(table: SiteTable) -> str:
    """Return each pair as a line of CSV (RFC 4180), in metres and degrees; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CSV_HEAD)
    found = table.matrix
    for row, column in pairs(table):
        start, end = table.sites[row], table.sites[column]
        lengths_m = (found.distance_m[row, column], found.min_m[row, column], found.max_m[row, column])
        azimuths_deg = (found.azimuth_deg[row, column], found.azimuth_deg[column, row])
        numbers = [*(_number(length_m, 3) for length_m in lengths_m), *(_number(angle, 4) for angle in azimuths_deg)]
        writer.writerow([*map(harmless, (start.id, start.name, end.id, end.name)), *numbers])
    return text.getvalue()


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if math.isfinite(value) else ""
