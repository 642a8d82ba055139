"""The working behind one verdict: each aspect, the inequality that decided, its numbers, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.render.text.blocks import Facts, Listing, Paragraph, Section, Table, code, line, lines, strong
from geodata.render.text.claim_view import MAX_REFERRED_CHARS, said

if TYPE_CHECKING:
    from geodata.core.model import Case
    from geodata.render.text.blocks import Block
    from geodata.render.text.pair_view import PairView


def working(case: Case, pair: PairView) -> Section:
    """Return two claims, their verdict by aspect, and what would change it."""
    named = (("First: ", pair.first), ("Second: ", pair.second))
    # The whole of each stands once, under who says it.
    both = [line(strong(name), *said(case, one.id, MAX_REFERRED_CHARS)) for name, one in named]
    rows = [
        (lines(aspect.name), lines(aspect.verdict), lines(aspect.margin), lines(aspect.why)) for aspect in pair.aspects
    ]
    blocks: list[Block] = [
        Listing(tuple(both)),
        Table(("Aspect", "Verdict", "Margin", "Why"), (11, 15, 14, 60), tuple(rows)),
    ]
    if pair.not_compared:
        blocks.append(Paragraph(line(pair.not_compared)))
    if pair.asked:
        blocks.append(Facts((("Condition", lines(*pair.asked)), ("Rule", lines(pair.rule)))))
    if pair.changes:
        blocks += [Paragraph(line("What would change the verdict:")), Listing(lines(*pair.changes))]
    return Section(line(code(pair.first.id), " and ", code(pair.second.id), f" {pair.words}"), tuple(blocks))
