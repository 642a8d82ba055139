"""Whose account it is, and whether they can be true together: one event, each side's account, and what they exclude.

Made once, as plain text, for page, report, page in one file and figure. A verdict never says more than was proved, pair
by pair: that nothing contradicts means that nothing was shown to. Nothing here is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.constraints.three_valued import VERDICTS
from geodata.core.model import Case, Claim
from geodata.core.text import any_of, counted
from geodata.core.units import Unit
from geodata.render.text import terms
from geodata.render.text.account_words import NOT_HAPPENED, QUESTION_OF, QUESTIONS, answers_of, weakness
from geodata.render.text.main_account import accounts_among
from geodata.render.text.side_words import side_cell, side_verdicts, speakers, why_not_compared
from geodata.render.text.sides import sides_speaking
from geodata.verdicts.side_pairs import claims_about, compare_groups

if TYPE_CHECKING:
    from geodata.render.text.account_words import Question
    from geodata.render.text.main_account import MainAccount
    from geodata.render.text.side_words import AnswerVerdict, SideCell
    from geodata.render.text.sides import Side
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.side_pairs import GroupPair
    from geodata.verdicts.verdict_matrix import VerdictMatrix

_FEWEST_SIDES: Final = 2
#: Of more different numbers, only how many they are is said.
_MOST_NUMBERS: Final = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of a side, by all its claims that give it."""

    words: str
    by: str
    """Who of the side says so, the first of them by name; empty where that is the side itself."""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What all sides say to one question."""

    question: Question
    name: str
    cells: tuple[tuple[Told, ...], ...]
    """By side; empty where it says nothing of it."""
    main: tuple[AnswerVerdict, ...]
    """All that excludes each other, the sides with a name first; then their worst verdict, if that is another."""
    rest: tuple[AnswerVerdict, ...]
    """Everything else that was compared, the worst first."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One event, each side's account of it, and what these are to each other."""

    event: str
    name: str
    sides: tuple[Side, ...]
    heads: tuple[str, ...]
    """What each side is called above its column."""
    accounts: tuple[MainAccount, ...]
    """What each side with a name says, in a line."""
    rows: tuple[AnswerRow, ...]
    numbers: str
    """Which numbers of people are given, where they differ; else empty."""
    matrix: tuple[tuple[SideCell, ...], ...]
    """Side by side, in the order of :attr:`sides`; symmetric."""
    parts: tuple[str, ...]
    """Which accounts are counted with another side, a sentence each."""
    note: str
    """Why nothing can be compared; empty where something can."""

    @property
    def pairs(self) -> tuple[SideCell, ...]:
        """Each side by itself and with each that comes after it."""
        return tuple(cell for row, cells in enumerate(self.matrix) for cell in cells[row:])

    def cell(self, key: str) -> SideCell | None:
        """Return what two sides exclude each other on, by the key of a button; ``None`` where no two have it."""
        return next((cell for row in self.matrix for cell in row if cell.key == key), None)


def answer_view(setting: CaseContext, table: VerdictMatrix, event: str, unit: Unit) -> AnswerView:
    """Return what the sides say of an event, of the claims that a table has, and what they are to each other.

    ``unit``: for lengths that are not as spoken.
    """
    case = setting.case
    claims = [case.claim_by_id[claim] for claim in claims_about(setting, event, table.claims)]
    sides = sides_speaking(case, claims)
    groups = [[claim for claim in claims if claim.actor in side.members] for side in sides]
    found = compare_groups(setting, table, [[claim.id for claim in group] for group in groups])
    accounts = accounts_among(case, claims)
    told = [_told(setting, side, group, unit) for side, group in zip(sides, groups, strict=True)]
    is_doubted = any(answer.words == NOT_HAPPENED for one in told for answer in one.get("whether", ()))
    asked = [question for question in QUESTIONS if question != "whether" or is_doubted]
    compared = {question: [one for one in found if QUESTION_OF[one.aspect] == question] for question in asked}
    return AnswerView(
        event=event,
        name=case.event_by_id[event].name,
        sides=sides,
        heads=tuple(side.name if side.id else f"{side.name} ({counted(len(side.members), 'actor')})" for side in sides),
        accounts=accounts,
        parts=tuple(_parts(case, sides, accounts)),
        rows=tuple(
            _row(setting, sides, question, compared[question], [one.get(question, ()) for one in told], unit)
            for question in asked
        ),
        numbers=_numbers_differ(sides, claims),
        matrix=tuple(
            tuple(side_cell(setting, sides, found, one, other, unit) for other in range(len(sides)))
            for one in range(len(sides))
        ),
        note="" if len(sides) >= _FEWEST_SIDES else terms.ONE_SIDE,
    )


