"""Which claims are shown: a filter as a value, and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geodata.core.model import Case, Claim
from geodata.core.text import counted, fold
from geodata.core.vocabulary import POLARITY_LABELS, RELATION_LABELS
from geodata.parsing.edtf import time_in_words
from geodata.parsing.edtf_date import NO_ZONE
from geodata.timeline.as_of import Knowledge, known_at
from geodata.timeline.claim_spans import ClaimSpans, Inside, claim_spans
from geodata.timeline.typed_times import read_range_s
from geodata.verdicts.context import CaseContext

#: Stands, in a filter and in the address, for "the claim states none".
NOT_STATED: Final = "-"

_RELATIONS: Final = {**RELATION_LABELS, NOT_STATED: "no place stated"}

Choice = frozenset[str] | None
"""The values let through; ``None`` lets all through, the empty set none."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim must be to be shown. Each condition is passed by a claim of any of its values."""

    actors: Choice = None
    events: Choice = None
    relations: Choice = None
    polarities: Choice = None
    after: str = ""
    """What was surely before this EDTF day or time is left out; of the usual zone where it names none."""
    before: str = ""
    """What was surely after this day or time is left out."""
    surely_within: bool = False
    """Whether what may have been earlier or later is left out, too."""
    undated: bool = True
    """Whether claims without an event time stay while ``after`` or ``before`` is set."""
    words: str = ""
    claims: Choice = None
    """Ids of single claims, such as those of a conflict."""
    said_by: str = ""
    """What had not been said by the end of this EDTF day or time is left out (:mod:`geodata.timeline.as_of`)."""
    maybe_said: bool = False
    """Whether claims that may have been said by then stay."""

    @property
    def is_empty(self) -> bool:
        """True if every claim passes."""
        return replace(self, undated=True, maybe_said=False, surely_within=False) == Filter()


