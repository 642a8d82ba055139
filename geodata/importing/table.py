"""A file as a table: headings, rows of text, geometries where the format has them, and what was found on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice, zip_longest
from typing import Final

from geodata.core.json_path import Json
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted, some
from geodata.core.text import fold
from geodata.importing.header_row import LOOKED_AT, find_header
from geodata.importing.headings import BY_WORD, TWICE
from geodata.importing.limits import MAX_COLUMNS, MAX_NAME_CHARS, TableError, check_cells, check_columns, check_rows
from geodata.parsing.languages import is_not_stated, words_for

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row as a row, found before its cells are looked at."""

    rule: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A file as rows of text. Cells are without white space around; an empty one is ``None``."""

    name: str
    """The file's name, without its folder."""
    sha256: str
    columns: tuple[str, ...]
    """Headings, each once."""
    rows: tuple[Row, ...]
    """Every row is as long as the headings."""
    numbers: tuple[int, ...]
    """Where each row stands in the file, as a spreadsheet counts: headings are row 1."""
    geometries: tuple[Json | None, ...] | None = None
    """A GeoJSON geometry for each row, (lon, lat) in degrees, WGS84; ``None`` for formats without."""
    faults: dict[int, Fault] = field(default_factory=dict)
    """By index of the row."""
    blank: int = 0
    """Rows without any text, which are not among the rows."""
    layers: tuple[str, ...] = ()
    """The sheets or layers of the file, where it may have several."""
    layer: str | None = None
    """The one that was read."""
    unsure_layers: tuple[str, ...] = ()
    """Those of which somebody should say which is meant; none where it is plain or was said."""
    encoding: str | None = None
    """Of text that may be in any: what it was read in, in words."""
    delimiter: str | None = None
    """What divides the cells of delimited text."""
    has_headings: bool = False
    """True where one of its rows has the headings, or may have."""
    header_row: int = 1
    """The number of the row with the headings; 0 where there is none."""
    is_header_sure: bool = True
    """False where somebody should be asked whether that row has them."""
    notes: tuple[str, ...] = ()
    """What was found and decided on reading: encoding, delimiter, sheet, what was left out and how many."""
    hints: tuple[tuple[str, str], ...] = ()
    """(heading, member) of columns of which the file itself says what they are."""

    def column(self, name: str) -> int:
        """Return the index of a heading."""
        return self.columns.index(name)

    def with_cell(self, row: int, column: str, value: str | None) -> TextTable:
        """Return the table with one cell changed.

        ``row``: the row's number in the file, as in :attr:`numbers`. ``column``: its heading. ``value``: what to put
        there; white space around it goes.
        Raises ``KeyError`` if there is no such row or column.

        >>> table = make_table("a.csv", b"", ["lat", "lon"], [(2, ["95", "40"])])
        >>> table.with_cell(2, "lat", "35").rows
        (('35', '40'),)
        """
        if row not in self.numbers or column not in self.columns:
            raise KeyError(f"row {row}, column {column}")
        index = self.numbers.index(row)
        cells = list(self.rows[index])
        cells[self.column(column)] = cell(value)
        return replace(self, rows=(*self.rows[:index], tuple(cells), *self.rows[index + 1 :]))


def cell(value: str | None) -> str | None:
    """Return a cell as a table has it: no white space around, no empty text."""
    return (value.strip() or None) if value else None


def headings(written: Sequence[str | None]) -> tuple[str, ...]:
    """Return headings of which no two are equal and none is empty.

    >>> headings(["name", None, "name"])
    ('name', 'column 2', 'name (2)')
    """
    names: dict[str, None] = {}
    for number, text in enumerate(written, start=1):
        base = " ".join((text or "").split())[:MAX_NAME_CHARS] or f"column {number}"
        name, times = base, 2
        while name in names:
            name, times = f"{base} ({times})", times + 1
        names[name] = None
    return tuple(names)


