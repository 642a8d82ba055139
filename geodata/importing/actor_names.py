"""Cells that should name an actor, and name several, or say who it was not: asked about, never one odd name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted
from geodata.core.text import counted, first_few, fold
from geodata.gazetteer.sources import country_names
from geodata.importing.questions import NONE, Answer, ImportQuestion
from geodata.parsing.languages import is_not_stated, words_for

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

#: Before the heading, in the key of the question what the names of a column are.
NAMES_OF: Final = "names:"
AS_WRITTEN: Final = "as-written"
JOINTLY: Final = "jointly"
#: Of the last, a cell has several names with semicolons between.
_MEMBERS: Final = ("actor", "about_actor", "about_actors")
_MOST_SHOWN: Final = 3
#: Names are shorter.
_LONGEST: Final = 300
_LETTER: Final = r"[^\W\d_]"
#: A list as programs write it, and a name of it.
_LIST: Final = re.compile(r"\[.*\]|\{.*\}", re.DOTALL)
_QUOTED: Final = re.compile(r"\"([^\"]+)\"|'([^']+)'")


def _any(meaning: str) -> str:
    return "|".join(sorted(map(re.escape, words_for(meaning)), key=len, reverse=True))


_OR: Final = re.compile(rf"\s+(?:{_any('or')})\s+", re.IGNORECASE)
#: Between names of whom nobody says how they belong together; in "1/5 Brigade" it is between numbers.
_BETWEEN: Final = re.compile(rf"\s*[;|\n+]\s*|(?<={_LETTER}{_LETTER})[ )]*/\s*(?={_LETTER}{_LETTER})")
#: Between names, and as often inside of one: only where each part is a name by itself.
_AND: Final = re.compile(rf"\s*,\s*|\s*&\s*|\s+(?:{_any('and')})\s+", re.IGNORECASE)


def _beside(meaning: str) -> re.Pattern[str]:
    word = rf"\(?(?:{_any(meaning)})\)?"
    return re.compile(rf"{word}\s+\S.*|\S.*\s+{word}", re.IGNORECASE | re.DOTALL)


#: Words before or behind a name by which it is none, and what it is; the last are of authors: an official who is not
#: named speaks all the same.
_ANY_NAME: Final = ((_beside("not"), "who it was not"), (_beside("doubt"), "a guess"))
_AUTHOR: Final = ((_beside("nobody"), "nobody in particular"),)


@dataclass(frozen=True, slots=True)
class Unclear:
    """What a cell that should be a name may be."""

    words: str
    names: tuple[str, ...] = ()
    """Those of actors who may have done it jointly."""


@dataclass(frozen=True, slots=True)
class NameColumn:
    """How the cells of one column are read."""

    unclear: Mapping_[str, Unclear] = field(default_factory=dict)
    """By cell."""
    answer: str | None = None
    is_joint: bool = False
    """Whether semicolons divide the names of several who did it jointly."""

    def read(self, text: str) -> tuple[str, ...]:
        """Return the actors that a cell names.

        Raises ``InputError`` if it may name several, or none, and nobody said how it is meant.

        >>> NameColumn({"A; B": Unclear("several actors", ("A", "B"))}, JOINTLY).read("A; B")
        ('A', 'B')
        """
        found = self.unclear.get(text)
        if found is None or self.answer == AS_WRITTEN:
            return tuple(name for part in self.parts(text) for name in read_name_alone(part))
        if found.names and self.answer == JOINTLY:
            return found.names
        said = f"{quoted(text)} may be {found.words}, so nobody is taken to be named."
        raise InputError(f"{said} Write the name of one actor, or leave the cell empty.", text)

    def parts(self, text: str) -> list[str]:
        """Return what is a name by itself in a cell."""
        return [part for part in map(str.strip, text.split(";")) if part] if self.is_joint else [text]


def read_name_alone(text: str) -> tuple[str, ...]:
    """Return a name as it is.

    Raises ``InputError`` if it has a question mark behind it: "Russia?" is somebody's doubt, and no other Russia.
    """
    if text.endswith(("?", "?)", "\u061f")):
        said = f"{quoted(text)} has a question mark behind it, so nobody is taken to be named."
        raise InputError(f"{said} Take the mark off, or leave the cell empty.", text)
    return (text,)


def name_columns(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> dict[str, NameColumn]:
    """Return by member how names of actors are read; asks where cells may name several, or none."""
    inquiry.hold_to_columns(NAMES_OF, table.columns)
    columns = {member: mapping.column_of(member) for member in _MEMBERS}
    found = {member: heading for member, heading in columns.items() if heading in table.columns and heading is not None}
    cells = {
        member: dict.fromkeys(text for row in table.rows if (text := row[table.column(heading)]))
        for member, heading in found.items()
    }
    known = {fold(text) for texts in cells.values() for text in texts} | set(map(fold, country_names().values()))
    return {member: _column(table, heading, member, cells[member], known, inquiry) for member, heading in found.items()}


def _column(
    table: TextTable, heading: str, member: str, cells: Iterable[str], known: set[str], inquiry: Inquiry
) -> NameColumn:
    forms = [*_ANY_NAME, *(_AUTHOR if member != "actor" else ())]
    column = NameColumn(is_joint=member == "about_actors")
    unclear = {
        text: one
        for text in cells
        for part in column.parts(text)
        if not is_not_stated(part) and (one := _unclear(part, known, forms)) is not None
    }
    if not unclear:
        return column
    index, texts = table.column(heading), list(unclear)
    rows = [number for row, number in zip(table.rows, table.numbers, strict=True) if row[index] in unclear]
    shown = first_few([f"{quoted(text)} ({unclear[text].words})" for text in texts], _MOST_SHOWN)
    text = (
        f"Column {quoted(heading)}: {counted(len(rows), 'row')} may name several actors, or none: {shown}. How are "
        "they meant? Until it is answered, nobody is taken to be named there, and the words are kept."
    )
    can_be_joint = member == "about_actor" and any(unclear[one].names for one in texts)
    joint = [Answer(JOINTLY, "Those of a list, all of them jointly; the others name nobody")] if can_be_joint else []
    choices = (*joint, Answer(AS_WRITTEN, "Each is the name of one actor"), Answer(NONE, "They name nobody"))
    option = " or ".join(f"--names {quoted(f'{heading}={choice.key}')}" for choice in choices)
    answer = inquiry.ask(ImportQuestion(f"{NAMES_OF}{heading}", text, choices, option, tuple(rows)))
    return NameColumn(unclear, answer, column.is_joint)


def _unclear(text: str, known: set[str], forms: Iterable[tuple[re.Pattern[str], str]]) -> Unclear | None:
    """Return what a cell may be if it is not simply a name; ``known``: folded names that stand by themselves."""
    if _LIST.fullmatch(text):
        return Unclear("a list", tuple(one or other for one, other in _QUOTED.findall(text)))
    if len(text) > _LONGEST:
        return None
    for form, words in forms:
        if form.fullmatch(text):
            return Unclear(words)
    if len(_names(_OR, text)) > 1:
        return Unclear("one of several actors")
    names = _names(_BETWEEN, text)
    if len(names) > 1:
        return Unclear("several actors", names)
    names = _names(_AND, text)
    return Unclear("several actors", names) if len(names) > 1 and all(fold(name) in known for name in names) else None


def _names(between: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, between.split(text)) if re.search(_LETTER, part))
