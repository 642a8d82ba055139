"""What the import of a table, a map or a case says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from geodata.core.text import counted, first_few
from geodata.editing.fields import label_of

if TYPE_CHECKING:
    from geodata.importing.members import RecordOfRow

FILE: Final = "Table, map or case file"
LIMITS: Final = "All limits"
LIMIT_HEADS: Final = ("Of", "At most")
SAMPLES: Final = "Sample files and a template"
CLOSE: Final = "Close file"
IS_A_CASE: Final = "This is a case file: it can be opened as it is, nothing is lost."
OPEN_CASE: Final = "Open this case"

# -- columns ---------------------------------------------------------------------------------------------------------

ROW_TYPE: Final = "Each row is one"
COLUMNS: Final = "**Column mapping**"
KEEP: Final = "Keep as extra column"
LEAVE_OUT: Final = "Leave out"
COLUMN_HEADS: Final = ("Column", "Field", "Why", "Examples")
DEFAULTS: Final = "Values for all rows, date order and codes"
DATE_ORDER: Final = "Order of dates such as 05/12/2015"
DATE_ORDERS: Final[Mapping[str, str]] = {"ask": "ask me", "day-first": "day first", "month-first": "month first"}
CODES: Final = "Uncertainty radius by location code; leave it empty where no radius can be given"
CODE_HEADS: Final = ("Code", "Meaning", "Metres", "Basis")


#: How a file is read.
READING: Final = "How the file is read"
LAYER: Final = "Sheet, layer, list or file"
HEADER_ROW: Final = "Row with the headings; 0 for none"
ENCODING: Final = "Encoding"
DELIMITER: Final = "Cells are divided by"
AS_FOUND: Final = "as found"
#: A kept column and the field that it is given.
KEPT_COLUMN: Final = "Column kept as it is"
ITS_FIELD: Final = "Its field"
TOO_LARGE_TO_READ_ANEW: Final = (
    "The file is too large to be read anew here. Save it with the one table alone, and its headings in row 1."
)
ASK_AGAIN: Final = "Take all answers back"
OTHER_ANSWER: Final = "Or type another answer"
_MOST_NAMED: Final = 8


def kept_columns(columns: Sequence[str]) -> str:
    """Say which columns nothing was made of."""
    kept = "is kept as it is" if len(columns) == 1 else "are kept as they are"
    return f"{counted(len(columns), 'column')} {kept}: {first_few(columns, _MOST_NAMED)}."


def open_questions(count: int) -> str:
    """Head what is asked before the import."""
    return f"**{counted(count, 'question')}**. Each says what happens until you answer it."


def preview(rows: int) -> str:
    """Head the first rows of a table."""
    return f"**{counted(rows, 'row')}**, starting with:"


#: Fields of a table that the forms have not, or call otherwise.
_FIELDS: Final[Mapping[str, str]] = {
    "place": "Place", "coordinates": "Coordinates", "lat": "Latitude", "lon": "Longitude", "zone": "UTM zone",
    "easting": "UTM easting", "northing": "UTM northing", "uncertainty": "Uncertainty", "place_code": "Location code",
    "kind": "Kind of place", "event_end": "End of event", "time_code": "Time code",
    "statement_id": "Statement", "about_actors": "Attributed to jointly", "killed_max": "Killed at most",
    "wounded_max": "Wounded at most", "source": "Source", "source_url": "URL of the source", "publisher": "Publisher",
    "published": "Published", "archived_url": "Archived URL", "archive_hash": "SHA-256",
    "archived": "Archived", "country": "Country", "province": "Province", "district": "District",
    "event_clock": "Time of day",
}  # fmt: skip


def field_label(record: RecordOfRow, member: str) -> str:
    """Return what a field of a table is called: as the forms call it, where they have it."""
    label = label_of(record, member)
    # What is said of all rows may be of claims, whatever a row is.
    return _FIELDS.get(member) or label_of("claim", member) if label == member else label


def field(record: RecordOfRow, member: str, meaning: str) -> str:
    """Offer a field for a column: what it is called, its name in files and commands, and what it holds."""
    return f"{field_label(record, member)} ({member}): {meaning}"


def for_all_rows(record: RecordOfRow, member: str) -> str:
    """Label a value that all rows have."""
    return f"{field_label(record, member)}, for all rows"


# -- the result ------------------------------------------------------------------------------------------------------

Into = Literal["this", "new"]
INTO: Final = "Import into"
INTO_CHOICES: Final[Mapping[Into, str]] = {"this": "the open case", "new": "a new case"}
#: Why one of the two is chosen beforehand.
INTO_USUAL: Final[Mapping[Into, str]] = {
    "this": "The open case is your own and still empty. Choose a new case to leave it so.",
    "new": "The open case stays as it is. Choose it to add these rows to its records.",
}
GEOCODE: Final = "Geocode place names (offline)"
BAD_ROWS: Final = (
    "**Values that were not read**: fix one here. Rows with errors can be downloaded, fixed and imported again as well."
)
BAD_ROW_HEADS: Final = ("Row", "Column", "Value", "Problem")
DOWNLOAD_BAD_ROWS: Final = "Download the rows with errors"


def reading(name: str) -> str:
    """Say what takes a while."""
    return f"Reading {name}"


def checking(rows: int) -> str:
    """Say what takes a while."""
    return f"Checking {counted(rows, 'row')}"


def import_rows(rows: int) -> str:
    """Return the button that imports."""
    return f"Import {counted(rows, 'row')}"


def imported(rows: int, name: str) -> str:
    """Name the step that imported rows."""
    return f"Import {counted(rows, 'row')} of {name}"


def counts(imported_rows: int, bad: int, blank: int) -> str:
    """Say what becomes of the rows."""
    return f"{imported_rows:,} can be imported, {bad:,} with errors, {blank:,} blank."


#: The places that were taken by name.
NAME_HEADS: Final = ("", "Name in the file", "Taken for", "What it is", "Latitude, longitude", "Rows")


def taken_names(count: int) -> str:
    """Head the places that were taken by name."""
    return f"{counted(count, 'place')} taken by name. If one is wrong, correct its name, or add a country or province"


def more_questions(count: int) -> str:
    """Say how many questions wait."""
    return f"and {counted(count, 'more question')} after these are answered"


def more_bad_rows(count: int) -> str:
    """Say how many problems are not listed."""
    return f"and {count:,} more: download the rows with errors"


def possible_duplicates(groups: int) -> str:
    """Head the rows that look alike."""
    return f"{counted(groups, 'group')} of possible duplicates; all rows are imported"


#: Before the numbers of rows that look alike.
ROWS_ALIKE: Final = "Rows"
