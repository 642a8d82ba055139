"""The one place that writes HTML. Every value passes :func:`text` or :func:`attribute`; nothing else makes markup.

Buttons carry ``data-action`` and ``data-value``, which ``assets/panel.js`` reports back.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from geodata.edtf import in_words, parse
from geodata.model import METRES_PER_UNIT
from geodata.shapes import azimuth_and_half_width
from geodata.stated import bounds
from geodata.text import counted, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.model import Case, Claim, Count, Site, Source
    from geodata.online import OnlineBase
    from geodata.problems import Problem
    from geodata.shapes import Unlocated
    from geodata.stated import Rule

_VERBS: Final = {"affirm": "says", "deny": "denies", "report": "passes on"}
_SIGNS: Final = {"affirm": "●", "deny": "⊘", "report": "◐"}
_UNIT_NAMES: Final = {
    "m": "metres", "km": "kilometres", "mi": "miles", "nmi": "nautical miles", "ft": "feet", "yd": "yards",
}  # fmt: skip
_CREDIBILITY: Final = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "cannot be judged",
}  # fmt: skip
_RELIABILITY: Final = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
#: Summaries in a list; the card has the whole.
_MAX_ROW_CHARS: Final = 240
#: Rows beside the map; the list below it has all.
_MAX_UNLOCATED: Final = 50


def text(value: object) -> str:
    """Return any text as HTML that shows it as it is written, in its own direction, whatever is in it."""
    return f"<bdi>{html.escape(visible(str(value)))}</bdi>"


def attribute(value: object) -> str:
    """Return any text as the inside of a quoted attribute."""
    return html.escape(visible(str(value)), quote=True)


def _is_web_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def link(url: str | None, words: str) -> str:
    """Return a link that opens apart and tells the other site nothing; plain text where the address is no web page."""
    if url is None:
        return text(words)
    if not _is_web_address(url):
        return f"{text(words)} <span class='quiet'>(address not opened: {text(url)})</span>"
    return f"<a href='{attribute(url)}' target='_blank' rel='noopener noreferrer'>{text(words)}</a>"


def _button(action: str, value: str, inner: str, *, css: str = "", pressed: bool | None = None) -> str:
    state = "" if pressed is None else f" aria-pressed='{str(pressed).lower()}'"
    classes = f" class='{css}'" if css else ""
    return (
        f"<button type='button'{classes} data-action='{attribute(action)}' data-value='{attribute(value)}'{state}>"
        f"{inner}</button>"
    )


def _chip(color: str) -> str:
    return f"<span class='chip' style='background:{attribute(color)}'></span>"


# -- the actors ------------------------------------------------------------------------------------------------------


def actors(case: Case, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None) -> str:
    """Return the actors as toggles under the side they belong to.

    Parameters
    ----------
    case
        Where the actors are.
    counts
        How many claims each actor makes; actors without any are only spoken about and have no toggle.
    colors
        ``#rrggbb`` by actor.
    chosen
        Ids of the actors shown; ``None`` is all of them.
    """
    sides: dict[str, list[str]] = {}
    for actor in case.actors:
        if counts.get(actor.id):
            sides.setdefault(case.lineage(actor.id)[-1], []).append(actor.id)
    parts = [
        "<div class='bar'><strong>Actors</strong>",
        _button("actors", "all", "All", css="small"),
        _button("actors", "none", "None", css="small"),
        "</div>",
    ]
    several = {side: members for side, members in sides.items() if len(members) > 1}
    for side, members in several.items():
        total = sum(counts[member] for member in members)
        is_on = chosen is None or all(member in chosen for member in members)
        name = f"{text(case.actor_by_id[side].name)} <span class='quiet'>{total}</span>"
        parts.append(f"<div class='side'>{_button('side', side, name, css='head', pressed=is_on)}<div>")
        parts += [_actor_toggle(case, member, counts, colors, chosen) for member in members]
        parts.append("</div></div>")
    alone = [members[0] for side, members in sides.items() if side not in several]
    parts.append("<div class='side'><div>")
    parts += [_actor_toggle(case, member, counts, colors, chosen) for member in alone]
    parts.append("</div></div>")
    return "".join(parts)


def choices(title: str, action: str, options: Sequence[tuple[str, str, int]], chosen: frozenset[str] | None) -> str:
    """Return one more thing to filter by as toggles.

    Parameters
    ----------
    title, action
        What it is called, and what its buttons report.
    options
        Value, name and number of claims of each.
    chosen
        Values shown; ``None`` is all of them.
    """
    toggles = "".join(
        _button(
            action,
            value,
            f"{text(name)} <span class='quiet'>{count}</span>",
            css="toggle",
            pressed=chosen is None or value in chosen,
        )
        for value, name, count in options
    )
    return f"<div class='side'><strong class='title'>{title}</strong><div>{toggles}</div></div>"


def _actor_toggle(
    case: Case, actor: str, counts: Mapping[str, int], colors: Mapping[str, str], chosen: frozenset[str] | None
) -> str:
    name = f"{_chip(colors[actor])}{text(case.actor_by_id[actor].name)} <span class='quiet'>{counts[actor]}</span>"
    return _button("actor", actor, name, css="toggle", pressed=chosen is None or actor in chosen)


# -- the list --------------------------------------------------------------------------------------------------------


def claim_list(
    case: Case,
    claims: Sequence[Claim],
    unlocated: Mapping[str, Unlocated],
    colors: Mapping[str, str],
    selected: str | None,
    pages: tuple[int, int],
) -> str:
    """Return one page of the claims shown as a list of buttons; those without a place say why.

    ``pages`` is the number of this page, from 0, and of all pages.
    """
    page, count = pages
    rows = "".join(
        f"<li>{_claim_row(case, claim, unlocated.get(claim.id), colors, selected == claim.id)}</li>" for claim in claims
    )
    if not rows:
        return "<p class='empty'>No claim passes the filters. Choose “Show all” to clear them.</p>"
    turn = ""
    if count > 1:
        back = _button("page", str(page - 1), "Previous", css="small") if page else ""
        forth = _button("page", str(page + 1), "Next", css="small") if page + 1 < count else ""
        turn = f"<div class='bar'>{back}<span>Page {page + 1:,} of {count:,}</span>{forth}</div>"
    return f"<ul class='claims'>{rows}</ul>{turn}"


def _claim_row(
    case: Case,
    claim: Claim,
    unlocated: Unlocated | None,
    colors: Mapping[str, str],
    is_selected: bool,  # noqa: FBT001
) -> str:
    actor = case.actor_by_id[claim.actor]
    off = f"<span class='off'>not on the map: {text(unlocated.reason)}</span>" if unlocated else ""
    inner = (
        f"{_chip(colors[actor.id])}<span class='row'><span class='who'>{text(actor.name)} "
        f"<span class='quiet'>{_SIGNS[claim.polarity]} {_VERBS[claim.polarity]}</span></span>"
        f"<span class='what'>{text(shortened(claim.summary, _MAX_ROW_CHARS))}</span>{off}</span>"
    )
    return _button("claim", claim.id, inner, css="claim", pressed=is_selected)


def unlocated_claims(
    case: Case,
    claims: Sequence[Claim],
    reasons: Mapping[str, Unlocated],
    colors: Mapping[str, str],
    selected: str | None,
) -> str:
    """Return those of the claims shown that are not on the map, each with the reason, to stand beside it."""
    missing = [claim for claim in claims if claim.id in reasons]
    if not missing:
        return ""
    rows = "".join(
        f"<li>{_claim_row(case, claim, reasons[claim.id], colors, selected == claim.id)}</li>"
        for claim in missing[:_MAX_UNLOCATED]
    )
    rest = len(missing) - _MAX_UNLOCATED
    more = f"<p class='quiet'>and {rest:,} more, in the list below the map</p>" if rest > 0 else ""
    # Open while there is no card above it.
    state = "" if selected else " open"
    title = f"{counted(len(missing), 'claim')} not on the map"
    return f"<details class='beside'{state}><summary>{title}</summary><ul class='claims'>{rows}</ul>{more}</details>"


# -- the card --------------------------------------------------------------------------------------------------------


def _row(term: str, value: str) -> str:
    return f"<dt>{term}</dt><dd>{value}</dd>"


def _time(edtf: str | None) -> str:
    if edtf is None:
        return "<span class='quiet'>not stated</span>"
    return f"{text(in_words(parse(edtf)))} <code>{text(edtf)}</code>"


def _count(count: Count) -> str:
    if count.max is None:
        return f"at least {count.min:,}"
    if count.max == count.min:
        return f"{count.min:,}"
    return f"{count.min:,} to {count.max:,}" if count.min else f"up to {count.max:,}"


def metres(length_m: float, digits: int) -> str:
    """Return a length in kilometres and miles: ``"56.3 km (35.0 mi)"``."""
    miles = length_m / METRES_PER_UNIT["mi"]
    return f"{length_m / 1000:,.{digits}f} km ({miles:,.{digits}f} mi)"


def distance(claim: Claim, rule: Rule) -> str:
    """Return a claim's stated distance as spoken, and in km and miles with the bounds that its digits allow."""
    assert claim.distance is not None  # noqa: S101 - asked for claims that have one
    stated = bounds(claim.distance, rule)
    spoken = f"{claim.distance.value} {_UNIT_NAMES[claim.distance.unit]}"
    return (
        f"<div>{text(spoken)} as spoken = {metres(stated.value_m, 2)}</div>"
        f"<span class='quiet'>{stated.min_m / 1000:,.2f} to {stated.max_m / 1000:,.2f} km, "
        f"{stated.min_m / METRES_PER_UNIT['mi']:,.2f} to {stated.max_m / METRES_PER_UNIT['mi']:,.2f} mi, "
        f"by its digits ({rule} rule)</span>"
    )


