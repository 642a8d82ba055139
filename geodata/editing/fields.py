"""What can be filled in for each kind of record: members, what they mean, and what they may hold.

The words here are labels and help of forms and tables, for the members of docs/case-format.md; whether a value is in
order is the checker's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from geodata.core.json_path import Json
from geodata.core.result_cache import remembered
from geodata.core.text import shortened, told_apart, visible
from geodata.core.vocabulary import (
    CERTAINTIES,
    CREDIBILITIES,
    LINK_BASES,
    LINK_KINDS,
    POLARITY_LABELS,
    QUANTITIES,
    RECORD_KINDS,
    RELATION_LABELS,
    RELIABILITIES,
    RecordKind,
)
from geodata.editing.records import TABLES, members, records

FieldType = Literal[
    "text",
    "long text",
    "texts",
    "choice",
    "choices",
    "one or more",
    "flag",
    "time",
    "distance",
    "bearing",
    "count",
    "metres",
    "place",
    "names",
]

_LABEL_CHARS: Final = 60
#: Between a list of links and a member of each link in it.
OF_EACH: Final = "."
#: What a field of each link holds where they differ.
DIFFERENT: Final = "different for each"
#: The member that names a record to a reader.
NAMING_MEMBERS: Final[Mapping[RecordKind, str]] = {
    "claim": "summary", "site": "name", "actor": "name", "event": "name", "source": "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One of the values that a field may have."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One member of a record, as a form asks for it."""

    member: str
    label: str
    help: str
    type: FieldType = "text"
    is_required: bool = False
    choices: tuple[FieldChoice, ...] = ()
    """For a choice: the values; no value is the empty text."""
    of: RecordKind | None = None
    """For a choice of records: their kind."""
    is_extra: bool = False
    """True for a member that most records do not have: a new record has it only where it is filled."""
    is_rare: bool = False
    """True for one that a form folds away."""


def _choices(labels: Mapping[Any, str]) -> tuple[FieldChoice, ...]:
    return tuple(FieldChoice(value, label) for value, label in labels.items())


def _grades(meanings: Mapping[str, str]) -> tuple[FieldChoice, ...]:
    return _choices({grade: f"{grade}: {meaning}" for grade, meaning in meanings.items()})


_TIME_HELP: Final = (
    "Such as 6 December 2015, 19:40; or as EDTF: 2015-12-06, 2015-12-06T19:40, 2015-12-06/2015-12-07, "
    "2015-12-07T01:00~ for about."
)
_DAYLIGHT_HELP: Final = "With a place: evening of 6 December 2015, which is read by the sun there."
_COUNT_HELP: Final = (
    "Such as 3, 3 or more, 3 to 13, about 40, 12 so far; empty if no number is stated. In a denial, the number that is "
    "denied: 1 or more for “nobody”."
)
_REMARKS: Final = Field("remarks", "Remarks", "What a reader should know of this record.", "long text", is_extra=True)
#: Of a claim: what few have.
_RARE: Final = tuple(
    replace(field, is_extra=True, is_rare=True)
    for field in (
        Field(
            "certainty",
            "Certainty",
            "As spoken: “probably”, “signs of”. What is probable or possible contradicts nothing by itself.",
            "choice",
            choices=_choices({word: row.label for word, row in CERTAINTIES.items()}),
        ),
        Field(
            "quantity",
            "Some or all",
            "Of an event that is several under one name; empty counts as some.",
            "choice",
            choices=_choices(QUANTITIES),
        ),
        Field(
            "event_kinds",
            "Kinds of event",
            "Of a denial of any event: the kinds that it speaks of, such as air strike, shelling; empty for all.",
            "texts",
        ),
        Field("event_time_words", "Event time as spoken", "Such as “in the evening”."),
        Field("statement", "Statement", "The same words in all claims that are parts of one statement of an actor."),
        Field(
            f"derived_from{OF_EACH}kind",
            "How it is derived",
            "What the claim does with those that it is derived from.",
            "choice",
            choices=_choices(LINK_KINDS),
        ),
        Field(
            f"derived_from{OF_EACH}basis",
            "How the derivation is known",
            "How it is known that the claim is derived from those.",
            "choice",
            choices=_choices(LINK_BASES),
        ),
    )
)