#: What is shown; a script says it again when an actor is switched.
SHOWN: Final = "{shown} of {claims} shown"
SHOWN_WITHOUT_PLACE: Final = f"{SHOWN}, {{without}} of them without a place"
ONE_WITHOUT_PLACE: Final = f"{SHOWN}, without a place"


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims a filter lets through, in the order of the file, with the total they were taken from."""

    shown: tuple[Claim, ...]
    total: int

    def sentence(self, unlocated: int) -> str:
        """Say in words what is shown.

        ``unlocated``: how many of the shown claims have no place on the map.
        """
        shown = len(self.shown)
        return (SHOWN if not unlocated else ONE_WITHOUT_PLACE if shown == 1 else SHOWN_WITHOUT_PLACE).format(
            shown=f"{shown:,}", claims=counted(self.total, "claim"), without=f"{unlocated:,}"
        )


def _chosen(value: str | None, choice: Choice) -> bool:
    return choice is None or (NOT_STATED if value is None else value) in choice


def _conditions(
    wanted: Filter, index: Mapping[str, str], known: Mapping[str, Knowledge], inside: Mapping[str, Inside]
) -> list[Callable[[Claim], bool]]:
    """Return what a claim must pass; conditions that let everything through are left out, for the sake of speed."""
    said = ("surely", "possibly") if wanted.maybe_said else ("surely",)
    was = ("surely", *["possibly"] * (not wanted.surely_within), *["undated"] * wanted.undated)
    words = tuple(dict.fromkeys(fold(wanted.words).split()))
    conditions: list[tuple[bool, Callable[[Claim], bool]]] = [
        (wanted.actors is not None, lambda claim: _chosen(claim.actor, wanted.actors)),
        (wanted.events is not None, lambda claim: _chosen(claim.event, wanted.events)),
        (wanted.relations is not None, lambda claim: _chosen(claim.relation, wanted.relations)),
        (wanted.polarities is not None, lambda claim: _chosen(claim.polarity, wanted.polarities)),
        (bool(wanted.after or wanted.before), lambda claim: inside[claim.id] in was),
        (wanted.claims is not None, lambda claim: _chosen(claim.id, wanted.claims)),
        (bool(wanted.said_by), lambda claim: known[claim.id] in said),
        (bool(words), lambda claim: all(word in index[claim.id] for word in words)),
    ]
    return [passes for is_set, passes in conditions if is_set]


def searchable(case: Case, claim: Claim) -> str:
    """Return everything a claim can be found by, folded: its words and every spelling of what it refers to."""
    actor_ids = [claim.actor, *claim.about_actors]
    parts = [claim.id, claim.summary, *(case.actor_by_id[actor].name for actor in actor_ids)]
    for site in claim.sites:
        parts += case.site_by_id[site].spellings
    if claim.event is not None:
        parts.append(case.event_by_id[claim.event].name)
    for source_id in claim.sources:
        source = case.source_by_id[source_id]
        parts += [source.title, source.publisher or ""]
    return fold(" ".join(parts))


def select(
    case: Case,
    wanted: Filter,
    index: Mapping[str, str],
    known: Mapping[str, Knowledge] | None = None,
    inside: Mapping[str, Inside] | None = None,
) -> Selection:
    """Return the claims that pass a filter.

    ``case``: where the claims are. ``index``: :func:`searchable` of each claim by id, made once per case. ``known``:
    whether each had been said by the moment of the filter, if it has one; ``inside``: how each lies to its times;
    ``None`` to work them out.
    """
    if known is None:
        known = known_at(CaseContext(case), wanted.said_by) if wanted.said_by else {}
    if inside is None:
        inside = inside_times(claim_spans(CaseContext(case)), wanted) if wanted.after or wanted.before else {}
    conditions = _conditions(wanted, index, known, inside)
    shown = case.claims
    for passes in conditions:
        shown = tuple(filter(passes, shown))
    return Selection(shown, len(case.claims))


def inside_times(spans: ClaimSpans, wanted: Filter) -> Mapping[str, Inside]:
    """Return how each claim lies to the times of a filter, by id."""
    return spans.inside(*read_range_s(wanted.after, wanted.before, spans.zone))


def options(case: Case) -> dict[str, list[tuple[str, str, int]]]:
    """Return what a case's claims can be told apart by: value, name and number of claims, for each such member.

    The members are those of :class:`Filter`; a value that no claim has is left out.
    """
    events = {event.id: event.name for event in case.events} | {NOT_STATED: "no single event"}
    facets: list[tuple[str, Mapping[str, str], list[str | None]]] = [
        ("events", events, [claim.event for claim in case.claims]),
        ("relations", _RELATIONS, [claim.relation for claim in case.claims]),
        ("polarities", POLARITY_LABELS, [claim.polarity for claim in case.claims]),
    ]
    result = {}
    for member, names, values in facets:
        counts = Counter(NOT_STATED if value is None else value for value in values)
        result[member] = [(value, name, counts[value]) for value, name in names.items() if counts[value]]
    return result


def toggled(choice: Choice, value: str, known: Collection[str]) -> Choice:
    """Return a choice with one value switched; all of ``known`` is ``None``, "all"."""
    chosen = (frozenset(known) if choice is None else choice) ^ {value}
    return None if chosen >= frozenset(known) else chosen


# -- in words --------------------------------------------------------------------------------------------------------

#: More names than this are no longer read.
_MAX_NAMED: Final = 3


def filter_in_words(case: Case, wanted: Filter) -> str:
    """Say a filter in words; empty where it lets everything through."""
    parts = []
    if wanted.actors is not None:
        speaking = {claim.actor for claim in case.claims}
        names = [actor.name for actor in case.actors if actor.id in wanted.actors]
        many = len(names) > _MAX_NAMED
        parts.append(f"according to {f'{len(names)} of {len(speaking)} actors' if many else _or(names, 'nobody')}")
    if wanted.events is not None:
        names = [event.name for event in case.events if event.id in wanted.events]
        parts.append(f"about {_or(names + ['no single event'] * (NOT_STATED in wanted.events), 'no event')}")
    for words, choice in ((_RELATIONS, wanted.relations), (POLARITY_LABELS, wanted.polarities)):
        if choice is not None:
            parts.append(_or([words[value] for value in words if value in choice], "of no type"))
    parts += _times_in_words(wanted)
    if wanted.claims is not None:
        parts.append(f"one of {counted(len(wanted.claims), 'selected claim')}")
    if wanted.words:
        parts.append(f"matching “{wanted.words}”")
    return "; ".join(parts)


def _times_in_words(wanted: Filter) -> Iterator[str]:
    if wanted.after or wanted.before:
        ends = [f"{word} {_moment(one)}" for word, one in (("from", wanted.after), ("until", wanted.before)) if one]
        sure = "surely" if wanted.surely_within else "perhaps or surely"
        yield f"{sure} {' '.join(ends)}{', or without a time' if wanted.undated else ''}"
    if wanted.said_by:
        sure = "perhaps or surely" if wanted.maybe_said else "surely"
        yield f"{sure} said by the end of {_moment(wanted.said_by)}"


def _moment(text: str) -> str:
    """Say a moment that somebody chose: where it names no zone, it is one of the case's."""
    return time_in_words(text).removesuffix(f" ({NO_ZONE})")


def _or(names: list[str], none: str) -> str:
    return " or ".join(names) if names else none
