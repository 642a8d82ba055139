"""Which claims of a report can be true together: pairs with their working, smallest conflicts, accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import CONTRADICTORY, UNDECIDED, VERDICTS
from geodata.core.text import counted, shortened
from geodata.render.text import terms
from geodata.render.text.account_view import accounts_view
from geodata.render.text.blocks import (
    Facts,
    Listing,
    Paragraph,
    Section,
    Table,
    joined,
    line,
    lines,
    note,
    quiet,
    strong,
)
from geodata.render.text.claim_view import MAX_REFERRED_CHARS, said
from geodata.render.text.pair_view import pair_view
from geodata.render.text.phrases import NOT_TRUE, VERDICT_WORDS
from geodata.render.text.set_view import SMALLEST, set_views, statement_counts
from geodata.render.text.statement_view import WORST, statement_line
from geodata.verdicts.pairwise import ASPECTS
from geodata.verdicts.text_report import largest_words

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Block, Lines
    from geodata.render.text.pair_view import PairView
    from geodata.render.text.set_view import SetView
    from geodata.render.text.statement_view import StatementLine
    from geodata.verdicts.statements import StatementTable

ClaimIds = tuple[str, str]
TOLD_ONCE: Final = "The words of a claim stand where it is met first."
_PAIR: Final = 2


def list_verdicts(subject: Subject) -> Section:
    """Return everything that was found by comparing the claims."""
    title = line(terms.TOGETHER)
    if len(subject.claims) < 2:  # noqa: PLR2004 - a pair
        return Section(title, (Paragraph(line("There are no two claims to compare.")),))
    parts = (_accounts(subject), *_statements(subject), _contradictory(subject), _sets(subject), undecided(subject))
    return Section(title, (Paragraph(line(NOT_TRUE)), *parts))


def _statements(subject: Subject) -> Iterator[Section]:
    """Yield the statements of several claims against the others, the worst first; nothing where there are none."""
    found = subject.statements
    if found is None:
        return
    compared = np.argwhere(np.triu(found.codes)).tolist()
    several = [(row, column) for row, column in compared if len(found.parts[row]) + len(found.parts[column]) > _PAIR]
    several.sort(key=lambda pair: -found.codes[pair])
    shown = several[: subject.options.max_pairs]
    named: set[str] = set()
    rows = tuple(_statement_row(subject, found, row, column, named) for row, column in shown)
    intro = f"{statement_counts(found)} {WORST}"
    blocks: list[Block] = [Paragraph(line(intro))]
    if rows:
        blocks.append(Table(("First", "Second", "Verdict", "Aspects"), (35, 35, 15, 15), rows))
    rest = len(several) - len(shown)
    yield Section(line("Statements of several claims"), (*blocks, *note(f"and {rest:,} more" if rest else "")))


def _statement_row(
    subject: Subject, found: StatementTable, row: int, column: int, named: set[str]
) -> tuple[Lines, ...]:
    """Return a row of the table. ``named``: claims that are named above; these are added."""
    code_of_verdict = found.codes[row, column]
    aspects = [name for name, codes in found.aspects.items() if codes[row, column] == code_of_verdict]
    return (
        *(_parts(subject, statement_line(subject.case, found.parts[one]), named) for one in (row, column)),
        lines(VERDICT_WORDS[VERDICTS[code_of_verdict]]),
        lines(*aspects),
    )


def _parts(subject: Subject, statement: StatementLine, named: set[str]) -> Lines:
    """Return who makes a statement of which claims, and where it is met first in what words."""
    ids = [part.id for part in statement.parts]
    new = "" if named.issuperset(ids) else f": {shortened(statement.words, MAX_REFERRED_CHARS)}"
    named.update(ids)
    return lines(f"{statement.speaker}, {subject.numbers(*ids)}{new}")


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
    sections = [working(subject, pair_view(subject.setting, *ids)) for ids in shown]
    named = [Section(line("The other pairs that cannot both be true"), (_named(subject, rest),))] if rest else []
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


def _named(subject: Subject, pairs: Iterable[ClaimIds]) -> Listing:
    """Return pairs by their numbers, those of one claim together."""
    others: dict[str, list[str]] = {}
    for a, b in pairs:
        others.setdefault(a, []).append(b)
    return Listing(lines(*(f"{subject.numbers(a)} with {subject.numbers(*found)}" for a, found in others.items())))


def _sets(subject: Subject) -> Section:
    larger = [conflict for conflict in subject.found.conflicts if len(conflict) > _PAIR]
    views = set_views(subject.case, larger)
    shown, rest = views[: subject.options.max_pairs], views[subject.options.max_pairs :]
    intro = f"{counted(len(larger), 'set')} of three claims or more cannot all be true. {SMALLEST} {TOLD_ONCE}"
    count = largest_words(subject.found)
    told: set[str] = set()
    sections: list[Block] = [
        Section(line(f"Set {number}"), tuple(_set(subject, view, told))) for number, view in enumerate(shown, 1)
    ]
    if rest:
        named = lines(*(subject.numbers(*conflict) for view in rest for conflict in view.conflicts))
        sections.append(Section(line("The other sets"), (Listing(named),)))
    title = line(f"{terms.CONFLICTS} of three claims or more")
    return Section(title, (Paragraph(line(f"{intro} {count}")), *note(subject.found.note), *sections))


def _set(subject: Subject, view: SetView, told: set[str]) -> Iterator[Block]:
    """Yield a set. ``told``: claims whose words stand in a set above; these are added."""
    part_of = {
        claim.id: f" (part of {shortened(row.short, MAX_REFERRED_CHARS)})" if row.is_several else ""
        for row in view.rows
        for claim in row.parts
    }
    yield Listing(
        tuple(
            line(strong(subject.numbers(claim.id)), f", {claim.speaker}")
            if claim.id in told
            else (
                *line(strong(subject.numbers(claim.id)), ", ", *said(subject.case, claim.id, MAX_REFERRED_CHARS)),
                quiet(part_of[claim.id]),
            )
            for claim in view.claims
        )
    )
    told.update(claim.id for claim in view.claims)
    yield from note(view.several)


def undecided(subject: Subject) -> Section:
    """Return the pairs that are not decided, each with why."""
    found = pairs_of(subject, UNDECIDED)
    shown, rest = found[: subject.options.max_pairs], found[subject.options.max_pairs :]
    rows = tuple(_why(subject, pair_view(subject.setting, *ids, has_changes=False)) for ids in shown)
    blocks: list[Block] = [
        Paragraph(line(f"{counted(len(found), 'pair')} of claims: neither agreement nor contradiction is proved."))
    ]
    if rows:
        blocks.append(Table(("First", "Second", "Aspect", "Why it is undecided"), (22, 22, 9, 47), rows))
    if rest:
        blocks += [*note(f"The other {len(rest):,}:"), _named(subject, rest)]
    return Section(line("Undecided pairs"), tuple(blocks))


def _why(subject: Subject, pair: PairView) -> tuple[Lines, ...]:
    undecided = [aspect for aspect in pair.aspects if aspect.verdict == "undecided"]
    names, reasons = [aspect.name for aspect in undecided], [aspect.why for aspect in undecided]
    both = [lines(f"{one.speaker}, {subject.numbers(one.id)}") for one in (pair.first, pair.second)]
    return *both, lines(*names), lines(*reasons)


def working(subject: Subject, pair: PairView) -> Section:
    """Return two claims, their verdict by aspect, and what would change it."""
    named = (("First: ", pair.first), ("Second: ", pair.second))
    # The whole of each stands once, under who says it.
    both = [line(strong(name), *said(subject.case, one.id, MAX_REFERRED_CHARS)) for name, one in named]
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
        blocks.append(Facts((("Condition", lines(*pair.asked)), ("Precision of stated distances", lines(pair.rule)))))
    if pair.changes:
        blocks += [Paragraph(line("What would change the verdict:")), Listing(lines(*pair.changes))]
    who = " and ".join(f"{one.speaker} ({subject.numbers(one.id)})" for _, one in named)
    return Section(line(f"{who} {pair.words}"), tuple(blocks))
