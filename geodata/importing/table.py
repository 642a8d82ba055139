"""A file as a table: headings, rows of text, geometries where the format has them, and what was found on the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING, Any, Final

from geodata.core.problems import quoted, some
from geodata.core.text import fold
from geodata.importing.header_row import LOOKED_AT, find_header
from geodata.importing.limits import MAX_COLUMNS, TableError, check_cells, check_columns, check_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Row = tuple[str | None, ...]
Json = dict[str, Any]


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


def with_cell(table: TextTable, row: int, column: str, value: str | None) -> TextTable:
    """Return a table with one cell changed: :meth:`Table.with_cell`."""
    return table.with_cell(row, column, value)


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
        base = " ".join((text or "").split()) or f"column {number}"
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
) -> TextTable | None:
    """Make a table of numbered rows, of which one has the headings; ``None`` where no row has text.

    ``name``, ``data``, ``notes``: as for :func:`make_table`. ``numbered``: all rows with their numbers. ``header_row``:
    the number of the row with the headings, 0 for none, where a person knows it; ``None`` looks for it. ``headless``:
    gives the headings of a file that is known to have none, by its first row.
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
        headings_row = first[index][1]
        width = max(place for place, words in enumerate(headings_row, 1) if cell(words))
    rows = chain(first[0 if index is None else index + 1 :], from_text)
    table = make_table(name, data, headings_row[:width], rows, notes=[*notes, *said])
    faults = {**_sums(table), **table.faults}
    is_sure = header_row is not None or known is not None or found.is_sure
    return replace(
        table,
        faults=faults,
        has_headings=True,
        header_row=0 if index is None else first[index][0],
        is_header_sure=is_sure,
    )


def _sums(table: TextTable) -> dict[int, Fault]:
    """Return the rows that are sums of others, which begin with a word for it: no incident is called "Total"."""
    firsts = ((index, next((words for words in row if words), "")) for index, row in enumerate(table.rows))
    return {
        index: Fault(
            "sum",
            f"The row is the sum of others, and no record: it begins with {quoted(words)}.",
            "Take it out, or name the place or the claim that it is.",
        )
        for index, words in firsts
        if len(words) <= _SUM_CHARS and fold(words) in _SUM_WORDS
    }


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


_SUM_WORDS: Final = frozenset(map(fold, (
    "total", "totals", "sum", "grand total", "subtotal", "المجموع", "الإجمالي", "итого", "всего", "усього", "разом",
    "gesamt", "summe", "totale", "toplam",
)))  # fmt: skip
_SUM_CHARS: Final = 12
_REMEDY_OF_TOO_LONG: Final = (
    "Put a text that holds the delimiter into quotation marks; if a title stands above the headings, remove its row."
)


def _too_long(row: Row, width: int) -> Fault:
    over = some([text for text in row[width:] if text])
    message = f"The row has {len(row)} cells and the file {width} headings; over: {over}."
    return Fault("cells", message, _REMEDY_OF_TOO_LONG)
