"""A case as one HTML file: map, claims, verdicts, assumptions and sources, put together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from markupsafe import Markup

from geodata import PROGRAM
from geodata.casefile.io import case_to_bytes
from geodata.core.assumptions import Assumptions
from geodata.core.claim_ids import find_claims
from geodata.core.model import Case, Claim
from geodata.core.text import counted
from geodata.core.units import DEFAULT_UNIT, Unit
from geodata.geodesy.claim_shapes import unlocated_claims
from geodata.render import basemap
from geodata.render.html import matrix, page_claims, tables, toggles
from geodata.render.html.answer_card import answers_alone
from geodata.render.html.templating import render
from geodata.render.html.timeline_plot import TimeHead, timeline, timeline_head
from geodata.render.map.payload import Drawing, draw, encode_bits
from geodata.render.map.script_json import in_script, script_json
from geodata.render.page.findings import MAX_COMPARED, Findings, compare_shown
from geodata.render.page.page_basemap import carried_tiles
from geodata.render.page.scripts import leaflet_version, policy, script, style
from geodata.render.text.assumption_view import METHOD, assumption_views
from geodata.render.text.claim_view import claim_line, claim_view
from geodata.render.text.palette import colors
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.raster import verdict_png
from geodata.render.text.set_view import NO_CONFLICT, SMALLEST, conflict_views, counts_view
from geodata.render.text.timeline_view import timeline_view
from geodata.timeline.claim_spans import claim_spans
from geodata.timeline.time_axis import opening_axis
from geodata.verdicts.context import CaseContext
from geodata.verdicts.ordering import in_blocks
from geodata.verdicts.statements import by_claim
from geodata.verdicts.text_report import largest_words, say_what_is_missing
from geodata.view.filters import Selection

if TYPE_CHECKING:
    from geodata.verdicts.statements import StatementTable


#: A matrix of more claims is a picture.
_MAX_CELLS: Final = 120
#: Of more claims the folded part is read when it is opened: a browser takes seconds for ten thousand of them.
_MAX_READ_AT_ONCE: Final = 500
_MAX_GROUPS: Final = 40
_MAX_SETS: Final = 100


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The same case and the same options give the same page, byte for byte."""

    made: date
    """The day that the page says it was made on."""
    file_sha256: str | None = None
    """Of the case file's bytes, as 64 hexadecimal digits; ``None`` takes the case as this program writes it."""
    title: str | None = None
    """Instead of the case's."""
    claims: tuple[str, ...] | None = None
    """Ids of the claims to put into it; ``None`` for all."""
    assumptions: Assumptions = field(default_factory=Assumptions)
    window: tuple[float, float, float, float] | None = None
    """West, south, east and north in degrees, of what the map shows first; ``None`` for all that speaks of an event.
    East may count on beyond 180."""
    unit: Unit = DEFAULT_UNIT
    """For lengths that are not as spoken."""


def webpage(case: Case, options: PageOptions) -> str:
    """Return a case as one HTML file, which needs no network, no server and, but for its map, no script.

    Raises ``ClaimIdError`` if an id in ``options.claims`` is no claim's, or there is none. Raises ``ValueError`` if the
    assumptions do not fit the case; see :func:`geodata.core.assumptions.assumed_distance`.
    """
    shown = excerpt(case, options.claims)
    setting = CaseContext(case, options.assumptions)
    findings = compare_shown(setting, [claim.id for claim in shown.claims], options.unit)
    parts = {
        "actors": _toggles(shown),
        "answers": _answers(shown, findings),
        "timeline": _timeline(setting, shown) if findings else "",
        "off_map": page_claims.off_map(shown, colors(shown)),
        "claims": _claims(case, shown, findings, options),
        "verdicts": _verdicts(shown, findings),
        "places": tables.place_table(shown, options.unit),
        "sources": tables.source_table(shown),
    }
    page = render(
        "page.html",
        policy=policy(script(), style(), parts.values()),
        program=PROGRAM,
        title=options.title or case.title,
        summary=case.summary,
        shown=Selection(shown.claims, len(shown.claims)).sentence(len(unlocated_claims(shown))),
        left_out=_left_out(len(case.claims) - len(shown.claims)),
        made=f"{options.made:%d %B %Y}".lstrip("0"),
        assumptions=assumption_views(case, options.assumptions, options.unit),
        method=METHOD,
        about=_about(case, shown, options),
        data=_data(shown, draw(shown, options.assumptions.rule), options),
        style=Markup(style()),  # noqa: S704 - our own files, checked there
        script=Markup(script()),  # noqa: S704 - as above
        **parts,
    )
    return str(page)  # to markup, whatever is added would be escaped


def _left_out(claims: int) -> str:
    """Say how many claims of the case are not in the file; empty for none."""
    if not claims:
        return ""
    return f"{counted(claims, 'other claim')} of the case {'is' if claims == 1 else 'are'} not in this file."


def _toggles(shown: Case) -> Markup:
    counts = Counter(claim.actor for claim in shown.claims)
    return toggles.actors(shown, counts, colors(shown), None)


def _answers(shown: Case, findings: Findings | None) -> Markup | str:
    if findings is None or not findings.answers:
        return ""
    return answers_alone(findings.answers, findings.events_left, colors(shown), _explained(findings))


def _timeline(setting: CaseContext, shown: Case) -> Markup | str:
    """Return when the claims say that it was, as the app opens it; empty where none states a time."""
    spans, ids = claim_spans(setting), frozenset(shown.claim_by_id)
    axis = opening_axis(shown, spans, spans.zone)
    if axis is None:
        return ""
    head = TimeHead(axis, None)
    view = timeline_view(setting, spans, axis, shown.claims, ids, None)
    return timeline(view, head, timeline_head(head, spans, ids), colors(shown), by_hour=False)


