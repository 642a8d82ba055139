"""What claims do together: sets that cannot all be true, accounts that can, one way for it, what is left of a place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.core import adhoc_sites
from geodata.core.text import counted
from geodata.core.units import length
from geodata.render.html.elements import button, text
from geodata.render.html.facts import SYMBOLS
from geodata.render.html.templating import render
from geodata.render.html.verdict_details import claim_line
from geodata.verdicts.time_windows import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case
    from geodata.core.units import Unit
    from geodata.verdicts.feasible_region import Remaining
    from geodata.verdicts.implied_speed import ImpliedSpeed
    from geodata.verdicts.witness import Check, EventWitness, Witness

_DIGITS: Final = 3


def conflicts(case: Case, found: Sequence[Sequence[str]], colors: Mapping[str, str], limit: int) -> str:
    """Return minimal sets of claims that cannot all be true, each one press from its explanation or the map."""
    if not found:
        return "<p class='empty'>No set of these claims is shown to be impossible.</p>"
    items = []
    for conflict in found[:limit]:
        claims = "".join(f"<li>{claim_line(case, claim, colors)}</li>" for claim in conflict)
        ids = " ".join(conflict)
        why = button("judge", ids, "Why", css="small") if len(conflict) == 2 else ""  # noqa: PLR2004 - a pair
        items.append(f"<li><ul class='bare'>{claims}</ul>{why}{button('see-set', ids, 'On the map', css='small')}</li>")
    more = len(found) - limit
    rest = f"<p class='quiet'>and {more:,} more; all of them are in the JSON below</p>" if more > 0 else ""
    smaller = "<p class='quiet'>No part of a set is shown to be impossible by itself.</p>"
    return f"{smaller}<ol class='conflicts'>{''.join(items)}</ol>{rest}"


def accounts(
    sentences: Sequence[str],
    groups: Sequence[Sequence[tuple[str, str]]],
    note: str,
    limit: int,
    chosen: Sequence[str] | None,
) -> str:
    """Return which accounts can stand together: in sentences, and the largest groups by name.

    Parameters
    ----------
    sentences
        What can stand together and what cannot.
    groups
        The largest groups, each account as its actor's id and its name.
    note
        What is missing, in a sentence; empty if nothing is.
    limit
        So many sentences and groups are shown; the others are counted.
    chosen
        Ids of the group that one way is shown for; ``None`` where none can be.
    """
    return render("accounts.html", sentences=sentences, groups=groups, note=note, limit=limit, chosen=chosen)


def one_way(case: Case, found: Witness, names: Sequence[str], unit: Unit) -> str:
    """Return one way for accounts to be all true: each event with its place, time and author, every claim measured."""
    head = f"<h4>One way in which all of it could be true: {'; '.join(map(text, names))}</h4>"
    if found.status != "possible":
        why = "It is proved that there is none." if found.status == "impossible" else "None was found, nor proved away."
        return f"<section class='whereabouts'>{head}<p role='status'>{why}</p></section>"
    checked = (
        "Every distance was measured again." if found.is_verified else "Not every distance holds when measured again."
    )
    rows = "".join(f"<li>{_happening(case, event, unit)}</li>" for event in found.events)
    sites = "".join(
        f"<li>{text(case.site_by_id[site].name)}: {text(adhoc_sites.site_from_lat_lon(lat, lon).name)}</li>"
        for site, (lon, lat) in found.sites.items()
    )
    points = f"<details><summary>Where each place's own point is in it</summary><ul>{sites}</ul></details>"
    left_out = (
        f"<p class='quiet'>Left out, because updated: {text(', '.join(found.updated))}</p>" if found.updated else ""
    )
    return (
        f"<section class='whereabouts' data-reveal='yes'>{head}<p role='status'>It shows that they can be true "
        f"together, not that they are; other ways are as good. {checked}</p><ul>{rows}</ul>{points}{left_out}"
        f"{button('draw', 'together', 'On the map', css='small')}</section>"
    )


def _happening(case: Case, event: EventWitness, unit: Unit) -> str:
    named = case.event_by_id.get(event.name)
    name = named.name if named else case.claim_by_id[event.name].summary
    facts = [
        "place not stated" if event.position is None else adhoc_sites.site_from_lat_lon(*_shown(event.position)).name,
        *(in_words(time) for time in event.times),
        f"by {case.actor_by_id[event.author].name}" if event.author else "author not stated",
        *(
            f"{count} {word}"
            for word, count in (("killed", event.killed), ("wounded", event.wounded))
            if count is not None
        ),
    ]
    checks = "".join(f"<li>{_checked(case, check, unit)}</li>" for check in event.checks)
    return f"<strong>{text(name)}</strong>: {text('; '.join(facts))}<ul>{checks}</ul>"


def _shown(position: tuple[float, float]) -> tuple[float, float]:
    """Return (lat, lon) to the metre."""
    lon, lat = position
    return round(lat, 5), round(lon, 5)


def _checked(case: Case, check: Check, unit: Unit) -> str:
    claim = case.claim_by_id[check.claim]
    holds = f"<b class='v compatible'>{SYMBOLS['compatible']}</b>" if check.holds else "does not hold"
    where = "inside the region"
    if check.length_m is not None and claim.site is not None:
        site = text(case.site_by_id[claim.site].name)
        where = f"{length(check.length_m, unit, _DIGITS)} from {site}"
    return f"{holds} {text(claim.id)}: {where}"


def speeds(case: Case, found: Sequence[ImpliedSpeed], limit: int) -> str:
    """Return the speeds that claims imply of what moves, the fastest first."""
    if not found:
        return (
            "<p class='empty'>No two of these claims put one moving thing (a flight, a convoy, an actor over a place) "
            "at two places at stated times.</p>"
        )
    rows = "".join(_speed(case, reach) for reach in found[:limit])
    more = f"<p class='quiet'>and {len(found) - limit:,} slower ones</p>" if len(found) > limit else ""
    heads = "".join(
        f"<th scope='col'>{name}</th>" for name in ("What moves", "Claims", "At least", "At most", "Verdict")
    )
    return f"<div class='wide'><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"


def _speed(case: Case, reach: ImpliedSpeed) -> str:
    names = {event.id: event.name for event in case.events} | {actor.id: actor.name for actor in case.actors}
    most = "any" if math.isinf(reach.max_kmh) else f"{reach.max_kmh:,.0f} km/h"
    pair = button("judge", f"{reach.a} {reach.b}", f"{text(reach.a)} and {text(reach.b)}", css="inline")
    verdict = f"<b class='v {reach.verdict}'>{SYMBOLS[reach.verdict]}</b> " if reach.verdict != "unrelated" else ""
    cells = (text(names[reach.mover]), pair, f"{reach.min_kmh:,.0f} km/h", most, f"{verdict}{text(reach.why)}")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def whereabouts(case: Case, left: Remaining, figure: str, claims: int) -> str:
    """Return what claims leave for one event: in words, as a figure, and the known places that fit.

    Parameters
    ----------
    case, left
        What is left, and the case it is of.
    figure
        Markup of the figure; empty for none.
    claims
        How many claims were taken together.
    """
    parts = [f"<p role='status'>{counted(claims, 'claim')} taken together. {text(left.why)}</p>"]
    for title, sites in (("Known places that fit for sure", left.sites_sure), ("that may fit", left.sites_possible)):
        names = ", ".join(text(case.site_by_id[site].name) for site in sites) or "none"
        parts.append(f"<p><strong>{title}:</strong> {names}</p>")
    if left.conflict:
        rows = "".join(f"<li>{text(case.claim_by_id[claim].summary)}</li>" for claim in left.conflict)
        parts.append(f"<p>The smallest set that leaves nothing:</p><ul>{rows}</ul>")
    see = button("draw", "where", "On the map", css="small") if left.witness.status == "possible" else ""
    return f"<section class='whereabouts'>{''.join(parts)}{figure}{see}</section>"
