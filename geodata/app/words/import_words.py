"""What the import of a table, a map or a case says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geodata.core.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

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
KEEP: Final = "keep as extra column"
LEAVE_OUT: Final = "leave out"
COLUMN_HEADS: Final = ("Column", "Field", "Why", "Examples")
DEFAULTS: Final = "Values for all rows, date order and codes"
DATE_ORDER: Final = "Order of dates such as 05/12/2015"
DATE_ORDERS: Final[Mapping[str, str]] = {"ask": "ask me", "day-first": "day first", "month-first": "month first"}
CODES: Final = "Uncertainty radius by location code; leave it empty where no radius can be given"
CODE_HEADS: Final = ("Code", "Meaning", "Metres", "Basis")


def preview(rows: int) -> str:
    """Head the first rows of a table."""
    return f"**{counted(rows, 'row')}**, starting with:"


def for_all_rows(member: str) -> str:
    """Label a value that all rows have."""
    return f"{member}, for all rows"


# -- the result ------------------------------------------------------------------------------------------------------

Into = Literal["this", "new"]
INTO: Final = "Import into"
INTO_CHOICES: Final[Mapping[Into, str]] = {"this": "this case", "new": "a new case"}
GEOCODE: Final = "Geocode place names (offline)"
BAD_ROWS: Final = "**Rows with errors**: fix a value here, or download the rows, fix them and import them again."
BAD_ROW_HEADS: Final = ("Row", "Column", "Value", "Problem")
PROBLEM_HEADS: Final = ("Row", "Column", "Value", "Problem", "Rule")
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
