"""What sides are to each other, in words: what two of them exclude each other on, and by how much.

Never more than was proved, pair of claims by pair: that nothing contradicts means that nothing was shown to. Nothing
here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.constraints.three_valued import VERDICTS
from geodata.core.model import Case
from geodata.core.text import all_in_words, counted
from geodata.core.units import Unit, at_least, decimals
from geodata.render.text import terms
from geodata.render.text.account_words import ASKED_FIRST, QUESTION_OF
from geodata.render.text.depends_on import depends_on
from geodata.render.text.disputed import NUMBERS, disputed_rank, disputed_words
from geodata.render.text.phrases import WithVerdict
from geodata.verdicts.explanations import duration
from geodata.verdicts.pairwise import pair
from geodata.verdicts.time_windows import SECONDS_PER_HOUR
from geodata.view.verdict_query import NO_SIDE

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.sides import Side
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.side_pairs import GroupPair

#: So many pairs of claims are asked by how much they miss each other, where no table has it.
_MOST_ASKED: Final = 12
#: Of those who belong to no side, so many are named.
_NAMED: Final = 2
#: At their nearest, by the two claims that are farthest from each other: more than one pair may exclude each other.
_MISS: Final = "miss each other by at least"


_APART: Final = ("place", "contradictory")


@dataclass(frozen=True, slots=True)
class AnswerVerdict(WithVerdict):
    """What two sides are to each other in one thing, or a side to itself."""

    verdict: Verdict
    words: str
    claims: tuple[str, str] | None = None
    """Two claims that decide, those that miss each other by most; ``None`` where none were compared."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What two sides exclude each other on, or leave undecided, with the claims that decide it."""

    on: str
    is_on_numbers: bool
    """Whether it is numbers of people."""
    claims: tuple[tuple[str, str], ...]
    """The first pairs of these."""
    count: int
    """How many pairs there are."""


@dataclass(frozen=True, slots=True)
class SideCell(WithVerdict):
    """What two sides exclude each other on."""

    sides: tuple[str, str]
    """By id."""
    names: tuple[str, str]
    verdict: Verdict
    words: str
    """``"who and where"``; what was not shown, where nothing excludes."""
    apart: str
    """By how much they miss each other on where at least; empty if they do not."""
    deciding: tuple[Deciding, ...]

    @property
    def key(self) -> str:
        """Both ids, as a button and an address have them."""
        return ";".join(side or NO_SIDE for side in self.sides)

    @property
    def is_inner(self) -> bool:
        """True for a side and itself."""
        return self.sides[0] == self.sides[1]

    @property
    def inner(self) -> str:
        """What a side is to itself, in its own cell: never nothing."""
        if self.verdict == "contradictory":
            pairs = counted(sum(one.count for one in self.deciding), "inner contradiction")
            return f"{pairs}: {self.words}"
        return self.words if self.verdict == "unrelated" else "no inner contradiction shown"

    @property
    def title(self) -> str:
        """Whose claims these are, and what they are to each other: no more than the cell says."""
        are = {
            "contradictory": "inconsistent in itself" if self.is_inner else "exclude each other",
            "undecided": terms.NOT_CERTAIN.lower(),
            "compatible": terms.NOT_SHOWN.lower(),
            "unrelated": terms.NOT_COMPARED.lower(),
        }[self.verdict]
        return f"{self.names[0] if self.is_inner else ' and '.join(self.names)}: {are}"

    @property
    def disputed(self) -> str:
        """Whose claims these are, on what they exclude each other, and by how much on where."""
        return f"{' and '.join(self.names)} ({self.words}{self.apart and f', by at least {self.apart}'})"


def why_not_compared(case: Case, sides: Sequence[Side], says: Sequence[Collection[str]]) -> AnswerVerdict:
    """Say why no two sides are compared on a question; ``says``: by side, the claims that say something of it."""
    stating = [_in_text(case, side, claims) for side, claims in zip(sides, says, strict=True) if claims]
    if len(stating) > 1:
        reason = "nothing that they say of it can be held against what another says"
    else:
        reason = f"said by {stating[0]} alone" if stating else "nobody says it"
    return AnswerVerdict("unrelated", f"{terms.NOT_COMPARED}: {reason}")


def speakers(case: Case, claim_ids: Iterable[str]) -> str:
    """Name who makes some claims, the first of them."""
    names = list(dict.fromkeys(case.actor_by_id[case.claim_by_id[claim].actor].name for claim in claim_ids))
    return "; ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")


def _in_text(case: Case, side: Side, claim_ids: Collection[str]) -> str:
    """Name a side, and of those who belong to none, which are no account of their own, who makes some claims."""
    if side.id:
        return side.name
    return f"{side.name.lower()} ({speakers(case, claim_ids)})" if claim_ids else side.name.lower()


def _claims_of(number: int, found: Iterable[GroupPair]) -> list[str]:
    """Return the claims of one group in the pairs that decide."""
    return [
        claim
        for one in found
        for claims in one.claims
        for group, claim in zip(one.groups, claims, strict=True)
        if group == number
    ]


