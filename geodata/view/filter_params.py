"""How a filter stands in the address of the page, and what an address says of a case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Final

from geodata.core.model import Case
from geodata.core.problems import InputError
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.timeline.typed_times import checked_moment, is_reversed
from geodata.view.filters import NOT_STATED, Choice, Filter

#: What holds or does not, where an address says nothing of it.
_FLAGS: Final = {"undated": "yes", "maybe_said": "no", "surely_within": "no"}
#: Days and times, as EDTF has them.
_MOMENTS: Final = ("after", "before", "said_by")
#: Filters that choose from what a case or the format has: what each value is.
CHOICES: Final = {
    "actors": "actor",
    "events": "event",
    "relations": "relation",
    "polarities": "polarity",
    "claims": "claim",
}


def known_values(name: str, case: Case) -> Sequence[str]:
    """Return what may be chosen by a filter of :data:`CHOICES`."""
    if name in ("relations", "polarities"):
        return [*RELATIONS, NOT_STATED] if name == "relations" else list(POLARITIES)
    if name == "events":
        return [*(event.id for event in case.events), NOT_STATED]
    return [actor.id for actor in case.actors] if name == "actors" else [claim.id for claim in case.claims]


def to_query(wanted: Filter) -> dict[str, str]:
    """Return a filter as query parameters; what lets everything through is left out.

    >>> to_query(Filter(actors=frozenset({"SOHR", "RUSSIA"}), words="عياش"))
    {'actors': 'RUSSIA,SOHR', 'words': 'عياش'}
    """
    query = {}
    for member in fields(wanted):
        value = getattr(wanted, member.name)
        if isinstance(value, frozenset):
            query[member.name] = ",".join(sorted(value))
        elif isinstance(value, bool):
            said = "yes" if value else "no"
            query |= {} if said == _FLAGS[member.name] else {member.name: said}
        elif value:
            query[member.name] = value
    return query


def _read_choice(text: str, known: Collection[str], what: str, unread: list[str]) -> Choice:
    """Return the known values named; where a text names none of them, ``None``: only the empty text means "none"."""
    if not text:
        return frozenset()
    values = [value for value in text.split(",") if value] or [text]
    unread.extend(f"{what} {value}" for value in values if value not in known)
    return frozenset(value for value in values if value in known) or None


def _read_moment(query: Mapping[str, str], name: str, unread: list[str]) -> str:
    text = query.get(name, "")
    try:
        return text and checked_moment(text)
    except InputError:
        unread.append(f"{name} {text}")
        return ""


def from_query(query: Mapping[str, str], case: Case) -> tuple[Filter, tuple[str, ...]]:
    """Read a filter from query parameters.

    Returns ``filter``: made of everything that could be read. A choice of which nothing could be is left out: it would
    hide every claim for the sake of a word of another case; ``unread``: in words, what could not: an address may come
    from another version of the case, and nothing is dropped without saying so.
    """
    unread: list[str] = []
    choices = {
        name: _read_choice(query[name], known_values(name, case), what, unread)
        for name, what in CHOICES.items()
        if name in query
    }
    after, before, said_by = (_read_moment(query, name, unread) for name in _MOMENTS)
    if after and before and is_reversed(after, before):
        unread.append(f"after {after}, which is later than before {before}")
        after = before = ""
    flags = {name: query.get(name, usual) for name, usual in _FLAGS.items()}
    unread += [f"{name} {text}" for name, text in flags.items() if text not in ("yes", "no")]
    wanted = Filter(
        actors=choices.get("actors"),
        events=choices.get("events"),
        relations=choices.get("relations"),
        polarities=choices.get("polarities"),
        after=after,
        before=before,
        surely_within=flags["surely_within"] == "yes",
        undated=flags["undated"] != "no",
        said_by=said_by,
        maybe_said=flags["maybe_said"] == "yes",
        words=query.get("words", ""),
        claims=choices.get("claims"),
    )
    return wanted, tuple(unread)