def _explained(findings: Findings) -> frozenset[frozenset[str]]:
    """Return the pairs whose working is in the page."""
    return frozenset(frozenset((pair.first.id, pair.second.id)) for pair in findings.explained)


def _claims(case: Case, shown: Case, findings: Findings | None, options: PageOptions) -> Markup:
    color_of, is_deferred = colors(case), len(shown.claims) > _MAX_READ_AT_ONCE
    explained = _explained(findings) if findings else frozenset()
    told = {claim.id: claim_line(case, claim) for claim in shown.claims} if findings else {}

    def entry(claim: Claim) -> page_claims.ListedClaim:
        beside = page_claims.others(claim.id, findings.related(claim.id), explained, told, color_of) if findings else ""
        view = claim_view(case, claim, options.assumptions, options.unit)
        return page_claims.ListedClaim(view, color_of[claim.actor], beside)

    return page_claims.entries(map(entry, shown.claims), is_long=is_deferred)


def _verdicts(shown: Case, findings: Findings | None) -> Markup:
    if findings is None:
        return render("page_not_compared.html", claims=len(shown.claims), limit=MAX_COMPARED)
    each = by_claim(findings.consistency.table)
    counts = counts_view(findings.consistency.table, len(shown.claims), findings.statements)
    return render(
        "page_verdicts.html",
        counts=counts,
        accounts=findings.accounts,
        matrices=_matrices(shown, findings.statements or each),
        parts=_matrices(shown, each) if findings.statements else (),
        sets=conflict_views(shown, findings.consistency),
        groups=[(one, [pair for pair in findings.explained if pair.verdict == one.verdict]) for one in counts.judged],
        colors=colors(shown),
        note=f"{largest_words(findings.consistency)} {say_what_is_missing(findings.consistency)}".strip(),
        not_true=NOT_TRUE,
        smallest=SMALLEST,
        no_conflict=NO_CONFLICT,
        pair_id=page_claims.pair_id,
        max_groups=_MAX_GROUPS,
        max_sets=_MAX_SETS,
    )


def _matrices(shown: Case, table: StatementTable) -> list[Markup]:
    """Return what was compared, against each other: in cells, or as pictures where they are too many."""
    blocks, _ = in_blocks(table)
    pictures = [
        matrix.verdict_picture(verdict_png(table.codes[np.ix_(block, block)]), len(block), "Their details are below.")
        for block in blocks
        if len(block) > _MAX_CELLS
    ]
    in_cells = [block for block in blocks if len(block) <= _MAX_CELLS]
    return [*pictures, *([matrix.matrices(shown, table, in_cells, colors(shown), (), None)] if in_cells else [])]


def _about(case: Case, shown: Case, options: PageOptions) -> tuple[tuple[str, str], ...]:
    """Return what the file says of itself: terms and values."""
    whose = "the case file" if options.file_sha256 else "the case as this program writes it"
    return (
        ("Case", f"{case.title} ({case.id})"),
        ("Claims in this file", f"{len(shown.claims):,} of {len(case.claims):,}"),
        ("Made", options.made.isoformat()),
        ("Made by", PROGRAM),
        (f"SHA-256 of {whose}", options.file_sha256 or hashlib.sha256(case_to_bytes(case)).hexdigest()),
        ("Base map", basemap.attribution()),
        ("Map drawn with", f"Leaflet {leaflet_version()}, © Volodymyr Agafonkin, © CloudMade, BSD 2-Clause"),
    )


def _data(shown: Case, drawing: Drawing, options: PageOptions) -> dict[str, Markup]:
    """Return what the script reads, by name, as JSON that can stand in a script element."""
    (south, west), (north, east) = drawing.bounds
    window = options.window or (west, south, east, north)
    tiles = ",".join(f'"{z}/{x}/{y}":{tile.decode()}' for (z, x, y), tile in carried_tiles(window).items())
    view: dict[str, Any] = {
        "bounds": [[window[1], window[0]], [window[3], window[2]]],
        "shown": encode_bits(drawing, set(drawing.order)),
        "credit": basemap.attribution(),
        "unlocated": list(unlocated_claims(shown)),
        "claims": counted(len(shown.claims), "claim"),
    }
    written = {
        "drawing": in_script(drawing.payload.decode()),
        "tiles": in_script(f"{{{tiles}}}"),
        "view": script_json(view),
    }
    return {name: Markup(json) for name, json in written.items()}  # noqa: S704 - escaped as JSON in a script is


def excerpt(case: Case, claim_ids: Sequence[str] | None) -> Case:
    """Return a case with these claims alone, the places that they name and the sources that they cite.

    Every actor keeps the colour that it has among all claims. A claim may still derive from one that is left out.

    ``claim_ids``: ids of claims; ``None`` takes the whole case.
    Raises ``ClaimIdError`` if an id is no claim's, or there is none.
    """
    if claim_ids is None:
        return case
    chosen = set(find_claims(case, claim_ids))
    claims = tuple(claim for claim in case.claims if claim.id in chosen)
    sites = {site for claim in claims for site in claim.sites}
    sources = {source for claim in claims for source in claim.sources}
    color_of = colors(case)
    return replace(
        case,
        claims=claims,
        actors=tuple(replace(actor, color=color_of[actor.id]) for actor in case.actors),
        sites=tuple(site for site in case.sites if site.id in sites),
        sources=tuple(source for source in case.sources if source.id in sources),
    )
