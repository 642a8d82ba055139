"""What a globe program shows of a claim, a place and a case when it is clicked: HTML that stands by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.units import in_unit
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.parsing.edtf import interval_in_words, parse
from geodata.render.html.elements import text
from geodata.render.html.facts import source_line
from geodata.render.html.tables import credit_line
from geodata.render.text.phrases import spoken, stated_span

if TYPE_CHECKING:
    from geodata.core.model import Case, Claim, Site
    from geodata.core.precision import Precision


def claim_balloon(case: Case, claim: Claim, rule: Precision) -> str:
    """Return a claim with who says it, where, when, how many, and its sources as links."""
    actor = case.actor_by_id[claim.actor]
    sources = "".join(source_line(case.source_by_id[source]) for source in claim.sources)
    facts = [
        *_where(case, claim, rule),
        *([f"When: {text(interval_in_words(parse(claim.event_time)))}"] if claim.event_time else []),
        *([f"Said: {text(interval_in_words(parse(claim.stated)))}"] if claim.stated else []),
        *([f"Killed: {claim.killed.in_words}"] if claim.killed else []),
        *([f"Wounded: {claim.wounded.in_words}"] if claim.wounded else []),
    ]
    return (
        f"<p>{text(actor.name)} {POLARITIES[claim.polarity].verb}: {text(claim.summary)}</p>{_list(facts)}"
        f"<p>Sources:</p>{f'<ul>{sources}</ul>' if sources else '<p>no source given</p>'}"
    )


def _where(case: Case, claim: Claim, rule: Precision) -> list[str]:
    if claim.relation is None or claim.site is None:
        return ["Where: no place stated"]
    said = [f"Where: {RELATIONS[claim.relation].phrase} {text(case.site_by_id[claim.site].name)}"]
    if claim.distance is not None:
        said.append(f"Distance: {text(spoken(claim.distance))}, {stated_span(claim.distance, rule, 'km')}")
    return said


def site_balloon(site: Site) -> str:
    """Return a place with its spellings, its uncertainty, and how it was found or why it is blurred."""
    uncertainty = "not known" if site.uncertainty_m is None else f"within {in_unit(site.uncertainty_m, 'm')}"
    properties = site.record["properties"]
    notes = (
        site.georeference_remarks,
        site.georeference_sources,
        properties.get("dataGeneralizations"),
        properties.get("informationWithheld"),
    )
    facts = [
        f"Spellings: {'; '.join(map(text, site.spellings))}",
        f"Uncertainty: {uncertainty}",
        *(text(note) for note in notes if isinstance(note, str) and note),
    ]
    return _list(facts)


def case_balloon(case: Case, claims: str, filters: str) -> str:
    """Return a case with its summary, which claims of it are here, and where its data come from."""
    lines = case.document["case"].get("credits")
    credit = "".join(credit_line(line) for line in lines if isinstance(line, dict)) if isinstance(lines, list) else ""
    shown = f"{text(claims)}{f'; filters: {text(filters)}' if filters else ''}"
    return (
        f"<p>{text(case.summary)}</p><p>Claims here: {shown}. Each is what somebody said; none is presented as "
        f"established.</p>{f'<p>Data:</p><ul>{credit}</ul>' if credit else ''}"
    )


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
