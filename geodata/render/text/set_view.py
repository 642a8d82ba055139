"""What many claims are to each other, in plain words: how many pairs agree, which sets conflict.

Worded once, and set by page, panel and report alike. Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case
from geodata.core.text import counted
from geodata.render.text.disputed import disputed_rank, disputed_words
from geodata.render.text.phrases import JUDGED, VERDICT_WORDS, WithVerdict
from geodata.render.text.statement_view import statement_line
from geodata.verdicts.pairwise import TOPICS
from geodata.verdicts.statements import claims_by_statement, statement_key

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.claim_view import ClaimLine
    from geodata.render.text.statement_view import StatementLine
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.pairwise import AspectName, Topic
    from geodata.verdicts.statements import StatementTable
    from geodata.verdicts.verdict_matrix import VerdictMatrix

#: What holds of each of the smallest sets that cannot all be true.
SMALLEST: Final = "No part of such a set is proved to be impossible by itself."
#: Above the sets of three claims or more.
TOGETHER: Final = "Only three or more together cannot all be true"
NO_CONFLICT: Final = "No conflict between these claims is proved."
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class VerdictCount(WithVerdict):
    """How many pairs have a verdict."""

    verdict: Verdict
    pairs: int

    @property
    def words(self) -> str:
        """The number with the verdict: ``"105 cannot both be true"``."""
        return f"{self.pairs:,} {VERDICT_WORDS[self.verdict]}"


@dataclass(frozen=True, slots=True)
class CountsView:
    """How many pairs of some claims have which verdict."""

    compared: str
    """How many claims and pairs there are."""
    judged: tuple[VerdictCount, ...]
    others: str
    """What the pairs are that are not among these."""
    left_out: str
    """How many claims take no part, since later ones update them; empty if all do."""
    statements: str = ""
    """The same of statements against each other; empty if each claim is one by itself."""

    @property
    def sentence(self) -> str:
        """All of it."""
        judged = ", ".join(count.words for count in self.judged)
        return f"{self.compared}: {judged}; {self.others}{self.left_out}{self.statements}"


@dataclass(frozen=True, slots=True)
class SetView:
    """Smallest sets of claims that cannot all be true: one, or several between parts of the same statements."""

    rows: tuple[StatementLine, ...]
    """The claims, those of one statement together."""
    conflicts: tuple[tuple[str, ...], ...]
    """Each set, by the ids of its claims."""
    on: str = ""
    """What two of the claims exclude each other on, in a sentence; empty where it takes more than two."""

    @property
    def claims(self) -> tuple[ClaimLine, ...]:
        """All of them."""
        return tuple(part for row in self.rows for part in row.parts)

    @property
    def pair(self) -> tuple[str, ...] | None:
        """The first set of two: it has a working of its own, :class:`geodata.render.text.pair_view.PairView`."""
        return next((conflict for conflict in self.conflicts if len(conflict) == _PAIR), None)

    @property
    def several(self) -> str:
        """How many sets there are, if more than one."""
        return f"{len(self.conflicts):,} such sets between their parts" if len(self.conflicts) > 1 else ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims by their ids."""
        return tuple(claim.id for claim in self.claims)


def counts_view(table: VerdictMatrix, asked: int, statements: StatementTable | None = None) -> CountsView:
    """Return how many pairs have which verdict, of so many claims that were asked of."""
    found, claims = table.counts(), len(table.claims)
    earlier = asked - claims
    rest = found["unrelated"]
    return CountsView(
        compared=f"{counted(claims, 'claim')}, {counted(sum(found.values()), 'pair')}",
        judged=tuple(VerdictCount(verdict, found[verdict]) for verdict in JUDGED),
        others=f"{rest:,} {'has' if rest == 1 else 'have'} no aspect of an event in common.",
        left_out=f" {counted(earlier, 'earlier version')} left out." if earlier else "",
        statements="" if statements is None else f" {statement_counts(statements)}",
    )


def statement_counts(table: StatementTable) -> str:
    """Say how many pairs of statements have which verdict."""
    counts = table.counts()
    judged = ", ".join(VerdictCount(verdict, counts[verdict]).words for verdict in (*JUDGED, "unrelated"))
    return f"{counted(len(table.statements), 'statement')} against each other: {judged}."


def conflict_views(case: Case, found: Consistency, topic: Topic | None = None) -> tuple[SetView, ...]:
    """Return all smallest sets that cannot all be true: those on who and where first, on numbers of people last.

    ``topic``: only pairs that exclude each other on this; ``None`` for all sets.
    """
    aspects = {
        conflict: on
        for conflict, on in zip(found.conflicts, found.aspects(), strict=True)
        if topic is None or on & TOPICS[topic]
    }
    ordered = sorted(aspects, key=lambda conflict: disputed_rank(aspects[conflict]))
    return tuple(
        replace(view, on=_on(frozenset().union(*(aspects[conflict] for conflict in view.conflicts))))
        for view in set_views(case, ordered)
    )


@dataclass(frozen=True, slots=True)
class SetGroup:
    """Sets that are on the same."""

    title: str
    sets: tuple[SetView, ...]


def grouped(sets: Iterable[SetView]) -> tuple[SetGroup, ...]:
    """Return sets by what they are on, in their order."""
    groups: dict[str, list[SetView]] = {}
    for one in sets:
        groups.setdefault(one.on or TOGETHER, []).append(one)
    return tuple(SetGroup(title.removesuffix("."), tuple(members)) for title, members in groups.items())


def _on(aspects: frozenset[AspectName]) -> str:
    return f"They exclude each other {disputed_words(aspects)}." if aspects else ""


def set_views(case: Case, conflicts: Iterable[Sequence[str]]) -> tuple[SetView, ...]:
    """Return sets of claims, given by their ids; those between parts of the same statements are one."""
    together: dict[frozenset[object], list[tuple[str, ...]]] = {}
    for conflict in conflicts:
        key = frozenset[object](statement_key(case.claim_by_id[claim]) for claim in conflict)
        together.setdefault(key, []).append(tuple(conflict))
    return tuple(_set_view(case, found) for found in together.values())


def _set_view(case: Case, conflicts: Sequence[tuple[str, ...]]) -> SetView:
    claims = dict.fromkeys(claim for conflict in conflicts for claim in conflict)
    return SetView(tuple(statement_line(case, parts) for parts in claims_by_statement(case, claims)), tuple(conflicts))