def _place_name(site: Site) -> str:
    arabic = [name.name for name in site.names if (name.lang or "").startswith("ar")]
    return " ".join(text(name) for name in (site.name, *arabic[:1]))


def _position(site: Site) -> str:
    if site.geometry is None:
        return "position not known"
    if site.is_region:
        return "a region: anywhere inside its border"
    lon, lat = site.geometry["coordinates"][:2]
    where = f"{abs(lat):.8g}° {'N' if lat >= 0 else 'S'}, {abs(lon):.8g}° {'E' if lon >= 0 else 'W'}"
    if site.uncertainty_m is None:
        return f"{where}, uncertainty unknown"
    return f"{where} ± {site.uncertainty_m / 1000:,.3g} km"


_RELATIONS: Final = {
    "at": "at", "in": "in", "over": "over", "at_distance": "at a distance from", "within": "within a distance of",
    "beyond": "beyond a distance from",
}  # fmt: skip


def _where(case: Case, claim: Claim, unlocated: Unlocated | None, rule: Rule) -> str:
    if claim.relation is None or claim.site is None:
        return _row("Where", "<span class='quiet'>no place stated: not on the map</span>")
    site = case.site_by_id[claim.site]
    parts = [f"{_RELATIONS[claim.relation]} {_place_name(site)}"]
    if claim.distance is not None:
        parts.append(distance(claim, rule))
    if claim.bearing is not None:
        azimuth_deg, half_width_deg = azimuth_and_half_width(claim.bearing)
        spoken = f"{text(claim.bearing.point)}, " if claim.bearing.point else ""
        parts.append(f"towards {spoken}azimuth {azimuth_deg:g}° ± {half_width_deg:g}°")
    parts.append(f"<span class='quiet'>{text(site.name)}: {text(_position(site))}</span>")
    placed = [text(words) for words in (site.georeference_remarks, site.georeference_sources) if words]
    if placed:
        parts.append(f"<details><summary>How this place was found</summary>{'<br>'.join(placed)}</details>")
    if unlocated is not None:
        parts.append(f"not on the map: {text(unlocated.reason)}")
    return _row("Where", "".join(f"<div>{part}</div>" for part in parts))