FIELDS: Final[Mapping[RecordKind, tuple[Field, ...]]] = {
    "claim": (
        Field("actor", "According to", "Who makes the statement.", "choice", is_required=True, of="actor"),
        Field("summary", "Summary", "What is claimed, in your own neutral words.", "long text", is_required=True),
        Field(
            "polarity",
            "Stance",
            "Whether the actor says it, denies it, or relays what others say. A denial with an event and without "
            "who, where and how many says that it did not happen.",
            "choice",
            is_required=True,
            choices=_choices(POLARITY_LABELS),
        ),
        Field("event", "Event", "Which event the claim is about; empty for any event.", "choice", of="event"),
        Field(
            "about_actor",
            "Attributed to",
            "Who is said to have done it, if stated; several did it jointly.",
            "one or more",
            of="actor",
        ),
        Field(
            "relation",
            "Location type",
            "Where, relative to the place; empty if no place is stated.",
            "choice",
            choices=_choices(RELATION_LABELS),
        ),
        Field("site", "Place", "The place that the location refers to.", "choice", of="site"),
        Field(
            "site2", "Second place", "For “between two places” only: the other one.", "choice", of="site", is_extra=True
        ),
        Field("distance", "Distance", "As stated, with its unit: 35 mi is not 35.0 mi.", "distance"),
        Field("bearing", "Direction", "From the place: north, SE, or degrees with a half-width, 126±10.", "bearing"),
        Field("event_time", "Event time", f"{_TIME_HELP} {_DAYLIGHT_HELP}", "time"),
        Field("stated", "Statement time", _TIME_HELP, "time"),
        Field("killed", "Killed", _COUNT_HELP, "count"),
        Field("wounded", "Wounded", _COUNT_HELP, "count"),
        Field("sources", "Sources", "Where the claim can be read.", "choices", of="source"),
        Field(
            "derived_from", "Derived from", "Claims that this one repeats, updates or converts.", "choices", of="claim"
        ),
        Field(
            "credibility",
            "Credibility",
            "Admiralty grade; does not affect measurements.",
            "choice",
            choices=_grades(CREDIBILITIES),
        ),
        _REMARKS,
        *_RARE,
    ),
    "site": (
        Field("name", "Name", "The main spelling of the name.", is_required=True),
        Field("names", "Other spellings", "One per line, with the language: معسكر الصاعقة [ar].", "names"),
        Field("kind", "Kind", "Such as town, air base, province."),
        Field(
            "geometry",
            "Position",
            "Latitude, longitude, UTM, MGRS, a plus code or a map's address; a region as a GeoJSON geometry.",
            "place",
        ),
        Field(
            "coordinateUncertaintyInMeters",
            "Uncertainty in metres",
            "Radius of the smallest circle that contains the whole place; never 0, empty if unknown.",
            "metres",
        ),
        Field("georeferenceSources", "Source of the position", "What the coordinates were taken from."),
        Field(
            "georeferenceRemarks",
            "Remarks on the position",
            "How the coordinates were taken, and what is doubtful.",
            "long text",
        ),
    ),
    "actor": (
        Field("name", "Name", "What the actor is called.", is_required=True),
        Field("part_of", "Part of", "The actor that this one is part of.", "choice", of="actor"),
        Field("color", "Colour", "Such as #1f77b4; assigned if empty."),
    ),
    "event": (
        Field("name", "Name", "What is said to have happened.", is_required=True),
        Field("kind", "Kind", "Such as air strike."),
        Field("plural", "Several under one name", "Such as “four strikes”.", "flag", is_extra=True),
    ),
    "source": (
        Field("title", "Title", "The headline, or what the source is.", is_required=True),
        Field("publisher", "Publisher", "Who published it."),
        Field("published", "Published", _TIME_HELP, "time"),
        Field("url", "URL", "Begins with http:// or https://."),
        Field("archived_url", "Archived URL", "Where a copy is kept."),
        Field("archived", "Archived", _TIME_HELP, "time", is_extra=True),
        Field("sha256", "SHA-256", "Checksum of the copy, 64 hexadecimal digits."),
        Field(
            "reliability",
            "Reliability",
            "Admiralty grade; does not affect measurements.",
            "choice",
            choices=_grades(RELIABILITIES),
        ),
        _REMARKS,
    ),
}
ID_FIELD: Final = Field("id", "Id", "Upper-case letters, digits and hyphens; unique in the case.", is_required=True)


