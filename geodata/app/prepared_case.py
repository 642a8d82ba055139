"""A case with what its pages need of it, made once for each state of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from geodata.app.server.drawings import publish
from geodata.core.model import Case
from geodata.core.precision import DEFAULT_PRECISION_RULE, Precision
from geodata.core.problems import Problem
from geodata.core.result_cache import ResultCache
from geodata.core.unchanged_records import unchanged_claims
from geodata.core.vocabulary import RecordKind
from geodata.editing.fields import record_choices
from geodata.geodesy.claim_shapes import Unlocated, unlocated_claims
from geodata.render.map.payload import Drawing, draw
from geodata.render.text.palette import colors
from geodata.view.filters import searchable

if TYPE_CHECKING:
    from geodata.editing.fields import FieldChoice

T = TypeVar("T")

#: What pages worked out of a state of a case: the verdicts of 1,000 claims take 14 MB.
MOST_KEPT_BYTES: Final = 32 * 2**20
#: So many of the last results stay whatever they weigh: a page asks for some of them more than once in a run.
FEWEST_RESULTS: Final = 4
#: The case under other rules.
MOST_BY_RULE_BYTES: Final = 128 * 2**20
#: What a claim takes on a drawing by another rule.
_DRAWN_CLAIM_BYTES: Final = 4_000
#: What the id and the label of a record take.
_CHOICE_BYTES: Final = 400


@dataclass(frozen=True, eq=False)
class LoadedCase:
    """A case with what its pages need; made once per state of the file, and equal to itself alone."""

    case: Case
    warnings: tuple[Problem, ...]
    unlocated: Mapping[str, Unlocated]
    """Why a claim is not on the map, by claim id; claims that are on it are not in here."""
    colors: Mapping[str, str]
    counts: Mapping[str, int]
    """Claims by actor."""
    index: Mapping[str, str]
    """What each claim can be found by, by id."""
    rule: Precision
    kept: ResultCache
    """What pages worked out of it, gone with it; asked by :meth:`of`."""
    by_rule: ResultCache
    """The same under other rules."""
    reader: str | None = None
    """Whose draft it is; ``None`` for what everybody sees."""
    drawn_before: Drawing | None = None
    """The drawing of an earlier state, or by another rule: what is the same in this one is not made again."""

    @cached_property
    def drawing(self) -> Drawing:
        """The case as it is drawn: made when a map asks for it, since pages without one change the rule, too."""
        return draw(self.case, self.rule, self.drawn_before)

    @cached_property
    def data_address(self) -> str:
        """Where browsers fetch the drawing."""
        return publish(self.drawing, self.reader)

    @property
    def last_drawing(self) -> Drawing | None:
        """The drawing, if it was made, else the last one that was."""
        made: Drawing | None = self.__dict__.get("drawing")
        return made or self.drawn_before

    def choices(self, kind: RecordKind) -> tuple[FieldChoice, ...]:
        """Return the records of a kind as a reader chooses them; a page asks more than once."""
        return self.of(
            ("choices", kind), lambda: record_choices(kind, self.case.document), lambda made: len(made) * _CHOICE_BYTES
        )

    def of(self, key: tuple[Hashable, ...], make: Callable[[], T], weigh: Callable[[T], int] | None = None) -> T:
        """Return what is worked out of the case, made now if it is not kept, as ``ResultCache.of`` does."""
        return self.kept.of((self.rule, *key), make, weigh)

    def under(self, rule: Precision) -> LoadedCase:
        """Return the case with stated distances by another rule."""
        if rule == self.rule:
            return self
        return self.by_rule.of(rule, lambda: self._by(rule), lambda made: len(made.case.claims) * _DRAWN_CLAIM_BYTES)

    def _by(self, rule: Precision) -> LoadedCase:
        return replace(self, rule=rule, by_rule=ResultCache(0, FEWEST_RESULTS), drawn_before=self.last_drawing)


def prepare(
    case: Case,
    warnings: tuple[Problem, ...] = (),
    rule: Precision = DEFAULT_PRECISION_RULE,
    before: LoadedCase | None = None,
    reader: str | None = None,
) -> LoadedCase:
    """Make of a case what its pages need.

    ``warnings``: what is odd about it. ``rule``: what gives the stated distances their half-width on everything that is
    drawn. ``before``: an earlier state of it, from which is taken over what is the same. ``reader``: whose draft it is;
    ``None`` for what everybody sees.
    """
    counts: dict[str, int] = {}
    for claim in case.claims:
        counts[claim.actor] = counts.get(claim.actor, 0) + 1
    known = {} if before is None else {one: before.index[one] for one in unchanged_claims(before.case, case)}
    return LoadedCase(
        case=case,
        warnings=warnings,
        unlocated=unlocated_claims(case),
        colors=colors(case),
        counts=counts,
        index={claim.id: known.get(claim.id) or searchable(case, claim) for claim in case.claims},
        rule=rule,
        kept=ResultCache(MOST_KEPT_BYTES, FEWEST_RESULTS),
        by_rule=ResultCache(MOST_BY_RULE_BYTES, FEWEST_RESULTS),
        reader=reader,
        drawn_before=None if before is None else before.last_drawing,
    )