def _source(source: Source) -> str:
    facts = [text(fact) for fact in (source.publisher, source.published and in_words(parse(source.published))) if fact]
    parts = [link(source.url, source.title), *facts]
    if source.url is None:
        parts.append("<span class='quiet'>no address</span>")
    if source.archived_url:
        parts.append(link(source.archived_url, "archived copy"))
    if source.sha256:
        parts.append(f"sha256 <code>{text(source.sha256)}</code>")
    if source.reliability:
        parts.append(f"reliability {source.reliability}: {_RELIABILITY[source.reliability]}")
    locator = source.record.get("locator")
    if isinstance(locator, str):
        parts.append(f"<span class='quiet'>{text(locator)}</span>")
    return f"<li>{' · '.join(parts)}</li>"


def _other_claims(case: Case, ids: Iterable[str]) -> str:
    rows = []
    for claim_id in ids:
        other = case.claim_by_id[claim_id]
        words = f"{text(case.actor_by_id[other.actor].name)}: {text(shortened(other.summary, _MAX_ROW_CHARS))}"
        rows.append(f"<li>{_button('claim', claim_id, words, css='inline')}</li>")
    return f"<ul>{''.join(rows)}</ul>"


def card(case: Case, claim: Claim, colors: Mapping[str, str], unlocated: Unlocated | None, rule: Rule) -> str:
    """Return everything that is known of one claim."""
    actor = case.actor_by_id[claim.actor]
    belongs = [case.actor_by_id[other].name for other in case.lineage(actor.id)[1:]]
    part_of = f" <span class='quiet'>(part of {', '.join(map(text, belongs))})</span>" if belongs else ""
    about = case.actor_by_id[claim.about_actor].name if claim.about_actor else None
    event = case.event_by_id[claim.event].name if claim.event else None
    rows = [
        _row("About whom", text(about) if about else "<span class='quiet'>not stated</span>"),
        _row("Event", text(event) if event else "<span class='quiet'>no single event</span>"),
        _row("Said", _time(claim.stated)),
        _row("Happened", _time(claim.event_time)),
        _where(case, claim, unlocated, rule),
    ]
    rows += [
        _row(name, _count(count)) for name, count in (("Killed", claim.killed), ("Wounded", claim.wounded)) if count
    ]
    if claim.killed is None and claim.wounded is None:
        rows.append(_row("Casualties", "<span class='quiet'>no number stated</span>"))
    rows.append(
        _row("Credibility", f"{claim.credibility}: {_CREDIBILITY[claim.credibility]}") if claim.credibility else ""
    )
    sources = "".join(_source(case.source_by_id[source]) for source in claim.sources)
    rows.append(_row("Sources", f"<ul>{sources}</ul>" if sources else "<strong>no source given</strong>"))
    if claim.derived_from:
        rows.append(_row("Derives from", _other_claims(case, claim.derived_from)))
    derived = [other.id for other in case.claims if claim.id in other.derived_from]
    if derived:
        rows.append(_row("Basis of", _other_claims(case, derived)))
    remarks = claim.record["properties"].get("remarks")
    if isinstance(remarks, str):
        rows.append(_row("Remarks", text(remarks)))
    return (
        f"<article class='card' style='--side:{attribute(colors[actor.id])}' aria-label='Selected claim'>"
        f"<div class='bar'><h2>{_chip(colors[actor.id])}{text(actor.name)}{part_of}</h2>"
        f"{_button('close', claim.id, 'Close', css='small close')}</div>"
        f"<p class='said'><span class='verb'>{_SIGNS[claim.polarity]} {_VERBS[claim.polarity]}</span> "
        f"<span class='summary'>{text(claim.summary)}</span></p><dl>{''.join(rows)}</dl>"
        f"<p class='quiet'>Claim <code>{text(claim.id)}</code></p></article>"
    )