#: Of what a case says of an account in its own words: no record, for want of an id.
ACCOUNT_FIELDS: Final = (
    Field("actor", "Whose account", "A side, or one of its actors.", "choice", is_required=True),
    Field(
        "words",
        "In a few words",
        "Neutral, and as short as a headline: “the coalition struck the camp”.",
        is_required=True,
    ),
    Field(
        "claims",
        "Rests on",
        "Claims of this actor or its parts, all about one event; a press on the account opens the first.",
        "choices",
        is_required=True,
    ),
)


def fields(kind: RecordKind) -> tuple[Field, ...]:
    """Return the fields of a kind of record, its id first, without the choices that a case gives."""
    return (ID_FIELD, *FIELDS[kind])


def form_fields(kind: RecordKind, choices_of: Callable[[RecordKind], tuple[FieldChoice, ...]]) -> tuple[Field, ...]:
    """Return the fields of a kind of record, its id first, with the records of a case as choices.

    ``choices_of``: what :func:`record_choices` returns for a kind.

    >>> [field.member for field in form_fields("event", lambda kind: ())]
    ['id', 'name', 'kind', 'plural']
    """
    return tuple(replace(field, choices=choices_of(field.of)) if field.of else field for field in fields(kind))


def record_choices(kind: RecordKind, document: Json) -> tuple[FieldChoice, ...]:
    """Return the records of a kind as choices, by name; by id, too, where two are called the same."""
    labels = ((one["id"], name_of(kind, one) or visible(one["id"])) for one in records(document, kind))
    return tuple(_choice(one, label) for one, label in told_apart(labels).items())


def record_names(document: Json, ids: Collection[str]) -> dict[str, str]:
    """Return what some records of a case are called, by id; with it where two of them are called the same."""
    found = ((kind, one) for kind in RECORD_KINDS for one in records(document, kind) if one["id"] in ids)
    return told_apart((one["id"], name) for kind, one in found if (name := name_of(kind, one)))


def name_of(kind: RecordKind, record: Json) -> str:
    """Return what a record is called, as it is chosen by; empty where it has no name."""
    holder = record if kind in TABLES else record.get("properties")
    name = holder.get(NAMING_MEMBERS[kind]) if isinstance(holder, dict) else None
    return short_label(name) if isinstance(name, str) else ""


@remembered
def short_label(name: str) -> str:
    """Return the name of a record as it is chosen by: cut, with nothing unseen in it."""
    return shortened(visible(name), _LABEL_CHARS)


@remembered
def _choice(record_id: str, label: str) -> FieldChoice:
    return FieldChoice(record_id, label)


def value_of(record: Json, kind: RecordKind, member: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return a member of a record, wherever it stands; ``None`` where it is missing."""
    holder = record if member in ("id", "geometry") else members(record, kind)
    whole, _, part = member.partition(OF_EACH)
    return _common(holder.get(whole), part) if part else holder.get(member)


def _common(links: object, part: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return what all links have in a member."""
    found = [link.get(part) if isinstance(link, dict) else None for link in (links if isinstance(links, list) else ())]
    return DIFFERENT if any(one != found[0] for one in found) else next(iter(found), None)


def with_part(links: object, part: str, value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return links with a member of each changed; one of which nothing is said is an id again.

    >>> with_part(["A", {"claim": "B", "note": "n"}], "kind", "quotes")
    [{'claim': 'A', 'kind': 'quotes'}, {'claim': 'B', 'note': 'n', 'kind': 'quotes'}]
    >>> with_part([{"claim": "A", "kind": "quotes"}], "kind", None)
    ['A']
    """
    if not isinstance(links, list):
        return links
    return [_with_part(link if isinstance(link, dict) else {"claim": link}, part, value) for link in links]


def _with_part(link: Json, part: str, value: object) -> Json | str:
    changed = {**{name: one for name, one in link.items() if name != part}, **({} if value is None else {part: value})}
    return changed["claim"] if list(changed) == ["claim"] else changed


def label_of(kind: RecordKind, member: str) -> str:
    """Return what a member is called in a form; a member that no form has is called by its name."""
    return next((field.label for field in fields(kind) if field.member == member), member)
