"""What two claims can be compared in: whether they speak of one thing, and of whose doing.

Each aspect needs both claims to speak of it (docs/verdicts.md, "Which aspects are compared"). Of denials:

* A denial that names an event denies it whenever it was; its time is its own account of when, and compared as such.
* A denial of any event speaks only of events in its time and of its kinds; where that is not certain, a contradiction
  is undecided.
* A denial with a place denies that the event was *there* (and, with an author, that it was that author's there). It
  does not deny the author anywhere else, so the author aspect is asked only where the affirmation names no place; then
  both can hold.
* A denial of any event by an actor, without a place, denies that the actor did anything in its time: author aspect.
* A denial with a number of people denies that number, and nothing else.
* A denial that names an event, and neither an author nor a place nor a number, denies that it happened.
* Denying a part of what another claim names as a whole, or an author where the other names none, cannot be decided:
  a contradiction is then undecided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.core.model import Case, Claim

#: How places and counts are compared.
NOT_COMPARED: Final = 0
COMPARED: Final = 1
WEAKENED: Final = 2
"""Compared, and a contradiction is only undecided."""

SEVERAL: Final = 3
"""Not compared, and compatible where both state it: of several events under one name, different ones may be meant."""

#: How times are compared; :data:`SEVERAL` is one of these, too.
NO_TIMES: Final = 0
AS_STATED: Final = 1
"""Each is an account of when one event was."""
SCOPE: Final = 2
"""The denial speaks of any event, within its time."""

#: Why the author aspect is as it is, and why a contradiction of places is not one.
Ground = Literal[
    "", "report", "two-denials", "other-event", "other-kind", "no-common-aspect", "same-author", "part", "other-author",
    "denied", "whole", "elsewhere", "no-author", "kind-unknown", "count-there", "several",
]  # fmt: skip


class ClaimScope(NamedTuple):
    """What a claim says beside place, time and numbers."""

    polarity: str
    names_event: bool
    authors: tuple[str, ...]
    """Who is said to have done it, jointly where there are several; none = not stated."""
    has_place: bool
    has_count: bool
    kind: str | None
    """Of the event it names."""
    kinds: tuple[str, ...]
    """Of events that a denial of any event speaks of; none = all."""
    is_some: bool
    """True if it affirms something of at least one of several events under one name, and not of every one."""


class Frame(NamedTuple):
    """What is compared between two claims."""

    place: int = NOT_COMPARED
    author: int = 0
    """Verdict on the author, as a number; 0 = not compared."""
    times: int = NO_TIMES
    counts: int = NOT_COMPARED
    occurrence: int = 0
    """Verdict on whether it happened, as a number; 0 = not compared."""
    ground: Ground = ""


#: How many members of :class:`Frame` are numbers: all but the last.
NUMBERS: Final = len(Frame._fields) - 1


def stance_of(case: Case, claim: Claim) -> ClaimScope:
    """Return what a claim says beside place, time and numbers."""
    has_place = claim.relation is not None and claim.site is not None
    has_count = claim.polarity == "deny" and (claim.killed is not None or claim.wounded is not None)
    kind = None if claim.event is None else case.event_by_id[claim.event].kind
    kinds = tuple(map(_kind, claim.event_kinds)) if claim.polarity == "deny" and claim.event is None else ()
    return ClaimScope(
        claim.polarity,
        claim.event is not None,
        tuple(sorted(claim.about_actors)),
        has_place,
        has_count,
        kind if kind is None else _kind(kind),
        kinds,
        is_some(case, claim),
    )


def is_some(case: Case, claim: Claim) -> bool:
    """Tell whether a claim affirms something of at least one of several events under one name, not of every one."""
    if claim.event is None or claim.polarity != "affirm":
        return False
    return case.event_by_id[claim.event].plural and claim.quantity != "all"


def _kind(words: str) -> str:
    return words.strip().casefold()


def frame_of(case: Case, a: ClaimScope, b: ClaimScope, *, same_event: bool) -> Frame:
    """Return what is compared between two claims.

    ``case``: who is part of whom. ``same_event``: True if both name one event.
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
    if a.is_some and b.is_some:
        author = COMPATIBLE if a.authors and b.authors else 0
        return Frame(SEVERAL if place else NOT_COMPARED, author, SEVERAL, COMPARED, ground="several")
    if not a.authors or not b.authors:
        return Frame(place, 0, AS_STATED, COMPARED)
    if a.authors == b.authors:
        return Frame(place, COMPATIBLE, AS_STATED, COMPARED, ground="same-author")
    if _are_named_by(case, a.authors, b.authors) or _are_named_by(case, b.authors, a.authors):
        return Frame(place, COMPATIBLE, AS_STATED, COMPARED, ground="part")
    return Frame(place, CONTRADICTORY, AS_STATED, COMPARED, ground="other-author")


