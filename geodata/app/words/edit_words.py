"""What the forms and tables of records say, with the search for a place and its georeference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted
from geodata.core.vocabulary import RECORD_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.vocabulary import RecordKind, Relation
    from geodata.editing.edits import OnReferrers
    from geodata.geodesy.point_radius import Kind

KIND: Final = "Record type"
KINDS: Final[Mapping[RecordKind, str]] = {kind: f"{word.capitalize()}s" for kind, word in RECORD_WORDS.items()}
RECORD: Final = "Record"
NEW_RECORD: Final = "New record"
CASE_UNREADABLE: Final = "The case cannot be read: fix the file, or start another case above."
NOT_CHANGED: Final = "Not changed"
NO_DIFFERENCE: Final = "Nothing was changed: the record is the same as before."
APPLY: Final = "Apply"
NOT_STATED: Final = "not stated"
MORE_FIELDS: Final = "More: certainty, several strikes, statements, links"
ID: Final = "Id"
ID_HINT: Final = "made from the name if empty"
DUPLICATE: Final = "Duplicate"
DELETE: Final = "Delete"
ON_DELETE: Final = "When deleting"
REFERRERS: Final[Mapping[OnReferrers, str]] = {
    "refuse": "only if no other record refers to it",
    "null": "and clear all references to it",
    "delete": "with all records that refer to it",
}
NOTHING_REFERS: Final = "No other record refers to it"
APPLY_TABLE: Final = "Apply table changes"


def required(label: str) -> str:
    """Mark a field that must be filled in."""
    return f"{label} *"


def all_as_table(kind: RecordKind, count: int) -> str:
    """Head the table of all records of a kind."""
    return f"All {KINDS[kind].lower()} as a table: {count:,}"


def add(kind: RecordKind) -> str:
    """Return the button that adds a record."""
    return f"Add {RECORD_WORDS[kind]}"


def done(words: str) -> str:
    """Say what was done."""
    return f"Done: {words}."


def referring(count: int, names: str, unnamed: int) -> str:
    """Say which records refer to one, the first of them by name."""
    rest = f" and {unnamed} more" if unnamed else ""
    verb = "refers" if count == 1 else "refer"
    return f"{counted(count, 'record')} {verb} to it: {names}{rest}."


def table_too_long(rows: int) -> str:
    """Say what to do instead of editing a table here."""
    return f"A table of more than {rows:,} rows is slow here: download the case as CSV, edit it, and import it again."


# -- a place by name -------------------------------------------------------------------------------------------------

FIND_PLACE: Final = "Find a place by name"
FIND_PLACE_HINT: Final = "any spelling, any script"
ALSO_ONLINE: Final = "Also search OpenStreetMap (Nominatim)"
SEND_NAME: Final = "Send this name"
BUILDING_INDEX: Final = "Preparing the place names, once on this machine; some fifteen seconds"
INDEX_BUILT: Final = "Place names are ready."


def relative_place(start: str, relation: Relation | None) -> str:
    """Say that an offset from a place is not one, and which place is looked up instead."""
    stated = "Between two places, of which one is" if relation == "between" else "A distance from"
    stated = "“Near”" if relation is None else stated
    return f"{stated} {start} is not a place but what a claim states. Searching for {start}:"


def by_name(reason: str) -> str:
    """Return the remark on a position that was found by name."""
    return f"By name: {reason}"


# -- georeference ----------------------------------------------------------------------------------------------------

GEOREFERENCE: Final = "Georeference: position and uncertainty from a description"
DESCRIPTION: Final = "Type of description"
FILL_FORM: Final = "Fill in the form below"
FORM_FILLED: Final = "The form below is filled in. Nothing is changed until you apply it."
WILL_FILL: Final = "Fills in place, uncertainty, sources and remarks. Nothing is changed until you apply the form."
TOGETHER: Final = "Total"
RADIUS: Final = "radius of the circle that contains the place"
#: What the coordinates are of.
LOCATED: Final[Mapping[Kind, str]] = {
    "coordinates": "point",
    "place": "centre of the place",
    "distance": "place the distance is from",
    "path": "point on the path",
    "orthogonal": "place the distances are from",
    "heading": "place the distance is from",
}
#: What stands where nothing is filled in: an example, or what is then taken.
GEOREFERENCE_HINTS: Final[Mapping[str, str]] = {
    "coordinates": "35.336, 40.141, or UTM, or MGRS",
    "precision": "as many digits as written",
    "source": "choose, or type 1:100000, gps 8 m",
    "datum": "WGS84, unless it is from a map",
    "extent": "3 km",
    "measurement-error": "none",
    "distance": "35 mi",
    "heading": "SE, or 126±10",
    "second-distance": "3 mi",
    "second-heading": "N",
    "distance-precision": "from its digits",
}


def coordinates_of(label: str, kind: Kind) -> str:
    """Say what the coordinates are of."""
    return f"{label} of the {LOCATED[kind]}"


def convert_datum(datum: str) -> str:
    """Say that coordinates on another datum are not taken."""
    return f"A case needs coordinates on WGS84: convert these from {datum} first."


def still_missing(labels: str) -> str:
    """Say what is not filled in."""
    return f"Still needed: {labels}."