def side_verdicts(
    setting: CaseContext, sides: Sequence[Side], found: Sequence[GroupPair], unit: Unit
) -> tuple[AnswerVerdict, ...]:
    """Return what sides are to each other: each pair that excludes each other by itself, others of one kind in one."""
    alike: dict[str, list[GroupPair]] = {}
    for one in found:
        alike.setdefault(_excluding(setting, sides, one, unit) or _open(setting, one), []).append(one)
    return tuple(
        AnswerVerdict(
            pairs[0].verdict,
            words if pairs[0].verdict == "contradictory" else f"{words}: {_pairs_named(setting.case, sides, pairs)}",
            pairs[0].claims[0],
        )
        for words, pairs in alike.items()
    )


def _on(found: GroupPair) -> str:
    return disputed_words(frozenset({found.aspect}))


def _open(setting: CaseContext, found: GroupPair) -> str:
    """Say what is not excluded, before the names: of several claims each pair may be possible and all together not."""
    if found.verdict == "undecided":
        return f"{terms.NOT_DECIDED} {depends_on(setting, pair(setting, *found.claims[0]), found.aspect)}"
    shown = terms.CAN_BE_TRUE if found.count == 1 else terms.NOT_SHOWN
    return f"{shown} {_on(found)}" if found.aspect in NUMBERS else shown


def _pairs_named(case: Case, sides: Sequence[Side], found: Sequence[GroupPair]) -> str:
    """Name sides that are something to each other: all in one list where each is so to each."""
    members = sorted({number for one in found for number in one.groups})
    names = {number: _in_text(case, sides[number], _claims_of(number, found)) for number in members}
    if len(found) == len(members) * (len(members) - 1) / 2:
        return all_in_words(list(names.values()))
    return "; ".join(all_in_words([names[number] for number in one.groups]) for one in found)


def _excluding(setting: CaseContext, sides: Sequence[Side], found: GroupPair, unit: Unit) -> str:
    """Say on what two sides exclude each other, or one its own claims, and by how much; empty if they do not."""
    if found.verdict != "contradictory":
        return ""
    first, second = (_in_text(setting.case, sides[number], _claims_of(number, [found])) for number in found.groups)
    margin = _apart(setting, found, unit) if found.aspect == "place" else _margin(setting, found)
    by = f", by {margin}" if margin else ""
    is_apart = bool(margin) and found.aspect in ("place", "time")
    if found.is_inner:
        is_side = bool(sides[found.groups[0]].id)
        are = f"{first} is inconsistent in itself" if is_side else f"{first[0].upper()}{first[1:]} exclude each other"
        apart = f": {'its' if is_side else 'their'} claims {_MISS} {margin}"
        return f"{are} {_on(found)}{apart if is_apart else by}"
    if is_apart:
        return f"{terms.CANNOT_BE_TRUE}: claims of {first} and {second} {_MISS} {margin}"
    return f"{terms.CANNOT_BE_RIGHT} {_on(found)}: {first} and {second}{by}"


def _apart(setting: CaseContext, found: GroupPair, unit: Unit) -> str:
    """Say by how far two sides miss each other at least; empty where it was not measured, or is next to nothing."""
    first, second = (setting.places[claim] for claim in found.claims[0])
    if found.slack_m is None or first is None or second is None:
        return ""
    words = at_least(abs(found.slack_m), unit, decimals(first.uncertainty_m(second), unit))
    return f"{words} {unit}" if words.strip("0.") else ""


def _margin(setting: CaseContext, found: GroupPair) -> str:
    """Say by how much time or how many persons two sides miss each other at most; empty where it was not measured."""
    asked = [pair(setting, *claims).aspects[found.aspect] for claims in found.claims[:_MOST_ASKED]]
    # Days that follow each other are less than a second apart: that is no margin to tell of.
    hours = [h for one in asked if one.slack_h is not None and (h := abs(one.slack_h)) * SECONDS_PER_HOUR >= 1]
    persons = [abs(one.slack_persons) for one in asked if one.slack_persons is not None]
    return duration(max(hours)) if hours else counted(max(persons), "person") if persons else ""


def side_cell(
    setting: CaseContext, sides: Sequence[Side], found: Sequence[GroupPair], one: int, other: int, unit: Unit
) -> SideCell:
    """Return what two sides, by number, exclude each other on, or one its own claims."""
    between = [of_two for of_two in found if of_two.groups == (min(one, other), max(one, other))]
    code = max((VERDICTS.index(of_two.verdict) for of_two in between), default=0)
    deciding = [of_two for of_two in between if VERDICTS.index(of_two.verdict) == code]
    asked = {QUESTION_OF[of_two.aspect] for of_two in deciding}
    on = all_in_words([question for question in ASKED_FIRST if question in asked]) if asked else ""
    names = [_in_text(setting.case, sides[number], _claims_of(number, deciding)) for number in (one, other)]
    words: dict[Verdict, str] = {
        "contradictory": on,
        "undecided": f"{terms.NOT_CERTAIN}: {on}",
        "compatible": terms.NOT_SHOWN,
        "unrelated": terms.NOT_COMPARED,
    }
    return SideCell(
        (sides[one].id, sides[other].id),
        (names[0], names[1]),
        VERDICTS[code],
        words[VERDICTS[code]],
        next((_apart(setting, one, unit) for one in deciding if (one.aspect, one.verdict) == _APART), ""),
        tuple(
            Deciding(_on(of_two), of_two.aspect in NUMBERS, of_two.claims, of_two.count)
            for of_two in sorted(deciding, key=lambda of_two: disputed_rank(frozenset({of_two.aspect})))
        ),
    )
