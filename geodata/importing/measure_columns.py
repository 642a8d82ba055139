"""How the lengths of each column are read: the unit that its heading says, and which sign is the decimal one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from geodata.core.numbers import NUMBER, with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.text import counted, fold
from geodata.importing.headings import BY_WORD
from geodata.importing.questions import Answer, ImportQuestion
from geodata.parsing.distances import UNIT_BY_WORD, read_distance
from geodata.parsing.locality_offsets import read_offset

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

#: Members whose cells are a length, or words with one.
_LENGTHS: Final = ("distance", "uncertainty", "place")
#: Before the heading, in the key of the question which sign is the decimal one.
DECIMAL_OF: Final = "decimal:"
_SIGNS: Final = {"point": ".", "comma": ","}
#: One sign and three digits behind it: thousands to one reader, a fraction to another.
_UNCLEAR: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_DECIMAL: Final = re.compile(r"[0-9, ]*(?P<point>\.)[0-9]+|[0-9. ]*(?P<comma>,)[0-9]+")
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:(?P<comma>(?:\.[0-9]{3}){2,})|(?P<point>(?:,[0-9]{3}){2,}))")
#: Thousands and decimals of Arabic, which are no question.
_ARABIC: Final = re.compile("[\u066b\u066c]")
_MOST_UNIT_WORDS: Final = 2
#: Between a heading and its unit.
_BETWEEN: Final = frozenset(map(fold, ("in", "en", "в", "بال", "ب")))
#: Files in which a number is text, as people write it.
_DELIMITED: Final = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """How the cells of one column are read."""

    unit: str | None = None
    """Of numbers that have none."""
    decimal: str | None = None
    """The sign before decimals; ``None`` where none is needed, or it is not known."""

    def written(self, text: str) -> str:
        """Return a cell with its unit, its thousands without a sign and its decimals behind a point.

        Raises ``InputError`` if it may be a thousand times as much, or names another unit than its heading.

        >>> MeasureColumn("km", ",").written("1.500"), MeasureColumn("km").written("35 km")
        ('1500 km', '35 km')
        """
        clear = NUMBER.sub(lambda number: self._clear(number[0], text), with_ascii_numbers(text))
        return in_unit_of_heading(clear, self.unit) if self.unit else clear

    def _clear(self, number: str, text: str) -> str:
        if not _UNCLEAR.fullmatch(number):
            return number
        whole, thousandths = re.split("[.,]", number)
        if self.decimal is None:
            decimals = thousandths.rstrip("0") or "0"
            remedy = f"Write {whole}{thousandths} or {whole}.{decimals}, or say which sign is the decimal one."
            raise InputError(f"{quoted(text)} may be {whole}{thousandths} or {whole}.{thousandths}. {remedy}", text)
        return f"{whole}.{thousandths}" if number[len(whole)] == self.decimal else f"{whole}{thousandths}"


def is_bare(text: str | None) -> bool:
    """Tell whether a text is a number and no more."""
    return text is not None and NUMBER.fullmatch(with_ascii_numbers(text)) is not None


def in_unit_of_heading(text: str, unit: str) -> str:
    """Return a length with the unit of its heading, if it has none itself; words that are no length stay.

    Raises ``InputError`` if its own is another.
    """
    for written in (f"{text} {unit}", text):
        try:
            own = read_distance(written.lstrip("±+ ")).unit
        except InputError:
            continue
        if own != unit:
            raise InputError(f"{quoted(text)} has another unit than its heading, which says {unit}. Correct one.", text)
        return written
    return text


def unit_of(heading: str) -> tuple[str, str] | None:
    """Return the member of a heading with a unit behind it, and the unit; ``None`` for any other heading.

    >>> unit_of("distance (km)"), unit_of("Dist [mi]"), unit_of("Distance"), unit_of("altitude_ft")
    (('distance', 'km'), ('distance', 'mi'), None, None)
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    words = fold(spaced).split()
    for count in range(_MOST_UNIT_WORDS, 0, -1):
        unit, base = UNIT_BY_WORD.get(" ".join(words[-count:])), words[:-count]
        member = BY_WORD.get(" ".join(base[:-1] if base[-1:] and base[-1] in _BETWEEN else base))
        if unit is not None and member in _LENGTHS[:2]:
            # M may be nautical miles, unless the whole heading is in capitals.
            is_unclear = re.search(r"\bM\W*$", spaced.replace("_", " ")) is not None and heading != heading.upper()
            return None if is_unclear else (str(member), unit)
    return None


def measure_columns(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> dict[str, MeasureColumn]:
    """Return by member how lengths are read; asks where 1.500 may be a thousand times as much."""
    columns = {}
    for heading, member in mapping.columns:
        if member in _LENGTHS and heading in table.columns:
            columns[member] = _column(table, heading, member, inquiry)
    return {member: column for member, column in columns.items() if column is not None}


def _column(table: TextTable, heading: str, member: str, inquiry: Inquiry) -> MeasureColumn | None:
    found = unit_of(heading)
    unit, index = (found[1] if found else None), table.column(heading)
    cells = Counter(text for row in table.rows if (text := row[index]) is not None and _has_length(text, member))
    is_typed = PurePath(table.name).suffix.lower() not in _DELIMITED
    signs = {sign for text in cells for sign in _signs(text, is_typed=is_typed)}
    unclear = [text for text in cells if any(_UNCLEAR.fullmatch(number) for number in _numbers(text))]
    if not unclear:
        return MeasureColumn(unit)
    if member == "place" and not signs and not any("." in text for text in unclear):
        return None  # the words around a comma say its language, which is looked at where they are read
    if len(signs) == 1:
        return MeasureColumn(unit, signs.pop())
    rows = [number for row, number in zip(table.rows, table.numbers, strict=True) if row[index] in set(unclear)]
    seen = "both signs before other decimals" if signs else "no other number that shows it"
    key = f"{DECIMAL_OF}{heading}"
    text = (
        f"Column {quoted(heading)}: {counted(len(rows), 'number')} such as {quoted(unclear[0])} may be a thousand "
        f"times as much: the column has {seen}. Which sign is before decimals? Until then, these rows stay out."
    )
    choices = tuple(
        Answer(name, f"The {name}: {quoted(unclear[0])} is {MeasureColumn(None, sign).written(unclear[0])}")
        for name, sign in _SIGNS.items()
    )
    option = " or ".join(f"--decimal {quoted(f'{heading}={name}')}" for name in _SIGNS)
    answer = inquiry.ask(ImportQuestion(key, text, choices, option, tuple(rows)))
    return MeasureColumn(unit, _SIGNS.get(answer or ""))


def _has_length(text: str, member: str) -> bool:
    if member != "place":
        return True
    if not any(sign in with_ascii_numbers(text) for sign in _SIGNS.values()):
        return False  # nothing in it is unclear, and it shows nothing of the others
    offset = read_offset(text)
    return offset is not None and offset.distance is not None


def _numbers(text: str) -> Iterable[str]:
    return NUMBER.findall(with_ascii_numbers(text))


def _signs(text: str, *, is_typed: bool) -> Iterable[str]:
    """Yield the sign before decimals that each number of a text shows."""
    if _ARABIC.search(text) or (is_typed and re.fullmatch(r"[0-9]+\.[0-9]+", text)):
        yield "."
    for number in _numbers(text):
        found = None if _UNCLEAR.fullmatch(number) else _GROUPS.fullmatch(number) or _DECIMAL.fullmatch(number)
        if found is not None:
            yield "." if found["point"] else ","