def no_card(case: Case) -> str:
    """Return what stands where the card will be while no claim is selected."""
    return (
        f"<p class='summary'>{text(case.summary)}</p>"
        "<p class='empty'>Choose a claim on the map or in the list to read it with its sources.</p>"
    )


# -- places and sources ----------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th scope='col'>{name}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class='wide'><table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>"


def places(case: Case) -> str:
    """Return every place of a case as a table: position with its uncertainty, spellings, where it was found."""
    rows = [
        (
            text(site.name),
            text(_position(site)),
            ", ".join(text(spelling) for spelling in site.spellings[1:]),
            f"{sum(claim.site == site.id for claim in case.claims)}",
            "<br>".join(text(words) for words in (site.georeference_remarks, site.georeference_sources) if words),
        )
        for site in case.sites
    ]
    if not rows:
        return "<p class='empty'>This case names no place.</p>"
    return f"<h2>Places</h2>{_table(('Place', 'Position', 'Also written', 'Claims', 'How it was found'), rows)}"


def _credit(line: Mapping[str, object]) -> str:
    facts = (line.get("name"), line.get("what"), line.get("license"))
    return f"<li>{' · '.join(text(fact) for fact in facts if isinstance(fact, str))}</li>"


def sources(case: Case) -> str:
    """Return every source of a case with the claims that cite it, and the credits of the case's data."""
    rows = []
    for source in case.sources:
        citing = [claim for claim in case.claims if source.id in claim.sources]
        speakers = dict.fromkeys(case.actor_by_id[claim.actor].name for claim in citing)
        rows.append((
            f"<ul class='bare'>{_source(source)}</ul>",
            str(len(citing)),
            ", ".join(map(text, speakers)),
        ))  # fmt: skip
    listed = _table(("Source", "Claims", "By"), rows) if rows else "<p class='empty'>This case has no source.</p>"
    lines = [_credit(line) for line in case.document.get("case", {}).get("credits") or () if isinstance(line, dict)]
    credit = f"<h2>Data of this case</h2><ul>{''.join(lines)}</ul>" if lines else ""
    return f"<h2>Sources</h2>{listed}{credit}"