def table_below_headings(
    name: str,
    data: bytes,
    numbered: Iterator[tuple[int, Sequence[str | None]]],
    header_row: int | None = None,
    *,
    notes: Sequence[str] = (),
    headless: Callable[[Sequence[str | None]], Sequence[str] | None] = lambda _: None,
    completed: Callable[[TextTable], TextTable] = lambda table: table,
) -> TextTable | None:
    """Make a table of numbered rows, of which one has the headings; ``None`` where no row has text.

    ``name``, ``data``, ``notes``: as for :func:`make_table`. ``numbered``: all rows with their numbers. ``header_row``:
    the number of the row with the headings, 0 for none, where a person knows it; ``None`` looks for it. ``headless``:
    gives the headings of a file that is known to have none, by its first row. ``completed``: adds to the rows what
    is known only once all are read.
    Raises ``TableError`` as :func:`make_table`, and if there is no such row.
    """
    from_text = dropwhile(lambda one: not any(map(cell, one[1])), numbered)
    first = list(islice(from_text, LOOKED_AT))
    if not first:
        return None
    headings_row: Sequence[str | None]
    found = find_header([row[:MAX_COLUMNS] for _, row in first])
    index = found.index
    if header_row is not None:
        index = next((place for place, (number, _) in enumerate(first) if number == header_row), None)
        if index is None and header_row:
            raise TableError(f"Row {header_row} has no text, or is far down. Name another, or 0 for no headings.")
    above = [words for _, row in first[:index] for words in row if words] if index else []
    said = [f"Row {first[index][0]} has the headings. Above them: {some(above)}."] if index and above else []
    known = headless(first[0][1]) if header_row is None else None
    if known is not None:
        index, headings_row, width, said = None, known, len(known), []
    elif index is None:
        width = max(len(row) for _, row in first)
        headings_row = [None] * width
        said = ["The first row is read as a record: the columns have numbers for headings."]
    else:
        headings_row = _with_headings_above(first[index][1], first[index - 1][1] if index else ())
        width = max(place for place, words in enumerate(headings_row, 1) if cell(words))
    rows = chain(first[0 if index is None else index + 1 :], from_text)
    table = completed(make_table(name, data, headings_row[:width], rows, notes=[*notes, *said]))
    table = replace(table, notes=(*table.notes, *_second_tables(table)))
    faults = {**_no_records(table), **table.faults}
    is_sure = header_row is not None or known is not None or found.is_sure
    return replace(
        table,
        faults=faults,
        has_headings=True,
        header_row=0 if index is None else first[index][0],
        is_header_sure=is_sure,
    )


def _with_headings_above(row: Sequence[str | None], above: Sequence[str | None]) -> Sequence[str | None]:
    """Return headings with those of the row above where cells are merged: over one that is empty, over several alike.

    >>> _with_headings_above([None, "killed", "wounded", "killed"], ["Date", "Civilians", None, "Militants"])
    ['Date', 'Civilians killed', 'wounded', 'Militants killed']
    """
    if sum(map(bool, map(cell, above))) < 2:  # noqa: PLR2004 - one is a title
        return row
    texts, over = [cell(text) for text in row], [cell(text) for text in above]
    group: str | None = None
    found: list[str | None] = []
    for text, head in zip_longest(texts, over):
        group = head or group
        is_alike = text is not None and texts.count(text) > 1 and group is not None
        found.append(f"{group} {text}" if is_alike else text or head)
    return found


def _second_tables(table: TextTable) -> list[str]:
    """Tell of a table beside the first: behind a column without any cell, the headings begin once more."""
    for place, heading in enumerate(table.columns[:-1]):
        behind = table.columns[place + 1]
        if TWICE.search(behind) and heading == f"column {place + 1}" and not any(row[place] for row in table.rows):
            said = f"Columns from {quoted(behind)} on are a second table beside the first: they are kept, and not read"
            return [f"{said}. Put each table into a sheet of its own."]
    return []