def _told(setting: CaseContext, side: Side, claims: Sequence[Claim], unit: Unit) -> dict[Question, tuple[Told, ...]]:
    """Return what a side answers to each question: what is plainly said first, then what most of its claims say."""
    found: dict[Question, dict[str, list[Claim]]] = {}
    for claim in claims:
        for question, words in answers_of(setting, claim, unit):
            found.setdefault(question, {}).setdefault(words, []).append(claim)
    return {
        question: tuple(
            Told(words, _by(setting.case, side, saying), tuple(claim.id for claim in saying))
            for words, saying in sorted(answers.items(), key=lambda one: (weakness(one[1][0]), -len(one[1])))
        )
        for question, answers in found.items()
    }


def _by(case: Case, side: Side, claims: Sequence[Claim]) -> str:
    return "" if {claim.actor for claim in claims} == {side.id} else speakers(case, [claim.id for claim in claims])


def _parts(case: Case, sides: Sequence[Side], accounts: Sequence[MainAccount]) -> Iterator[str]:
    """Say which accounts stand in the column of another: they exclude each other only where that is said."""
    own = {account.actor for account in accounts}
    for account in accounts:
        whole = next((side for side in sides if side.id in case.lineage(account.actor)[1:] and side.id in own), None)
        if whole is not None:
            yield (
                f"{account.name} is part of {whole.name} in this case, and compared as one side with it: two accounts "
                "in one column do not exclude each other unless that is said below."
            )


def _numbers_differ(sides: Sequence[Side], claims: Sequence[Claim]) -> str:
    """Say which numbers of people the sides with a name give, or all if these give none; empty where none differ."""
    named = {actor for side in sides if side.id for actor in side.members}
    parts = []
    for noun in ("killed", "wounded"):
        given = {claim.actor: claim for claim in claims if claim.polarity == "affirm" and getattr(claim, noun)}
        by_name = not named.isdisjoint(given)
        counts = {
            replace(getattr(claim, noun), so_far=False)
            for claim in claims
            if claim.polarity == "affirm" and getattr(claim, noun) and (claim.actor in named or not by_name)
        }
        if len(counts) > 1:
            numbers = sorted(count.min for count in counts)
            is_plain = all(count.min == count.max for count in counts) and len(counts) <= _MOST_NUMBERS
            parts.append(f"{any_of(*map(str, numbers))} {noun}" if is_plain else f"{len(counts)} numbers of {noun}")
    return f"{terms.COUNTS_DIFFER}: {'; '.join(parts)}" if parts else ""


def _row(
    setting: CaseContext,
    sides: Sequence[Side],
    question: Question,
    found: Sequence[GroupPair],
    cells: Sequence[tuple[Told, ...]],
    unit: Unit,
) -> AnswerRow:
    """Return what all say to one question, and the verdicts on it: first the worst between sides with a name."""
    ranked = sorted(found, key=lambda one: -VERDICTS.index(one.verdict))
    has_names = sum(bool(side.id) for side in sides) >= _FEWEST_SIDES
    between = [
        one for one in ranked if not one.is_inner and (not has_names or all(sides[number].id for number in one.groups))
    ]
    worst = [one for one in between if one.verdict == between[0].verdict]
    others = [one for one in ranked if one not in worst]
    # What excludes each other is never folded away.
    excluding = [one for one in others if one.verdict == "contradictory"]
    is_excluding = bool(worst) and worst[0].verdict == "contradictory"
    main = [*worst, *excluding] if is_excluding else [*excluding, *worst]
    rest = [one for one in others if one not in excluding and not one.is_inner]
    says = [[claim for told in cell for claim in told.claims] for cell in cells]
    return AnswerRow(
        question,
        QUESTIONS[question],
        tuple(cells),
        side_verdicts(setting, sides, main, unit) or (why_not_compared(setting.case, sides, says),),
        side_verdicts(setting, sides, rest, unit),
    )
