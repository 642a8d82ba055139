"""Read the cells of one row as values of a case, collecting everything that is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from geodata.core.problems import InputError, quoted
from geodata.core.text import is_web_address
from geodata.importing.cell_readers import read_web_address
from geodata.importing.codes import time_of_code
from geodata.importing.dates import DateError, DateUnclearError, read_date
from geodata.importing.import_result import RowProblem
from geodata.importing.languages import words_for
from geodata.importing.members import KEEP, LEAVE_OUT
from geodata.parsing.counts import read_count
from geodata.parsing.edtf import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.importing.mapping import Mapping
    from geodata.importing.table import Json, Row, TextTable

#: Codes are kept beside what is made of them.
_KEPT: Final = (KEEP, "place_code", "time_code", "archived_url", "archive_hash")
#: As archiving programs write it; a hash of another kind is kept, and is none of the source.
_SHA256: Final = re.compile(r"(?:sha-?256:)?\s*([0-9a-f]{64})", re.IGNORECASE)
#: Rule of a date that may have the day or the month first.
DATE_UNCLEAR: Final = "date-unclear"
_Value = TypeVar("_Value")

#: What people write into a cell that has nothing to say.
NOT_STATED_WORDS: Final = words_for("not_stated") | {"-", "--", "\u2013", "\u2014", "?"}


class Cells:
    """The cells of one row by the member that their column becomes."""

    def __init__(self, row: Row, number: int, layout: Layout) -> None:
        self._row = row
        self.number = number
        self._layout = layout
        self.problems: list[RowProblem] = []

    def text(self, member: str) -> str | None:
        """Return what a row says for a member, else what is set for all rows; ``None`` is not stated."""
        index = self._layout.indices.get(member)
        words = None if index is None else self._row[index]
        if words is None or (len(words) < 16 and words.casefold() in NOT_STATED_WORDS):  # noqa: PLR2004 - none is longer
            return self._layout.constants.get(member)
        return words

    def has(self, member: str) -> bool:
        """Tell whether a column or a constant of the table is for a member, whatever this row says."""
        return member in self._layout.stated

    def read(self, member: str, reader: Callable[[str], _Value]) -> _Value | None:
        """Return a member as a value; ``None`` where it is not stated, or is wrong, which is then noted."""
        words = self.text(member) if member in self._layout.stated else None
        if words is None:
            return None
        try:
            return reader(words)
        except InputError as error:
            self.fault(member, words, _rule(error, member), str(error))
            return None

    def fault(self, member: str, words: str, rule: str, said: str) -> None:
        """Note what is wrong with a member; the last sentence says what to do."""
        message, _, remedy = said.rpartition(". ")
        column = self._layout.headings.get(member, "")
        remedy = remedy if message else "Correct the cell, or leave it empty."
        problem = RowProblem(
            self.number, column, words, f"import.{rule}", f"{message.rstrip('.') or said.rstrip('.')}.", remedy
        )
        self.problems.append(problem)

    def kept(self) -> Json:
        """Return the cells of columns that are kept as they are, by the name they are kept under."""
        return {name: words for name, index in self._layout.kept if (words := self._row[index]) is not None}


def _rule(error: InputError, member: str) -> str:
    if isinstance(error, DateUnclearError):
        return DATE_UNCLEAR
    return "date" if isinstance(error, DateError) else member


@dataclass(frozen=True)
class Layout:
    """Which cell of every row is what."""

    indices: dict[str, int]
    headings: dict[str, str]
    """Heading by member."""
    constants: dict[str, str]
    kept: tuple[tuple[str, int], ...]
    """Name that a column is kept under, and its index."""
    stated: frozenset[str]
    """Members of which any row may say something."""

    @classmethod
    def of(cls, table: TextTable, mapping: Mapping) -> Layout:
        """Return the layout of a table under a mapping; columns that are not in the table are passed over."""
        found = [(name, member) for name, member in mapping.columns if name in table.columns]
        mapped = {member: name for name, member in found if member not in (KEEP, LEAVE_OUT)}
        return cls(
            indices={member: table.column(name) for member, name in mapped.items()},
            headings=mapped,
            constants=dict(mapping.constants),
            stated=frozenset(mapped) | frozenset(dict(mapping.constants)),
            kept=tuple((f"{mapping.prefix}:{name}", table.column(name)) for name, member in found if member in _KEPT),
        )


def dates(cells: Cells, mapping: Mapping) -> Json:
    """Return the times of a claim as EDTF, or null."""
    order = mapping.date_order
    stated = cells.read("stated", lambda text: read_date(text, order))
    start = cells.read("event_time", lambda text: read_date(text, order))
    end = cells.read("event_end", lambda text: read_date(text, order))
    code = cells.text("time_code")
    if start is not None and code is not None:
        coarse = time_of_code(start, code)
        if coarse is None:
            cells.fault(
                "time_code", code, "time_code", f"{quoted(code)} is not a time code for {start}. Write 1, 2 or 3."
            )
        start = coarse
    return {"event_time": _interval(cells, start, end), "stated": stated}


def _interval(cells: Cells, start: str | None, end: str | None) -> str | None:
    if end is None or start == end:
        return start
    try:
        return parse(f"{start or ''}/{end}").text
    except ValueError as error:
        cells.fault("event_end", end, "event_end", f"{error} Correct one of the two.")
        return None


def read_people(cells: Cells, member: str) -> Json | None:
    """Return killed or wounded as a range, from one column or two."""
    least, most = cells.read(member, read_count), cells.read(f"{member}_max", read_count)
    if least is None and most is None:
        return None
    if most is None:
        assert least is not None  # noqa: S101 - one of the two is stated
        # Beside a column for the most, a number alone is the least, and no limit is stated.
        is_open = cells.has(f"{member}_max") and least.max == least.min
        return {"min": least.min, "max": None if is_open else least.max, **least.flags}
    low = 0 if least is None else least.min
    if most.max is not None and most.max < low:
        said = f"At most {most.max} are fewer than at least {low}. Swap the two cells, or correct one."
        cells.fault(f"{member}_max", str(most.max), "count", said)
    return {"min": low, "max": most.max, **most.flags, **({} if least is None else least.flags)}


def source_members(cells: Cells, mapping: Mapping) -> Json:
    """Return what a row says of its source: title, address, publisher, date."""
    published = cells.read("published", lambda text: read_date(text, mapping.date_order))
    url = cells.read("source_url", read_web_address)
    said = {"title": cells.text("source"), "url": url, "publisher": cells.text("publisher"), "published": published}
    return said | archive_members(cells, mapping)


def archive_members(cells: Cells, mapping: Mapping) -> Json:
    """Return what a row says of an archived copy of its source: the first address, its hash, when it was made."""
    addresses = (cells.text("archived_url") or "").split()
    hashed = _SHA256.fullmatch(cells.text("archive_hash") or "")
    made = cells.read("archived", lambda text: read_date(text, mapping.date_order))
    found = {"archived_url": addresses[0] if addresses and is_web_address(addresses[0]) else None,
             "sha256": hashed[1].lower() if hashed else None, "archived": made}  # fmt: skip
    return {member: value for member, value in found.items() if value is not None}
