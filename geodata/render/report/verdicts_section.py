"""Which claims of a report can be true together: pairs with their working, smallest conflicts, accounts."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY, UNDECIDED
from geodata.core.text import counted
from geodata.render.report.derivation import working
from geodata.render.text import terms
from geodata.render.text.blocks import Listing, Paragraph, Section, Table, code, joined, line, lines, note, strong
from geodata.render.text.claim_view import said
from geodata.render.text.pair_view import pair_view
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.set_view import SMALLEST, accounts_view
from geodata.verdicts.pairwise import ASPECTS
from geodata.verdicts.text_report import largest_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Block, Line, Lines
    from geodata.render.text.pair_view import PairView

ClaimIds = tuple[str, str]

#: Words of a claim in a list of sets.
_MAX_WORDS_CHARS: Final = 140


def list_verdicts(subject: Subject) -> Section:
    """Return everything that was found by comparing the claims."""
    title = line(terms.TOGETHER)
    if len(subject.claims) < 2:  # noqa: PLR2004 - a pair
        return Section(title, (Paragraph(line("There are no two claims to compare.")),))
    parts = (_accounts(subject), _contradictory(subject), _sets(subject), undecided(subject))
    return Section(title, (Paragraph(line(NOT_TRUE)), *parts))


def pairs_of(subject: Subject, code_of_verdict: int) -> tuple[ClaimIds, ...]:
    """Return the pairs of claims with a verdict, in the order of the file."""
    table = subject.found.table
    found = np.argwhere(np.triu(table.codes == code_of_verdict))
    return tuple((table.claims[row], table.claims[column]) for row, column in found)


def _accounts(subject: Subject) -> Section:
    sides, speakers = (accounts_view(subject.case, subject.found, by_side=by_side) for by_side in (True, False))
    shown = sides.groups[: subject.options.max_pairs]
    rest = len(sides.groups) - len(shown)
    blocks: list[Block] = [
        Paragraph(line(strong(sides.taken))),
        Listing(lines(*sides.sentences)),
        Paragraph(line(f"{sides.title}.")),
        *([Listing(tuple(joined(group.names, "; ") for group in shown))] if shown else []),
        *note(f"and {rest:,} more" if rest else ""),
        *note(sides.note),
        Paragraph(line(strong(speakers.taken))),
        Listing(lines(*speakers.sentences)),
    ]
    return Section(line(terms.ACCOUNTS), tuple(blocks))


def _contradictory(subject: Subject) -> Section:
    found = pairs_of(subject, CONTRADICTORY)
    shown = in_turn(subject, found, subject.options.max_pairs)
    rest = [ids for ids in found if ids not in set(shown)]
    intro = f"{counted(len(found), 'pair')} of claims cannot both be true."
    if rest:
        intro += f" {len(shown):,} in detail; the other {len(rest):,} are named after them."
    sections = [working(subject.case, pair_view(subject.setting, *ids)) for ids in shown]
    named = [Section(line("The other pairs that cannot both be true"), (_named(rest),))] if rest else []
    return Section(line("Pairs that cannot both be true"), (Paragraph(line(intro)), *sections, *named))


def in_turn(subject: Subject, found: Sequence[ClaimIds], most: int) -> tuple[ClaimIds, ...]:
    """Return so many contradictory pairs, each aspect that decides in turn, so that none crowds out another."""
    table = subject.found.table
    row = {claim: number for number, claim in enumerate(table.claims)}
    groups: dict[str, list[ClaimIds]] = {name: [] for name in ASPECTS}
    for a, b in found:
        decided = (name for name in ASPECTS if table.aspects[name][row[a], row[b]] == CONTRADICTORY)
        groups[next(decided)].append((a, b))
    chosen = set([ids for ids in chain(*zip_longest(*groups.values())) if ids is not None][:most])
    return tuple(ids for group in groups.values() for ids in group if ids in chosen)


def _named(pairs: Iterable[ClaimIds]) -> Listing:
    """Return pairs by their ids, those of one claim together."""
    others: dict[str, list[str]] = {}
    for a, b in pairs:
        others.setdefault(a, []).append(b)
    return Listing(tuple(line(code(a), " with ", code(", ".join(found))) for a, found in others.items()))


def _sets(subject: Subject) -> Section:
    larger = [conflict for conflict in subject.found.conflicts if len(conflict) > 2]  # noqa: PLR2004 - pairs
    shown = larger[: subject.options.max_pairs]
    intro = f"{counted(len(larger), 'set')} of three claims or more cannot all be true. {SMALLEST}"
    count = largest_words(subject.found)
    sections: list[Block] = [
        Section(line(f"Set {number}"), (Listing(tuple(_in_set(subject, claim) for claim in conflict)),))
        for number, conflict in enumerate(shown, 1)
    ]
    rest = Listing(tuple(line(code(" + ".join(conflict))) for conflict in larger[len(shown) :]))
    if rest.items:
        sections.append(Section(line("The other sets"), (rest,)))
    title = line(f"{terms.CONFLICTS} of three claims or more")
    return Section(title, (Paragraph(line(f"{intro} {count}")), *note(subject.found.note), *sections))


def _in_set(subject: Subject, claim_id: str) -> Line:
    return line(code(claim_id), " ", *said(subject.case, claim_id, _MAX_WORDS_CHARS))


def undecided(subject: Subject) -> Section:
    """Return the pairs that are not decided, each with why."""
    found = pairs_of(subject, UNDECIDED)
    shown, rest = found[: subject.options.max_pairs], found[subject.options.max_pairs :]
    rows = tuple(_why(pair_view(subject.setting, *ids, has_changes=False)) for ids in shown)
    blocks: list[Block] = [
        Paragraph(line(f"{counted(len(found), 'pair')} of claims: neither agreement nor contradiction is proved."))
    ]
    if rows:
        blocks.append(Table(("First", "Second", "Aspect", "Why it is undecided"), (22, 22, 9, 47), rows))
    if rest:
        blocks += [*note(f"The other {len(rest):,}:"), _named(rest)]
    return Section(line("Undecided pairs"), tuple(blocks))


def _why(pair: PairView) -> tuple[Lines, ...]:
    undecided = [aspect for aspect in pair.aspects if aspect.verdict == "undecided"]
    names, reasons = [aspect.name for aspect in undecided], [aspect.why for aspect in undecided]
    return (line(code(pair.first.id)),), (line(code(pair.second.id)),), lines(*names), lines(*reasons)