def _any_event(case: Case, denial: ClaimScope, affirmation: ClaimScope) -> Frame:
    if not _is_by(case, affirmation, denial):
        return Frame(ground="other-event")
    if denial.kinds and affirmation.kind is not None and affirmation.kind not in denial.kinds:
        return Frame(ground="other-kind")
    is_unsure = bool(denial.kinds) and affirmation.kind is None
    ground: Ground = "kind-unknown" if is_unsure else ""
    if denial.has_count:
        weak = is_unsure or denial.has_place
        return Frame(0, 0, SCOPE, WEAKENED if weak else COMPARED, ground=ground or ("count-there" if weak else ""))
    if denial.has_place and affirmation.has_place:
        return Frame(WEAKENED if is_unsure else COMPARED, 0, SCOPE, ground=ground)
    if not denial.has_place and denial.authors:
        return Frame(NOT_COMPARED, UNDECIDED if is_unsure else CONTRADICTORY, SCOPE, ground=ground or "denied")
    return Frame(ground="no-common-aspect")


def _named_event(case: Case, denial: ClaimScope, affirmation: ClaimScope) -> Frame:  # noqa: PLR0911 - one a case
    if _is_by(case, affirmation, denial):
        ground: Ground = "denied"
    elif not affirmation.authors:
        ground = "no-author"
    elif _are_among(case, denial.authors, affirmation.authors):
        ground = "whole"
    else:
        return Frame(NOT_COMPARED, COMPATIBLE, AS_STATED, ground="other-author")
    if denial.has_count:
        is_sure = ground == "denied"
        return Frame(0, 0, AS_STATED, COMPARED if is_sure else WEAKENED, ground="" if is_sure else ground)
    if denial.has_place and affirmation.has_place:
        if ground == "denied":
            return Frame(COMPARED, 0, AS_STATED)
        return Frame(WEAKENED, 0, AS_STATED, ground=ground)
    if not denial.authors and not denial.has_place:
        return Frame(0, 0, AS_STATED, occurrence=CONTRADICTORY)
    if not denial.authors or ground == "no-author":
        return Frame(times=AS_STATED, ground="no-common-aspect")
    if denial.has_place:
        return Frame(NOT_COMPARED, COMPATIBLE, AS_STATED, ground="elsewhere")
    code = CONTRADICTORY if ground == "denied" else UNDECIDED
    return Frame(NOT_COMPARED, code, AS_STATED, ground=ground)


def _is_by(case: Case, affirmation: ClaimScope, denial: ClaimScope) -> bool:
    """Tell whether what is affirmed is surely of the denied authors, of all of them where there are several.

    A denial without an author denies anybody.
    """
    return all(any(is_part(case, actor, denied) for actor in affirmation.authors) for denied in denial.authors)


def _are_among(case: Case, actors: Iterable[str], others: Sequence[str]) -> bool:
    """Tell whether each of some actors is one of others, or a part of one."""
    return all(any(is_part(case, actor, other) for other in others) for actor in actors)


def _are_named_by(case: Case, actors: Iterable[str], others: Sequence[str]) -> bool:
    """Tell whether each of some actors is one of others, a part of one, or the whole that one is a part of."""
    return all(any(is_part(case, actor, other) or is_part(case, other, actor) for other in others) for actor in actors)


def is_part(case: Case, actor: str | None, whole: str | None) -> bool:
    """Tell whether an actor is another or, directly or not, a part of it."""
    return actor is not None and whole is not None and whole in case.lineage(actor)
