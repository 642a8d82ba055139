"""What a report is asked for, and what its parts start from, worked out once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geodata.casefile.io import case_to_bytes
from geodata.core.assumptions import Assumptions
from geodata.core.claim_ids import find_claims
from geodata.core.model import Case, Claim, Site, Source, events_by_claims
from geodata.core.units import DEFAULT_UNIT, Unit
from geodata.render.text.answer_view import answer_view
from geodata.verdicts.consistency import DEFAULT_BUDGET_S, Consistency, consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.statements import by_statement

if TYPE_CHECKING:
    from geodata.render.text.answer_view import AnswerView
    from geodata.verdicts.statements import StatementTable

#: So many pairs of claims are shown with all their working, and so many lines of any list of sets.
DEFAULT_MAX_PAIRS: Final = 40
#: So many events have a table of what the sides say of them.
_MAX_EVENTS: Final = 12


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is asked for.

    Raises ``ValueError`` if the number of pairs is below zero.
    """

    date: dt.date
    """The day that the report bears: the same case, options and day make the same report."""
    claims: tuple[str, ...] | None = None
    """Ids of the claims that it is about; ``None`` takes all."""
    scope: str = ""
    """How the claims were chosen, in words; empty where none were left out before the case came here."""
    assumptions: Assumptions = field(default_factory=Assumptions)
    """The rule for stated distances, and what else verdicts depend on."""
    max_pairs: int = DEFAULT_MAX_PAIRS
    """So many pairs are shown in full; those beyond are counted and named."""
    unit: Unit = DEFAULT_UNIT
    map_svg: str | None = None
    """The map as SVG; ``None`` where none was asked for."""
    front_svg: str | None = None
    """The same for the first page: wider than high, without a title."""
    is_short: bool = False
    """Whether it has two pages: the first, and what decides, what is not known and the most cited sources."""
    file_sha256: str | None = None
    """Of the case file's bytes; ``None`` takes the case as this program writes it."""
    budget_s: float = DEFAULT_BUDGET_S
    """How long sets of claims are looked for, seconds."""

    def __post_init__(self) -> None:
        """Refuse what is not a number of pairs."""
        if self.max_pairs < 0:
            raise ValueError(f"{self.max_pairs} is not a number of pairs: give 0 or more.")


@dataclass(frozen=True)
class Subject:
    """A case, what is asked of it, and what follows from both.

    Raises ``ClaimIdError`` if a claim that is asked for is none of the case, as soon as the claims are asked for.
    """

    stated_case: Case
    options: ReportOptions

    @cached_property
    def setting(self) -> CaseContext:
        """The case under its assumptions."""
        return CaseContext(self.stated_case, self.options.assumptions)

    @property
    def case(self) -> Case:
        """The case with its sites as assumed."""
        return self.setting.case

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the report is about, in the order of the file."""
        if self.options.claims is None:
            return self.case.claims
        chosen = find_claims(self.case, self.options.claims)
        return tuple(self.case.claim_by_id[claim] for claim in chosen)

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The places that these claims name; for all claims, every place of the case."""
        if self.options.claims is None:
            return self.case.sites
        named = {site for claim in self.claims for site in claim.sites}
        return tuple(site for site in self.case.sites if site.id in named)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that these claims cite; for all claims, every source of the case."""
        if self.options.claims is None:
            return self.case.sources
        cited = {source for claim in self.claims for source in claim.sources}
        return tuple(source for source in self.case.sources if source.id in cited)

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """The number under which each source is listed, by id."""
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    @cached_property
    def claim_numbers(self) -> Mapping[str, int]:
        """The number under which each claim is told, by id: those of one speaker follow each other."""
        place = {actor.id: at for at, actor in enumerate(self.case.actors)}
        told = sorted(self.claims, key=lambda claim: place[claim.actor])
        return {claim.id: number for number, claim in enumerate(told, 1)}

    def numbers(self, *claim_ids: str) -> str:
        """Return claims by their numbers: ``"claims 3, 12"``."""
        found = ", ".join(f"{self.claim_numbers[claim]:,}" for claim in claim_ids)
        return f"claim{'s' if len(claim_ids) > 1 else ''} {found}"

    @cached_property
    def found(self) -> Consistency:
        """What can be true together among these claims."""
        return consistency(self.setting, [claim.id for claim in self.claims], budget_s=self.options.budget_s)

    @cached_property
    def statements(self) -> StatementTable | None:
        """Statements against each other; ``None`` where each claim is one by itself."""
        return by_statement(self.case, self.found.table)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The events that these claims speak of, by id; the one of which most do first."""
        return events_by_claims(self.case.claim_by_id[claim] for claim in self.found.table.claims)

    @cached_property
    def answers(self) -> tuple[AnswerView, ...]:
        """What the sides say of the first events, and what they are to each other."""
        most = 1 if self.options.is_short else _MAX_EVENTS
        return tuple(
            answer_view(self.setting, self.found.table, event, self.options.unit) for event in self.events[:most]
        )

    @cached_property
    def sha256(self) -> str:
        """Hash of the file, or of the case as this program writes it."""
        return self.options.file_sha256 or hashlib.sha256(case_to_bytes(self.stated_case)).hexdigest()
