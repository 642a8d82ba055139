"""Everything that is known of one claim, and what stands in its place while none is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.text import shortened
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.render.html.elements import attribute, button, chip, text
from geodata.render.html.facts import MAX_ROW_CHARS, distance, place_name, source_line, stated_time
from geodata.render.text.phrases import bearing, credibility, position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.core.model import Case, Claim
    from geodata.core.precision import Precision
    from geodata.core.units import Unit
    from geodata.geodesy.claim_shapes import Unlocated


def card(
    case: Case,
    claim: Claim,
    colors: Mapping[str, str],
    unlocated: Unlocated | None,
    rule: Precision,
    unit: Unit,
    related: str = "",
) -> str:
    """Return everything that is known of one claim; ``related`` is markup of what it agrees with and what not."""
    color = colors[claim.actor]
    return (
        f"<article class='card' style='--side:{attribute(color)}' aria-label='Selected claim'>"
        f"<div class='bar'><h2>{chip(color)}{speaker(case, claim)}</h2>"
        f"{button('close', claim.id, 'Close', css='small close')}</div>"
        f"{said(claim)}{facts(case, claim, unlocated, rule, unit, related)}"
        f"<p class='quiet'>Claim <code>{text(claim.id)}</code></p></article>"
    )


def speaker(case: Case, claim: Claim) -> str:
    """Return who makes a claim, and whom that is part of."""
    belongs = [case.actor_by_id[other].name for other in case.lineage(claim.actor)[1:]]
    part_of = f" <span class='quiet'>(part of {', '.join(map(text, belongs))})</span>" if belongs else ""
    return f"{text(case.actor_by_id[claim.actor].name)}{part_of}"


def said(claim: Claim) -> str:
    """Return how a claim is said, and its words."""
    return (
        f"<p class='said'><span class='verb'>{POLARITIES[claim.polarity].signed}</span> "
        f"<span class='summary'>{text(claim.summary)}</span></p>"
    )


def facts(case: Case, claim: Claim, unlocated: Unlocated | None, rule: Precision, unit: Unit, related: str) -> str:
    """Return what is known of a claim beside who says what, as a list of terms; ``related`` is markup."""
    about = case.actor_by_id[claim.about_actor].name if claim.about_actor else None
    event = case.event_by_id[claim.event].name if claim.event else None
    rows = [
        _row("About whom", text(about) if about else "<span class='quiet'>not stated</span>"),
        _row("Event", text(event) if event else "<span class='quiet'>no single event</span>"),
        _row("Said", stated_time(claim.stated)),
        _row("Happened", stated_time(claim.event_time)),
        _where(case, claim, unlocated, rule, unit),
        *_casualties(claim),
    ]
    grade = credibility(claim)
    if grade:
        rows.append(_row("Credibility", grade))
    sources = "".join(source_line(case.source_by_id[source]) for source in claim.sources)
    rows.append(_row("Sources", f"<ul>{sources}</ul>" if sources else "<strong>no source given</strong>"))
    if claim.derived_from:
        rows.append(_row("Derives from", _other_claims(case, claim.derived_from)))
    if claim.id in case.basis_of:
        rows.append(_row("Basis of", _other_claims(case, case.basis_of[claim.id])))
    if related:
        rows.append(_row("Beside other claims", related))
    remarks = claim.record["properties"].get("remarks")
    if isinstance(remarks, str):
        rows.append(_row("Remarks", text(remarks)))
    return f"<dl>{''.join(rows)}</dl>"


def no_card(case: Case) -> str:
    """Return what stands where the card will be while no claim is selected."""
    return (
        f"<p class='summary'>{text(case.summary)}</p>"
        "<p class='empty'>Choose a claim on the map or in the list to read it with its sources.</p>"
    )


def _row(term: str, value: str) -> str:
    return f"<dt>{term}</dt><dd>{value}</dd>"


def _where(case: Case, claim: Claim, unlocated: Unlocated | None, rule: Precision, unit: Unit) -> str:
    if claim.relation is None or claim.site is None:
        return _row("Where", "<span class='quiet'>no place stated: not on the map</span>")
    site = case.site_by_id[claim.site]
    parts = [f"{RELATIONS[claim.relation].phrase} {place_name(site)}"]
    if claim.distance is not None:
        parts.append(distance(claim, rule, unit))
    if claim.bearing is not None:
        parts.append(f"towards {text(bearing(claim.bearing))}")
    parts.append(f"<span class='quiet'>{text(site.name)}: {text(position(site, unit))}</span>")
    placed = [text(words) for words in (site.georeference_remarks, site.georeference_sources) if words]
    if placed:
        parts.append(f"<details><summary>How this place was found</summary>{'<br>'.join(placed)}</details>")
    if unlocated is not None:
        parts.append(f"not on the map: {text(unlocated.reason)}")
    return _row("Where", "".join(f"<div>{part}</div>" for part in parts))


def _casualties(claim: Claim) -> list[str]:
    counts = (("Killed", claim.killed), ("Wounded", claim.wounded))
    stated = [_row(name, count.in_words) for name, count in counts if count is not None]
    return stated or [_row("Casualties", "<span class='quiet'>no number stated</span>")]


def _other_claims(case: Case, ids: Iterable[str]) -> str:
    rows = []
    for claim_id in ids:
        other = case.claim_by_id[claim_id]
        words = f"{text(case.actor_by_id[other.actor].name)}: {text(shortened(other.summary, MAX_ROW_CHARS))}"
        rows.append(f"<li>{button('claim', claim_id, words, css='inline')}</li>")
    return f"<ul>{''.join(rows)}</ul>"