def _no_records(table: TextTable) -> dict[int, Fault]:
    """Return the rows that are no records: sums of others, headings once more, and what stands around a table."""
    if not table.rows:
        return {}
    filled = [len(row) - row.count(None) for row in table.rows]
    usual = sorted(filled)[len(filled) * 3 // 4]
    own = frozenset(map(fold, table.columns))
    known = own | BY_WORD.keys()
    found: dict[int, Fault] = {}
    other: int | None = None
    for index, (row, count) in enumerate(zip(table.rows, filled, strict=True)):
        first = next(filter(None, row))
        begins = fold(first[:_HEADING_CHARS])
        if other is not None:
            said = f"The row is below the headings of another table, in row {table.numbers[other]}"
            found[index] = Fault("other-table", f"{said}.", "Put each table into a file or a sheet of its own.")
        elif count > 1 and begins in known and all(fold(text) in known for text in row if text):
            found[index] = Fault("headings", "The row has headings, and no record.", "Take it out.")
            other = index if {fold(text) for text in row if text} - own else None
        elif _is_sum(row, first, begins, count, usual):
            said = f"The row is the sum of others, and no record: it begins with {quoted(first)}."
            found[index] = Fault("sum", said, "Take it out, or name the place or the claim that it is.")
        elif first[0] in _RULES and all(set(text) <= _RULES for text in row if text):
            found[index] = Fault("rule", "The row is a line between others, and no record.", "Take it out.")
        elif index == 0 and _are_units(row, table.rows[1:_UNITS_LOOKED_AT]):
            found[index] = Fault("units", "The row says how columns are written; it is not a record.", "Take it out.")
        elif count == 1 and usual >= _FULL:
            said = f"The row has one cell alone, {quoted(first)}, and most rows {usual}: a note sooner than a record."
            found[index] = Fault("note", said, "Take it out, or fill in more of it.")
    return {**_sum_of_all(table, filled, usual), **found, **_notes_below(table, filled, usual)}


def _are_units(row: Row, others: Sequence[Row]) -> bool:
    """Tell whether the first row has words alone where all others have figures, in three columns or more."""
    told = 0
    for index, text in enumerate(row):
        below = [one for other in others if (one := other[index]) and not is_not_stated(one)]
        are_figures = bool(below) and all(any(map(str.isdigit, one)) for one in below)
        told += text is not None and are_figures and not any(map(str.isdigit, text)) and not is_not_stated(text)
        if text is not None and any(map(str.isdigit, text)):
            return False
    return told >= 3 and len(others) > 1  # noqa: PLR2004 - a place, a date, a number that are not known


def _is_sum(row: Row, first: str, begins: str, filled: int, usual: int) -> bool:
    """Tell whether a row begins with a text that begins or ends with a word for a sum; a place may be called so."""
    words = begins.split()
    if not any(" ".join(part) in _SUM_WORDS for part in (words[:1], words[:2], words[-1:])):
        return False
    if " ".join(words) in _SUM_WORDS and len(first) <= _SUM_CHARS:
        return True
    rest = [with_ascii_numbers(text) for text in row if text and text is not first]
    return filled < usual and all(_AMOUNT.fullmatch(text) for text in rest)


def _sum_of_all(table: TextTable, filled: Sequence[int], usual: int) -> dict[int, Fault]:
    """Return the last row if it has numbers alone and less of them than others, each the sum of those above it."""
    *above, last = table.rows
    if len(above) < _FEW or filled[-1] >= usual:
        return {}
    columns = [(text, [row[index] for row in above]) for index, text in enumerate(last) if text]
    if not all(text.isdecimal() and int(text) == sum(_whole_numbers(cells)) for text, cells in columns):
        return {}
    said = "The row is the sum of those above it, and no record."
    return {len(above): Fault("sum", said, "Take it out, or name the place or the claim that it is.")}


def _whole_numbers(cells: Iterable[str | None]) -> Iterator[int]:
    return (int(text) for text in cells if text and text.isdecimal())


def _notes_below(table: TextTable, filled: Sequence[int], usual: int) -> dict[int, Fault]:
    """Return the rows below a gap at the end of a table that have a cell or two where others have many."""
    found: dict[int, Fault] = {}
    for index in range(len(table.rows) - 1, 0, -1):
        if usual < _FULL or filled[index] * 2 >= usual or filled[index] > _FEW:
            return {}
        said = f"The row stands below the table, with {filled[index]} of {usual} cells: a note sooner than a record."
        found[index] = Fault("note", said, "Take it out, or fill in more of it.")
        if table.numbers[index] - table.numbers[index - 1] > 1:
            return found
    return {}


def make_table(
    name: str,
    data: bytes,
    written: Sequence[str | None],
    numbered: Iterable[tuple[int, Sequence[str | None]]],
    *,
    notes: Sequence[str] = (),
) -> TextTable:
    """Make a table of headings and numbered rows, counting blank rows and noting rows that are too long.

    Raises ``TableError`` if there are more rows, columns or cells than are read.
    """
    check_columns(len(written))  # before thousands of one name are told apart
    columns = headings(written)
    rows: list[Row] = []
    numbers: list[int] = []
    faults: dict[int, Fault] = {}
    blank = short = 0
    for number, cells in numbered:
        row = tuple(map(cell, cells))
        if not any(row):
            blank += 1
            continue
        if any(row[len(columns) :]):
            faults[len(rows)] = _too_long(row, len(columns))
        short += len(row) < len(columns)
        rows.append((*row, *(None,) * (len(columns) - len(row)))[: len(columns)])
        numbers.append(number)
        check_rows(len(rows))
        check_cells(len(rows) * len(columns))
    said = [*notes, *([f"Rows with fewer cells than there are headings: {short:,}."] if short else [])]
    digest = hashlib.sha256(data).hexdigest()
    made = TextTable(name, digest, columns, tuple(rows), tuple(numbers), None, faults)
    return replace(made, blank=blank, notes=tuple(said))


_SUM_WORDS: Final = frozenset(map(fold, words_for("sum")))
_SUM_CHARS: Final = 30
_AMOUNT: Final = re.compile(r"[-+]?[0-9][0-9.,  ]*%?")
_HEADING_CHARS: Final = 40
#: Cells of a usual row that make one with a single cell none.
_FULL: Final = 4
_FEW: Final = 2
_RULES: Final = frozenset("-=_:+|")
_UNITS_LOOKED_AT: Final = 20
_REMEDY_OF_TOO_LONG: Final = (
    "Put a text that holds the delimiter into quotation marks; if a title stands above the headings, remove its row."
)


def _too_long(row: Row, width: int) -> Fault:
    over = some([text for text in row[width:] if text])
    message = f"The row has {len(row)} cells and the file {width} headings; over: {over}."
    return Fault("cells", message, _REMEDY_OF_TOO_LONG)
