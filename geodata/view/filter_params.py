"""How a filter stands in the address of the page, and what an address says of a case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Final

from geodata.core.model import Case
from geodata.core.problems import InputError
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.timeline.as_of import checked_moment
from geodata.view.filters import NOT_STATED, Choice, Filter

#: Minutes are enough for a filter, and keep the address short.
_MOMENT: Final = "%Y-%m-%dT%H:%M"


#: What holds or does not, where an address says nothing of it.
_FLAGS: Final = {"undated": "yes", "maybe_said": "no"}
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
        elif isinstance(value, datetime):
            query[member.name] = value.isoformat(timespec="minutes")
        elif member.name == "undated" and not value:
            query["undated"] = "no"
        elif member.name == "maybe_said" and value:
            query["maybe_said"] = "yes"
        elif member.name in ("words", "said_by") and value:
            query[member.name] = value
    return query


def _read_choice(text: str, known: Collection[str], what: str, unread: list[str]) -> Choice:
    """Return the known values named; where a text names none of them, ``None``: only the empty text means "none"."""
    if not text:
        return frozenset()
    values = [value for value in text.split(",") if value] or [text]
    unread.extend(f"{what} {value}" for value in values if value not in known)
    return frozenset(value for value in values if value in known) or None


def _read_moment(text: str, what: str, unread: list[str]) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT)  # noqa: DTZ007 - times in a case are as stated, often zoneless
    except ValueError:
        unread.append(f"{what} {text}")
        return None


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
    moments = {name: _read_moment(query[name], name, unread) for name in ("after", "before") if name in query}
    after, before = moments.get("after"), moments.get("before")
    if after is not None and before is not None and after > before:
        unread.append(f"after {query['after']}, which is later than before {query['before']}")
        after = before = None
    flags = {name: query.get(name, usual) for name, usual in _FLAGS.items()}
    unread += [f"{name} {text}" for name, text in flags.items() if text not in ("yes", "no")]
    said_by = query.get("said_by", "")
    try:
        said_by = said_by and checked_moment(said_by)
    except InputError:
        unread.append(f"said_by {said_by}")
        said_by = ""
    wanted = Filter(
        actors=choices.get("actors"),
        events=choices.get("events"),
        relations=choices.get("relations"),
        polarities=choices.get("polarities"),
        after=after,
        before=before,
        undated=flags["undated"] != "no",
        said_by=said_by,
        maybe_said=flags["maybe_said"] == "yes",
        words=query.get("words", ""),
        claims=choices.get("claims"),
    )
    return wanted, tuple(unread)
