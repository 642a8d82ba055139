"""What two claims can be compared in: whether they speak of one thing, and of whose doing.

Each aspect needs both claims to speak of it (docs/verdicts.md, "Which aspects are compared"). Of denials:

* A denial with a place denies that the event was *there* (and, with an author, that it was that author's there). It
  does not deny the author anywhere else, so the author aspect is asked only where the affirmation names no place; then
  both can hold.
* A denial of any event by an actor, without a place, denies that the actor did anything in its time: author aspect.
* A denial that names an event, and neither an author nor a place, has no aspect to compare: only its words know what
  it denies.
* Denying a part of what another claim names as a whole, or an author where the other names none, cannot be decided:
  a contradiction of places is then undecided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED

if TYPE_CHECKING:
    from geodata.core.model import Case, Claim

#: How places are compared.
NOT_COMPARED: Final = 0
COMPARED: Final = 1
WEAKENED: Final = 2
"""Compared, and a contradiction is only undecided."""

#: How times are compared.
NO_TIMES: Final = 0
BOTH_AFFIRM: Final = 1
SCOPE_OF_ANY: Final = 2
"""The denial speaks of any event, within its window."""
SCOPE_OF_NAMED: Final = 3
"""The denial speaks of this event; without a stated time it is the same one."""
ONLY_IF_NOT_OUTSIDE: Final = 4
"""What is compared does not depend on time, unless the event is surely outside the denial's window."""

#: Why the author aspect is as it is, and why a contradiction of places is not one.
Ground = Literal[
    "", "report", "two-denials", "other-event", "no-common-aspect", "same-author", "part", "other-author", "denied",
    "whole", "elsewhere", "no-author",
]  # fmt: skip


class ClaimScope(NamedTuple):
    """What a claim says beside place, time and numbers."""

    polarity: str
    names_event: bool
    about_actor: str | None
    has_place: bool


class Frame(NamedTuple):
    """What is compared between two claims."""

    place: int = NOT_COMPARED
    author: int = 0
    """Verdict on the author, as a number; 0 = not compared."""
    times: int = NO_TIMES
    counts: bool = False
    ground: Ground = ""


def stance_of(claim: Claim) -> ClaimScope:
    """Return what a claim says beside place, time and numbers."""
    has_place = claim.relation is not None and claim.site is not None
    return ClaimScope(claim.polarity, claim.event is not None, claim.about_actor, has_place)


def frame_of(case: Case, a: ClaimScope, b: ClaimScope, *, same_event: bool) -> Frame:
    """Return what is compared between two claims.

    Parameters
    ----------
    case
        Who is part of whom.
    a, b
        What the claims say.
    same_event
        True if both name one event.
    """
    if "report" in (a.polarity, b.polarity):
        return Frame(ground="report")
    if a.polarity == b.polarity == "deny":
        return Frame(ground="two-denials")
    if a.polarity == b.polarity:
        return _two_affirmations(case, a, b) if same_event else Frame(ground="other-event")
    denial, affirmation = (a, b) if a.polarity == "deny" else (b, a)
    if not denial.names_event:
        return _any_event(case, denial, affirmation)
    return _named_event(case, denial, affirmation) if same_event else Frame(ground="other-event")


def _two_affirmations(case: Case, a: ClaimScope, b: ClaimScope) -> Frame:
    place = COMPARED if a.has_place and b.has_place else NOT_COMPARED
    if a.about_actor is None or b.about_actor is None:
        return Frame(place, 0, BOTH_AFFIRM, counts=True)
    if a.about_actor == b.about_actor:
        return Frame(place, COMPATIBLE, BOTH_AFFIRM, counts=True, ground="same-author")
    if is_part(case, a.about_actor, b.about_actor) or is_part(case, b.about_actor, a.about_actor):
        return Frame(place, COMPATIBLE, BOTH_AFFIRM, counts=True, ground="part")
    return Frame(place, CONTRADICTORY, BOTH_AFFIRM, counts=True, ground="other-author")


def _any_event(case: Case, denial: ClaimScope, affirmation: ClaimScope) -> Frame:
    if not _is_by(case, affirmation, denial):
        return Frame(ground="other-event")
    if denial.has_place and affirmation.has_place:
        return Frame(COMPARED, 0, SCOPE_OF_ANY)
    if not denial.has_place and denial.about_actor is not None:
        return Frame(NOT_COMPARED, CONTRADICTORY, SCOPE_OF_ANY, ground="denied")
    return Frame(ground="no-common-aspect")


def _named_event(case: Case, denial: ClaimScope, affirmation: ClaimScope) -> Frame:
    if _is_by(case, affirmation, denial):
        ground: Ground = "denied"
    elif affirmation.about_actor is None:
        ground = "no-author"
    elif is_part(case, denial.about_actor, affirmation.about_actor):
        ground = "whole"
    else:
        return Frame(NOT_COMPARED, COMPATIBLE, ONLY_IF_NOT_OUTSIDE, ground="other-author")
    if denial.has_place and affirmation.has_place:
        if ground == "denied":
            return Frame(COMPARED, 0, SCOPE_OF_NAMED)
        return Frame(WEAKENED, 0, SCOPE_OF_NAMED, ground=ground)
    if denial.about_actor is None or ground == "no-author":
        return Frame(ground="no-common-aspect")
    if denial.has_place:
        return Frame(NOT_COMPARED, COMPATIBLE, ONLY_IF_NOT_OUTSIDE, ground="elsewhere")
    code = CONTRADICTORY if ground == "denied" else UNDECIDED
    return Frame(NOT_COMPARED, code, SCOPE_OF_NAMED, ground=ground)


def _is_by(case: Case, affirmation: ClaimScope, denial: ClaimScope) -> bool:
    """Tell whether what is affirmed is surely of the denied author; a denial without an author denies anybody."""
    if denial.about_actor is None:
        return True
    return affirmation.about_actor is not None and is_part(case, affirmation.about_actor, denial.about_actor)


def is_part(case: Case, actor: str | None, whole: str | None) -> bool:
    """Tell whether an actor is another or, directly or not, a part of it."""
    return actor is not None and whole is not None and whole in case.lineage(actor)
