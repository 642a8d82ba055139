"""What can be filled in for each kind of record: members, what they mean, and what they may hold.

The words here are labels and help of forms and tables, for the members of docs/case-format.md; whether a value is in
order is the checker's to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.core.result_cache import remembered
from geodata.core.text import shortened, visible
from geodata.core.vocabulary import CREDIBILITIES, POLARITY_LABELS, RELATION_LABELS, RELIABILITIES
from geodata.editing.records import Json, RecordKind, members, records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FieldType = Literal[
    "text", "long text", "choice", "choices", "time", "distance", "bearing", "count", "metres", "place", "names"
]

_LABEL_CHARS: Final = 60
#: Of records as choices: those of 10,000 claims take 10 MB, the same for each draft of a case and each change of it.
MOST_CHOICES_BYTES: Final = 32 * 2**20
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
    """True for a member that the format does not name and cases have: a new record has it only where it is filled."""


def _choices(labels: Mapping[str, str]) -> tuple[FieldChoice, ...]:
    return tuple(FieldChoice(value, label) for value, label in labels.items())


def _grades(meanings: Mapping[str, str]) -> tuple[FieldChoice, ...]:
    return _choices({grade: f"{grade}: {meaning}" for grade, meaning in meanings.items()})


_TIME_HELP: Final = "As EDTF: 2015-12-06, 2015-12-06T19:40, 2015-12-06/2015-12-07, 2015-12-07T01:00~ for about."
_COUNT_HELP: Final = "Such as 3, 3 or more, 3 to 13; empty if no number is stated."
_REMARKS: Final = Field("remarks", "Remarks", "What a reader should know of this record.", "long text", is_extra=True)

FIELDS: Final[Mapping[RecordKind, tuple[Field, ...]]] = {
    "claim": (
        Field("actor", "According to", "The actor who makes the statement.", "choice", is_required=True, of="actor"),
        Field("summary", "Summary", "What is claimed, in your own neutral words.", "long text", is_required=True),
        Field(
            "polarity",
            "Stance",
            "Whether the actor asserts it, denies it, or relays what others say.",
            "choice",
            is_required=True,
            choices=_choices(POLARITY_LABELS),
        ),
        Field("event", "Event", "Which event the claim is about; empty for any event.", "choice", of="event"),
        Field("about_actor", "Attributed to", "Who is said to have done it, if stated.", "choice", of="actor"),
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
        Field("bearing", "Direction", "From the place: SE, or degrees with a half-width, 126±10.", "bearing"),
        Field("event_time", "Event time", _TIME_HELP, "time"),
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
    ),
    "source": (
        Field("title", "Title", "The headline, or what the source is.", is_required=True),
        Field("publisher", "Publisher", "Who published it."),
        Field("published", "Published", _TIME_HELP, "time"),
        Field("url", "URL", "Begins with http:// or https://."),
        Field("archived_url", "Archived URL", "Where a copy is kept."),
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


def fields(kind: RecordKind) -> tuple[Field, ...]:
    """Return the fields of a kind of record, its id first, without the choices that a case gives."""
    return (ID_FIELD, *FIELDS[kind])


def form_fields(kind: RecordKind, choices_of: Callable[[RecordKind], tuple[FieldChoice, ...]]) -> tuple[Field, ...]:
    """Return the fields of a kind of record, its id first, with the records of a case as choices.

    Parameters
    ----------
    kind
        Of record.
    choices_of
        What :func:`record_choices` returns for a kind.

    Examples
    --------
    >>> [field.member for field in form_fields("event", lambda kind: ())]
    ['id', 'name', 'kind']
    """
    return tuple(replace(field, choices=choices_of(field.of)) if field.of else field for field in fields(kind))


def record_choices(kind: RecordKind, document: Json) -> tuple[FieldChoice, ...]:
    """Return the records of a kind as choices, by name and id."""
    named = ((record["id"], members(record, kind).get(NAMING_MEMBERS[kind])) for record in records(document, kind))
    return tuple(_choice(record_id, name if isinstance(name, str) else None) for record_id, name in named)


@remembered(MOST_CHOICES_BYTES)
def _choice(record_id: str, name: str | None) -> FieldChoice:
    shown = visible(record_id)
    return FieldChoice(record_id, shown if name is None else f"{shortened(visible(name), _LABEL_CHARS)} ({shown})")


def value_of(record: Json, kind: RecordKind, member: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return a member of a record, wherever it stands; ``None`` where it is missing."""
    holder = record if member in ("id", "geometry") else members(record, kind)
    return holder.get(member)


def label_of(kind: RecordKind, member: str) -> str:
    """Return what a member is called in a form; a member that no form has is called by its name."""
    return next((field.label for field in fields(kind) if field.member == member), member)
