"""A case as one HTML file: map, claims, verdicts, assumptions and sources, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata import basemap, markup
from geodata.drawing import Drawing, bits, draw
from geodata.filters import Selection
from geodata.palette import colors
from geodata.picture import verdict_png
from geodata.scriptjson import in_script, script_json
from geodata.setting import Setting
from geodata.shapes import unlocated_claims
from geodata.text import counted, visible
from geodata.verdictreport import note
from geodata.webpage.assumed import in_sentences
from geodata.webpage.code import leaflet_version, script, style
from geodata.webpage.excerpt import excerpt
from geodata.webpage.findings import MAX_COMPARED, Findings, find
from geodata.webpage.policy import policy
from geodata.webpage.tiles import carried_tiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.model import Case
    from geodata.webpage.options import PageOptions

#: A matrix of more claims is a picture.
_MAX_CELLS: Final = 120
_MAX_GROUPS: Final = 40
#: Of more claims the folded part is read when it is opened: a browser takes seconds for ten thousand of them.
_MAX_READ_AT_ONCE: Final = 500


def webpage(case: Case, options: PageOptions) -> str:
    """Return a case as one HTML file, which needs no network, no server and, but for its map, no script.

    Parameters
    ----------
    case
        The whole case.
    options
        What of it to show, and what to say of the file.

    Raises
    ------
    ClaimIdError
        If an id in ``options.claims`` is no claim's, or there is none.
    ValueError
        If the assumptions do not fit the case; see :func:`geodata.assumptions.assumed`.
    """
    shown = excerpt(case, options.claims)
    findings = find(Setting(case, options.assumptions), [claim.id for claim in shown.claims])
    body = [
        _head(case, shown, options),
        _map(shown),
        _claims(case, shown, findings, options),
        _verdicts(shown, findings),
        markup.section("assumptions", markup.assumptions(in_sentences(case, options.assumptions, options.unit))),
        markup.section("data", markup.places(shown, options.unit) + markup.sources(shown)),
        _about(case, shown, options),
        markup.page_foot(),
    ]
    return markup.document(
        title=visible(options.title or case.title),
        policy=policy(script(), style(), body),
        style=style(),
        body=body,
        data=_data(shown, draw(shown, options.assumptions.rule), options),
        script=script(),
    )


def _head(case: Case, shown: Case, options: PageOptions) -> str:
    total = len(shown.claims)
    missing = len(case.claims) - total
    left_out = f"{counted(missing, 'other claim')} of the case {'is' if missing == 1 else 'are'} not in this file."
    words = Selection(shown.claims, total).sentence(len(unlocated_claims(shown)))
    made = f"{options.made:%d %B %Y}".lstrip("0")
    return markup.page_head(case, options.title or case.title, words, left_out if missing else "", made)


def _map(shown: Case) -> str:
    counts: dict[str, int] = {}
    for claim in shown.claims:
        counts[claim.actor] = counts.get(claim.actor, 0) + 1
    color_of = colors(shown)
    toggles = markup.actors(shown, counts, color_of, None)
    return markup.section("map", markup.stage(toggles, markup.off_map(shown, unlocated_claims(shown), color_of)))


def _claims(case: Case, shown: Case, findings: Findings | None, options: PageOptions) -> str:
    off, color_of = unlocated_claims(shown), colors(case)
    reading = options.assumptions.rule, options.unit
    explained = frozenset(frozenset((pair.a, pair.b)) for pair in findings.explained) if findings else frozenset()
    items, is_deferred = [], len(shown.claims) > _MAX_READ_AT_ONCE
    for row, claim in enumerate(shown.claims):
        beside = markup.others(case, claim, findings.related(row), explained, color_of) if findings else ""
        entry = markup.entry(
            case, claim, color_of, reading, unlocated=off.get(claim.id), beside=beside, is_deferred=is_deferred
        )
        items.append(entry)
    return markup.section("claims", markup.entries(items, is_long=is_deferred))


def _verdicts(shown: Case, findings: Findings | None) -> str:
    if findings is None:
        return markup.section("verdicts", markup.not_compared(len(shown.claims), MAX_COMPARED))
    found, color_of = findings.consistency, colors(shown)
    counts = found.table.counts()
    parts = [
        markup.verdict_counts(len(shown.claims), counts, note(found)),
        markup.subsection("Whose accounts can stand together"),
        markup.accounts(findings.accounts, findings.groups, "", _MAX_GROUPS, None),
        markup.subsection("Claim against claim"),
        _matrix(shown, findings, color_of),
        markup.subsection("Smallest sets that cannot all be true"),
        markup.sets(shown, found.conflicts, color_of),
        markup.subsection("Pair by pair"),
        markup.workings(shown, findings.explained, counts, color_of),
    ]
    return markup.section("verdicts", "".join(parts))


def _matrix(shown: Case, findings: Findings, color_of: Mapping[str, str]) -> str:
    table, blocks = findings.consistency.table, findings.blocks
    if not blocks:
        return markup.hint("No two of these claims share an aspect of one event that could be compared.")
    parts = [
        markup.verdict_picture(verdict_png(table.codes[np.ix_(block, block)]), len(block), "Their working is below.")
        for block in blocks
        if len(block) > _MAX_CELLS
    ]
    in_cells = [block for block in blocks if len(block) <= _MAX_CELLS]
    return "".join([*parts, markup.matrices(shown, table, in_cells, color_of, (), None)])


def _about(case: Case, shown: Case, options: PageOptions) -> str:
    facts = [
        ("Case", f"{case.title} ({case.id})"),
        ("Claims in this file", f"{len(shown.claims):,} of {len(case.claims):,}"),
        ("Made", options.made.isoformat()),
        ("Made by", options.program),
        ("SHA-256 of the case file", options.sha256),
        ("Base map", basemap.attribution()),
        ("Map drawn with", f"Leaflet {leaflet_version()}, © Volodymyr Agafonkin, © CloudMade, BSD 2-Clause"),
    ]
    return markup.section("about", markup.about(facts))


def _data(shown: Case, drawing: Drawing, options: PageOptions) -> dict[str, str]:
    """Return what the script reads, by name, as JSON that can stand in a script element."""
    (south, west), (north, east) = drawing.bounds
    window = options.window or (west, south, east, north)
    tiles = ",".join(f'"{z}/{x}/{y}":{tile.decode()}' for (z, x, y), tile in carried_tiles(window).items())
    view: dict[str, Any] = {
        "bounds": [[window[1], window[0]], [window[3], window[2]]],
        "shown": bits(drawing, set(drawing.order)),
        "credit": basemap.attribution(),
        "unlocated": list(unlocated_claims(shown)),
    }
    return {
        "drawing": in_script(drawing.payload.decode()),
        "tiles": in_script(f"{{{tiles}}}"),
        "view": script_json(view),
    }
