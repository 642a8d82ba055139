"""The distances between places as a table coloured by length, and what claims state beside what is measured."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from geodata.app.html.measures import distance_in_units
from geodata.app.words import distances_words as say
from geodata.app.words.map_words import azimuths
from geodata.app.words.shared_words import OPEN
from geodata.core.model import Case, Claim, Site
from geodata.core.text import told_apart
from geodata.core.units import Unit, decimals, length, span
from geodata.geodesy.distance_matrix import nearness
from geodata.render.html.templating import render
from geodata.render.text.claim_view import claim_line
from geodata.render.text.phrases import (
    angle,
    bearing,
    gap,
    margin,
    measured,
    position,
    spoken,
    stated_difference,
    stated_span,
)

if TYPE_CHECKING:
    from geodata.geodesy.candidate_sites import Fit, SiteCandidate
    from geodata.geodesy.distance_matrix import SiteTable
    from geodata.geodesy.site_bearing import Direction
    from geodata.geodesy.site_distance import Between
    from geodata.geodesy.stated_gaps import StatedPair


@dataclass(frozen=True, slots=True)
class _Cell:
    """The distance of two places."""

    pair: str
    """Their ids."""
    share: str
    """How near they are among all pairs, from 0 to 1."""
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class _Fits:
    """The places that fit what a claim states alike."""

    title: str
    total: int
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each that is shown, why, and its cells."""


def heat_table(table: SiteTable, unit: Unit, chosen: tuple[str, str] | None) -> Markup:
    """Return every place against every other: the distance in each cell, the darker the nearer.

    ``chosen`` is the pair of ids whose details stand below.
    """
    shades, names = nearness(table), list(told_apart((site.id, site.name) for site in table.sites).values())
    rows = [
        (name, [_cell(table, row, column, unit, shades[row, column]) for column in range(len(names))])
        for row, name in enumerate(names)
    ]
    pair = " ".join(chosen) if chosen else ""
    return render("heat_table.html", names=names, rows=rows, unit=unit, chosen=pair)


def _cell(table: SiteTable, row: int, column: int, unit: Unit, shade: float) -> _Cell | None:
    """Return the distance of two places; ``None`` of a place to itself."""
    start, end, found = table.sites[row], table.sites[column], table.matrix
    if start.id == end.id:
        return None
    distance_m, min_m, max_m = (values[row, column] for values in (found.distance_m, found.min_m, found.max_m))
    bounds = span(min_m, max_m, unit)
    if math.isnan(distance_m):
        words = bounds.removesuffix(f" {unit}").replace(" to ", "-")
    else:
        words = length(distance_m, unit, min(1, decimals((max_m - min_m) / 2, unit))).removesuffix(f" {unit}")
    label = f"{start.name} to {end.name}: {words} {unit}, {bounds}"
    return _Cell(f"{start.id} {end.id}", f"{shade:.2f}", words, label)


def heat_picture(png: bytes, count: int) -> Markup:
    """Return the same for so many places that only a picture holds them, a pixel a pair."""
    return render("heat_picture.html", words=say.heat_picture(count), png=base64.b64encode(png).decode("ascii"))


def pair_details(start: Site, end: Site, found: Between, towards: Direction, back: Direction, unit: Unit) -> Markup:
    """Return all that is measured between two places, and how to see it on the map."""
    return render(
        "distance.html", say=say, start=start, end=end, found=distance_in_units(found, unit),
        azimuths=azimuths(angle(towards), angle(back)), reason=found.reason,
    )  # fmt: skip


# -- what is stated beside what is measured --------------------------------------------------------------------------

_SIGNS: Final[dict[Fit, str]] = {"fits": "●", "may fit": "◐", "does not fit": "○"}
#: Places in a group, those that the words decide most closely first.
_MAX_ROWS: Final[dict[Fit, int]] = {"fits": 8, "may fit": 20, "does not fit": 4}


def stated_claim(
    case: Case, claim: Claim, rows: Sequence[SiteCandidate], colors: Mapping[str, str], unit: Unit
) -> Markup:
    """Return one claim that states a distance or direction, beside every place that it could mean.

    ``rows``: what :func:`geodata.geodesy.candidate_sites.compare_sites` says of it and each place. ``colors``:
    ``#rrggbb`` by actor.
    """
    reference = case.site_by_id[claim.site or ""]
    distance = ""
    if rows and rows[0].stated is not None and claim.distance is not None:
        distance = f"{spoken(claim.distance)}: {stated_span(claim.distance, rows[0].stated.rule, unit)}"
    return render(
        "stated_claim.html",
        say=say,
        open=OPEN,
        claim=claim_line(case, claim),
        color=colors[claim.actor],
        distance=distance,
        place=reference.name,
        position=position(reference, unit),
        direction=bearing(claim.bearing) if claim.bearing else "",
        groups=[_fits(case, fit, [row for row in rows if row.fit == fit], unit) for fit in say.FITS],
    )


def _fits(case: Case, fit: Fit, rows: Sequence[SiteCandidate], unit: Unit) -> _Fits:
    ordered = sorted(rows, key=lambda row: (row.slack_m is None, abs(row.slack_m or 0.0)))
    shown = tuple((row.why, _fit_cells(case, row, unit)) for row in ordered[: _MAX_ROWS[fit]])
    return _Fits(f"{_SIGNS[fit]} {say.FITS[fit]}", len(ordered), shown)


def _fit_cells(case: Case, row: SiteCandidate, unit: Unit) -> tuple[str, ...]:
    return (
        case.site_by_id[row.site].name,
        measured(row.measured, unit),
        angle(row.measured_direction) if row.measured_direction else "",
        margin(row, unit),
        row.decided_by,
        "" if row.off_m is None else length(row.off_m, unit, decimals(row.uncertainty_m, unit)),
    )


def stated_pairs_table(rows: Sequence[StatedPair], unit: Unit) -> Markup:
    """Return stated distances beside each other: how far apart the numbers are, and the bands their digits make."""
    told = [(row, stated_difference(row, unit), gap(row, unit)) for row in rows]
    return render("stated_pairs.html", say=say, rows=told)
