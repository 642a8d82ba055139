"""The distances between places as a table coloured by length, and what claims state beside what is measured."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING, Final

from geodata.app.html.measures import distance_in_units
from geodata.app.words import distances_words as say
from geodata.app.words.map_words import azimuths
from geodata.app.words.shared_words import OPEN
from geodata.core.precision import described
from geodata.core.text import shortened
from geodata.core.units import decimals, length, span
from geodata.core.vocabulary import POLARITIES
from geodata.geodesy.distance_matrix import nearness
from geodata.render.html.elements import attribute, button, chip, text
from geodata.render.text.claim_view import MAX_ROW_CHARS
from geodata.render.text.phrases import angle, gap, margin, measured, position, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case, Claim, Site
    from geodata.core.units import Unit
    from geodata.geodesy.candidate_sites import Fit, SiteCandidate
    from geodata.geodesy.distance_matrix import SiteTable
    from geodata.geodesy.site_bearing import Direction
    from geodata.geodesy.site_distance import Between
    from geodata.geodesy.stated_gaps import StatedPair


def heat_table(table: SiteTable, unit: Unit, chosen: tuple[str, str] | None) -> str:
    """Return every place against every other: the distance in each cell, the darker the nearer.

    ``chosen`` is the pair of ids whose details stand below.
    """
    heads = "".join(f"<th scope='col'><span>{text(site.name)}</span></th>" for site in table.sites)
    shades = nearness(table)
    rows = []
    for row, start in enumerate(table.sites):
        cells = [
            _cell(table, row, column, unit, shades[row, column], pressed=chosen == (start.id, end.id))
            for column, end in enumerate(table.sites)
        ]
        rows.append(f"<tr><th scope='row'>{text(start.name)}</th>{''.join(cells)}</tr>")
    return (
        f"<div class='wide heat'><table><thead><tr><td>{unit}</td>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(table: SiteTable, row: int, column: int, unit: Unit, shade: float, *, pressed: bool) -> str:
    start, end, found = table.sites[row], table.sites[column], table.matrix
    if start.id == end.id:
        return "<td>·</td>"
    distance_m, min_m, max_m = (values[row, column] for values in (found.distance_m, found.min_m, found.max_m))
    bounds = span(min_m, max_m, unit)
    if math.isnan(distance_m):
        words = bounds.removesuffix(f" {unit}").replace(" to ", "-")
    else:
        words = length(distance_m, unit, min(1, decimals((max_m - min_m) / 2, unit))).removesuffix(f" {unit}")
    label = f"{start.name} to {end.name}: {words} {unit}, {bounds}"
    inner = f"<span style='--share:{shade:.2f}' title='{attribute(label)}'>{words}</span>"
    return f"<td>{button('pair', f'{start.id} {end.id}', inner, pressed=pressed)}</td>"


def heat_picture(png: bytes, count: int) -> str:
    """Return the same for so many places that only a picture holds them, a pixel a pair."""
    data = base64.b64encode(png).decode("ascii")
    words = say.heat_picture(count)
    picture = f"<img class='heat' alt='{words}' src='data:image/png;base64,{data}'>"
    return f"<figure>{picture}<figcaption>{words}.</figcaption></figure>"


def pair_details(start: Site, end: Site, found: Between, towards: Direction, back: Direction, unit: Unit) -> str:
    """Return all that is measured between two places, and how to see it on the map."""
    angles = f"<div>{azimuths(angle(towards), angle(back))}</div>"
    reason = f"<p class='quiet'>{text(found.reason)}</p>" if found.reason else ""
    see = button("see-pair", f"{start.id};{end.id}", say.ON_MAP, css="small")
    return f"<h3>{text(start.name)} → {text(end.name)}</h3>{distance_in_units(found, unit)}{angles}{reason}<p>{see}</p>"


# -- what is stated beside what is measured --------------------------------------------------------------------------

_SIGNS: Final[dict[Fit, str]] = {"fits": "●", "may fit": "◐", "does not fit": "○"}
#: Places in a group, those that the words decide most closely first.
_MAX_ROWS: Final[dict[Fit, int]] = {"fits": 8, "may fit": 20, "does not fit": 4}


def stated_claim(case: Case, claim: Claim, rows: Sequence[SiteCandidate], colors: Mapping[str, str], unit: Unit) -> str:
    """Return one claim that states a distance or direction, beside every place that it could mean.

    Parameters
    ----------
    case, claim
        The claim, and the case it is of.
    rows
        What :func:`geodata.geodesy.candidate_sites.compare_sites` says of it and each place.
    colors
        ``#rrggbb`` by actor.
    unit
        The reader's.
    """
    actor = case.actor_by_id[claim.actor]
    reference = case.site_by_id[claim.site or ""]
    head = (
        f"<h3>{chip(colors[actor.id])}{text(actor.name)} "
        f"<span class='quiet'>{POLARITIES[claim.polarity].signed}</span></h3>"
        f"<p>{text(shortened(claim.summary, MAX_ROW_CHARS))} {button('claim', claim.id, OPEN, css='small')}</p>"
    )
    parts = [f"from {text(reference.name)} ({text(position(reference, unit))})"]
    if rows and rows[0].stated is not None and claim.distance is not None:
        stated = rows[0].stated
        parts.insert(
            0, f"{text(spoken(claim.distance))} is {span(stated.min_m, stated.max_m, unit)}, {described(stated.rule)}"
        )
    if rows and rows[0].stated_direction is not None:
        parts.append(f"towards {angle(rows[0].stated_direction)}")
    groups = "".join(_fit_group(case, fit, [row for row in rows if row.fit == fit], unit) for fit in say.FITS)
    return f"<section class='stated'>{head}<p class='quiet'>{'; '.join(parts)}</p>{groups}</section>"


def _fit_group(case: Case, fit: Fit, rows: Sequence[SiteCandidate], unit: Unit) -> str:
    title = f"<b>{_SIGNS[fit]} {say.FITS[fit]}</b>"
    if not rows:
        return f"<p>{title}: {say.NO_PLACE_FITS}</p>"
    ordered = sorted(rows, key=lambda row: (row.slack_m is None, abs(row.slack_m or 0.0)))
    shown = ordered[: _MAX_ROWS[fit]]
    body = "".join(_fit_row(case, row, unit) for row in shown)
    more = len(ordered) - len(shown)
    rest = f"<p class='quiet'>{say.more_places(more)}</p>" if more else ""
    heads = "".join(f"<th scope='col'>{name}</th>" for name in say.FIT_HEADS)
    table = f"<div class='wide'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{rest}"
    return f"<details open><summary>{title}: {len(rows)}</summary>{table}</details>"


def _fit_row(case: Case, row: SiteCandidate, unit: Unit) -> str:
    cells = [
        text(case.site_by_id[row.site].name),
        measured(row.measured, unit),
        angle(row.measured_direction) if row.measured_direction else "",
        margin(row, unit),
        row.decided_by,
        "" if row.off_m is None else length(row.off_m, unit, 1),
    ]
    return f"<tr title='{attribute(row.why)}'>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def stated_pairs_table(rows: Sequence[StatedPair], unit: Unit) -> str:
    """Return stated distances beside each other: how far apart the numbers are, and the bands their digits make."""
    body = "".join(
        f"<tr><td>{text(row.first)}</td><td>{text(row.second)}</td><td>{length(row.difference_m, unit, 3)}</td>"
        f"<td>{gap(row, unit)}</td></tr>"
        for row in rows
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in say.PAIR_HEADS)
    return f"<div class='wide pairs'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
