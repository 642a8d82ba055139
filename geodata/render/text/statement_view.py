"""Statements of several claims in plain words: who says what in how many parts, and what two of them are to each other.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from geodata.constraints.three_valued import VERDICTS
from geodata.core.model import Case
from geodata.core.text import counted, shortened
from geodata.render.text.claim_view import claim_line
from geodata.render.text.phrases import VERDICT_SIGNS, VERDICT_WORDS, WithVerdict
from geodata.verdicts.pairwise import ASPECTS, pair
from geodata.verdicts.statements import statement_key

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.render.text.claim_view import ClaimLine
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.pairwise import AspectName, Pair

_MAX_NAME_CHARS: Final = 60
#: What the verdict of two statements is.
WORST: Final = "Claims that are parts of one statement count as one row: its verdict is the worst of theirs."


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Who says what in a statement; a claim that is part of none is one of one part."""

    name: str | None
    parts: tuple[ClaimLine, ...]

    @property
    def is_several(self) -> bool:
        """True if it has more parts than one, and so a line of its own."""
        return len(self.parts) > 1

    @property
    def actor(self) -> str:
        """Id of who says it."""
        return self.parts[0].actor

    @property
    def speaker(self) -> str:
        """Who says it."""
        return self.parts[0].speaker

    @property
    def sign(self) -> str:
        """How it is said, each way once."""
        return "".join(dict.fromkeys(part.polarity.sign for part in self.parts))

    @property
    def short(self) -> str:
        """What is said, in a few words: how many parts a statement has, and its name."""
        if not self.is_several:
            return self.parts[0].short
        return f"{counted(len(self.parts), 'claim')}: {shortened(self.name or '', _MAX_NAME_CHARS)}"

    @property
    def words(self) -> str:
        """What is said, part by part: a statement's own name may be a sign that only its file knows."""
        if not self.is_several:
            return self.parts[0].short
        return f"{counted(len(self.parts), 'claim')}: {'; '.join(part.brief for part in self.parts)}"

    @property
    def title(self) -> str:
        """Who says what, part by part."""
        return f"{self.speaker}: {'; '.join(part.short for part in self.parts)}"


def statement_line(case: Case, claim_ids: Sequence[str]) -> StatementLine:
    """Return the words for the parts of one statement."""
    claims = [case.claim_by_id[claim_id] for claim_id in claim_ids]
    return StatementLine(claims[0].statement, tuple(claim_line(case, claim) for claim in claims))


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of one statement against a part of another."""

    first: ClaimLine
    second: ClaimLine
    verdict: Verdict

    @property
    def sign(self) -> str:
        """The verdict, as a sign; a dot where there is none."""
        return VERDICT_SIGNS[self.verdict] or "·"


@dataclass(frozen=True, slots=True)
class StatementPairView(WithVerdict):
    """Two statements, and whether both can be true."""

    first: StatementLine
    second: StatementLine
    verdict: Verdict
    """The worst of their parts'."""
    aspects: tuple[tuple[str, Verdict], ...]
    pairs: tuple[PartPair, ...]
    """Every part of the one against every part of the other that it is compared with, the worst first."""

    @property
    def words(self) -> str:
        """The verdict with what it rests on: ``"cannot both be true: place, time"``."""
        deciding = ", ".join(name for name, verdict in self.aspects if verdict == self.verdict)
        return f"{VERDICT_WORDS[self.verdict]}{f': {deciding}' if deciding else ''}"


def statement_pair_view(setting: CaseContext, a: str, b: str, among: Collection[str]) -> StatementPairView | None:
    """Return what the statements that two claims are parts of are to each other, of the parts among some claims.

    ``None`` where neither claim is part of a statement of several, or both are parts of the same one.
    """
    case = setting.case
    keys = [statement_key(case.claim_by_id[claim_id]) for claim_id in (a, b)]
    parts = [claim for claim in case.claims if claim.id in among or claim.id in (a, b)]
    first, second = ([claim.id for claim in parts if statement_key(claim) == key] for key in keys)
    if keys[0] == keys[1] or len(first) == len(second) == 1:
        return None
    found = [pair(setting, *ids) for ids in product(first, second)]
    judged = sorted((one for one in found if one.verdict != "unrelated"), key=lambda one: -_rank(one.verdict))
    lines = {part.id: part for ids in (first, second) for part in statement_line(case, ids).parts}
    return StatementPairView(
        statement_line(case, first),
        statement_line(case, second),
        judged[0].verdict if judged else "unrelated",
        tuple((name, worst) for name in ASPECTS if (worst := _worst(judged, name))),
        tuple(PartPair(lines[one.a], lines[one.b], one.verdict) for one in judged),
    )


def _rank(verdict: Verdict) -> int:
    return VERDICTS.index(verdict)


def _worst(found: Sequence[Pair], name: AspectName) -> Verdict | None:
    verdicts = [one.aspects[name].verdict for one in found if name in one.aspects]
    return max(verdicts, key=_rank, default=None)
