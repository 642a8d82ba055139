"""What the forms and tables of records say, with the search for a place and its georeference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.text import counted
from geodata.core.vocabulary import RECORD_WORDS, RecordKind, Relation

if TYPE_CHECKING:
    from geodata.editing.edits import OnReferrers
    from geodata.geodesy.point_radius import Kind

KIND: Final = "What to fill in"
Step = RecordKind | Literal["account", "check"]
#: In the order in which a case is filled in; events and sources can be added with the claims.
STEPS: Final[Mapping[Step, str]] = {
    "actor": "1. Who", "site": "2. Where", "claim": "3. Claims", "check": "4. Check", "event": "Events",
    "source": "Sources", "account": "Accounts",
}  # fmt: skip
#: What to do in a step of which there is nothing yet.
FIRST: Final[Mapping[RecordKind, str]] = {
    "actor": "Begin with who speaks: each actor, and the side that it is part of.",
    "site": "Then the places that they speak of: find each by its name, and take it.",
    "claim": "Then what each actor says, one claim for each statement. Events and sources are added here, too.",
    "event": "What is said to have happened. An event can be added with a claim as well.",
    "source": "Where claims can be read. A source can be added with a claim as well.",
}
NEW_IN_CHOICES: Final = "+ new: type a name that is not among the choices, and it is added with this record."
CHOOSE_OR_TYPE: Final = "choose, or + new: type a name"
KINDS: Final[Mapping[RecordKind, str]] = {kind: f"{word.capitalize()}s" for kind, word in RECORD_WORDS.items()}
RECORD: Final = "Record"
NEW_RECORD: Final = "New record"
CASE_UNREADABLE: Final = "The case cannot be read: fix the file, or start another case above."
NOT_CHANGED: Final = "Not changed"
NO_DIFFERENCE: Final = "Nothing was changed: the record is the same as before."
APPLY: Final = "Apply"
NOT_STATED: Final = "not stated"
MORE_FIELDS: Final = "More: certainty, several strikes, statements, links"
NO_COLOR_OF_ITS_OWN: Final = "No colour of its own: the program chooses"
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
ACCOUNTS: Final = (
    "What a side says in the main stands above the map and in the answer, made of its claims. Here you can put it in "
    "words of your own; verdicts do not change."
)
ACCOUNT: Final = "Account"
NEW_ACCOUNT: Final = "New account"
ADD_ACCOUNT: Final = "Add account"
APPLY_TABLE: Final = "Apply table changes"


def required(label: str) -> str:
    """Mark a field that must be filled in."""
    return f"{label} *"


def all_as_table(kind: RecordKind, count: int) -> str:
    """Head the table of all records of a kind."""
    return f"All {KINDS[kind].lower()} as a table: {count:,}"


def add(kind: RecordKind) -> str:
    """Return the button that adds a record, and leaves an empty form for the next."""
    return f"Add {RECORD_WORDS[kind]} and next"


# -- the check -------------------------------------------------------------------------------------------------------

CHECKED: Final = "What to look at before this case is used"
ALL_WELL: Final = "Nothing is missing or wrong."
NO_SOURCE: Final = "Claims without a source"
NO_EVENT: Final = "Claims that name no event, and so are compared with few others"
OFF_MAP: Final = "Claims that are not on the map"
NO_POSITION: Final = "Places without a position"
NO_UNCERTAINTY: Final = "Places of which it is not known how far off they may be: what is compared there stays open"
CLAIMS_ALONE: Final = "Only one claim: two are needed to compare anything."


def more_named(count: int) -> str:
    """Say how many are not named."""
    return f"and {count:,} more"


def in_the_case(counts: str) -> str:
    """Say what there is."""
    return f"This case has {counts}."


def done(words: str) -> str:
    """Say what was done."""
    return f"Done: {words}."


def read_by_daylight(text: str, time: str, place: str, meaning: str) -> str:
    """Say which hours were taken for words of daylight, and by which sun."""
    return f"“{text}” was read as {time}, by the sun at {place}: {meaning}."


def daylight_needs_place(text: str) -> str:
    """Say what is needed before words of daylight can be read."""
    return f"“{text}” is read by the sun at the place. Choose a place that has a position first, or write the hours."


def referring(count: int, names: str) -> str:
    """Say which records refer to one, the first of them by name."""
    verb = "refers" if count == 1 else "refer"
    return f"{counted(count, 'record')} {verb} to it: {names}."


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
