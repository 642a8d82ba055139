"""What is asked of the verdicts: a pair, whose accounts can stand together, where an event could have been.

A value, and the query parameters of an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from geodata.core.model import Case
from geodata.verdicts.pairwise import TOPICS

if TYPE_CHECKING:
    from geodata.verdicts.pairwise import Topic

#: What of it is drawn on the map: nothing, what claims leave for an event, or one way for accounts to be all true.
DrawnResult = Literal["", "where", "together"]
_BETWEEN: Final = ";"
_PAIR: Final = 2
#: The parameters of :func:`to_query`.
PARAMETERS: Final = frozenset(
    {"judged", "sides", "together", "where", "word", "drawn", "parts", "on", "card", "opposed"}
)
#: Beside the ids of sides, which are upper case: those who belong to none.
NO_SIDE: Final = "others"


@dataclass(frozen=True, slots=True)
class VerdictQuery:
    """What is asked."""

    judged: tuple[str, str] | None = None
    """Two claims to explain."""
    by_side: bool = False
    """Whether an actor and all its parts are one account."""
    together: tuple[str, ...] = ()
    """Actors whose accounts are shown to be possible together."""
    event: str | None = None
    """Whose place is asked for."""
    word: tuple[str, ...] | None = None
    """By whose word; ``None`` for all who speak of the event."""
    drawn: DrawnResult = ""
    by_claim: bool = False
    """Whether each part of a statement has a row of its own in the matrix."""
    topic: Topic | None = None
    """What matrix and conflicts are about; ``None`` for all."""
    card: str | None = None
    """The event whose accounts are laid side by side; ``None`` for the main one."""
    opposed: tuple[str, str] | None = None
    """Two sides, by id, whose deciding claims are listed: :data:`NO_SIDE` for those of none, one twice for itself."""


def to_query(inquiry: VerdictQuery) -> dict[str, str]:
    """Return what is asked as query parameters; what is not asked is left out.

    >>> to_query(VerdictQuery(("A", "B"), by_side=True, event="STRIKE", word=("ARMY", "ENVOY")))
    {'judged': 'A;B', 'sides': 'yes', 'where': 'STRIKE', 'word': 'ARMY;ENVOY'}
    """
    query = {
        "judged": _BETWEEN.join(inquiry.judged or ()),
        "sides": "yes" if inquiry.by_side else "",
        "together": _BETWEEN.join(inquiry.together),
        "where": inquiry.event or "",
        "word": _BETWEEN.join(inquiry.word or ()),
        "drawn": inquiry.drawn,
        "parts": "yes" if inquiry.by_claim else "",
        "on": inquiry.topic or "",
        "card": inquiry.card or "",
        "opposed": _BETWEEN.join(inquiry.opposed or ()),
    }
    return {name: value for name, value in query.items() if value}


def from_query(query: Mapping[str, str], case: Case) -> tuple[VerdictQuery, tuple[str, ...]]:
    """Read what is asked from query parameters.

    Returns ``inquiry``: made of everything that could be read; ``unread``: in words, what could not.
    """
    lists = {name: tuple(dict.fromkeys(filter(None, query.get(name, "").split(_BETWEEN))))
             for name in ("judged", "together", "word")}  # fmt: skip
    known = {"judged": case.claim_by_id, "together": case.actor_by_id, "word": case.actor_by_id}
    unread = [f"{name} {one}" for name, values in lists.items() for one in values if one not in known[name]]
    judged = tuple(one for one in lists["judged"] if one in case.claim_by_id)
    if lists["judged"] and len(lists["judged"]) != _PAIR:
        unread.append(f"judged {query['judged']} (two claims are compared)")
    events = {name: query[name] for name in ("where", "card") if name in query}
    unread += [f"{name} {event}" for name, event in events.items() if event not in case.event_by_id]
    known_events = {name: event for name, event in events.items() if event in case.event_by_id}
    opposed = tuple(dict.fromkeys(query.get("opposed", "").split(_BETWEEN)))
    is_opposed = len(opposed) == _PAIR and all(side == NO_SIDE or side in case.actor_by_id for side in opposed)
    unread += [f"opposed {query['opposed']}"] if "opposed" in query and not is_opposed else []
    drawn = query.get("drawn", "")
    unread += [f"drawn {drawn}"] if drawn not in get_args(DrawnResult) else []
    unread += [f"{name} {query[name]}" for name in ("sides", "parts") if query.get(name, "yes") != "yes"]
    topic = next((one for one in TOPICS if one == query.get("on")), None)
    unread += [f"on {query['on']}"] if topic is None and "on" in query else []
    word = tuple(actor for actor in lists["word"] if actor in case.actor_by_id)
    inquiry = VerdictQuery(
        judged=(judged[0], judged[1]) if len(judged) == len(lists["judged"]) == _PAIR else None,
        by_side=query.get("sides") == "yes",
        together=tuple(actor for actor in lists["together"] if actor in case.actor_by_id),
        event=known_events.get("where"),
        word=word or None,
        drawn=next((one for one in get_args(DrawnResult) if one == drawn), ""),
        by_claim=query.get("parts") == "yes",
        topic=topic,
        card=known_events.get("card"),
        opposed=(opposed[0], opposed[1]) if is_opposed else None,
    )
    return inquiry, tuple(unread)