# -- around ----------------------------------------------------------------------------------------------------------


def heading(case: Case, shown: str, filtered: str) -> str:
    """Return the title of the page, and in words what is shown and by which filters."""
    by = f" <span class='quiet'>Filtered: {text(filtered)}.</span>" if filtered else ""
    return f"<h1>{text(case.title)}</h1><p role='status'><strong>{text(shown)}.</strong>{by}</p>"


def unread(parts: Sequence[str]) -> str:
    """Return what in an address could not be read."""
    listed = ", ".join(text(part) for part in parts)
    return f"<p>The address names what this case does not have, which was left out: {listed}.</p>"


def plain(words: str) -> str:
    """Return text for Streamlit's own widgets, which read Markdown: every sign that could mean something is escaped."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])", r"\\\1", visible(words))


def what_is_sent(base: OnlineBase) -> str:
    """Say what an online base map sends to whom."""
    return (
        f"While it is on, your browser asks {base.host} for pictures: it learns your network address and which area "
        "you look at, at which zoom. Nothing of the case is sent."
    )


def problems(source: str, found: Sequence[Problem]) -> str:
    """Return every problem of an input, grouped by the record it is in, errors first."""
    errors = sum(problem.severity == "error" for problem in found)
    warnings = len(found) - errors
    counts = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(warnings)
    groups: dict[str, list[Problem]] = {}
    for problem in sorted(found, key=lambda problem: problem.severity):
        groups.setdefault(problem.where.split(" $", 1)[0], []).append(problem)
    parts = [f"<p><strong>{text(source)}</strong>: {' and '.join(counts)}.</p>"]
    for record, members in groups.items():
        rows = "".join(
            f"<li><span class='{member.severity}'>{member.severity}</span> {text(member.message)} "
            f"{text(member.remedy)} <code>{text(member.where)} · {text(member.rule)}</code></li>"
            for member in members
        )
        parts.append(f"<section><h3>{text(record)}</h3><ul>{rows}</ul></section>")
    return f"<div class='problems'>{''.join(parts)}</div>"
