"""Rows whose words deny what the others affirm: pointed out, and never a report or an affirmation by silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, fold
from geodata.importing.languages import NOT_STATED_WORDS
from geodata.importing.questions import Answer, ImportQuestion

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import Row, TextTable

DENIALS: Final = "denials"
DENY: Final = "deny"
AS_READ: Final = "as-read"
_SHOWN_CHARS: Final = 80
#: Words that deny, or say that there was none, folded: no other word of a summary turns it around.
_DENIALS: Final = re.compile("|".join(rf"\b(?:{words})\b" for words in (
    "den(?:y|ies|ied|ying|ial|ials)",
    r"no (?:\w+ ){0,2}(?:strikes?|attacks?|raids?|casualties|shelling|bombing)",
    r"(?:did not|didnt|(?:has|have|had) not|never) (?:carr|str|hit|target|attack|bomb|t[ao]+ke? place|happen|shell)\w*",
    "(?:was|were) not (?:carried|struck|hit|targeted|attacked|bombed|conducted|fired|launched|killed|involved)",
    "refute[sd]?|without foundation",
    "نفي|نفت|ينفي|تنفي|لم",
    "опроверг|опровергает|опровергли|опровержение|отрицает|отрицают",
    "заперечує|заперечили|спростував",
    "dement|dementi|niega|nego|dementiert|bestreitet|yalanladi",
)))  # fmt: skip


def denials(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> frozenset[int]:
    """Return the rows that somebody said are denials; asks where words deny and no column says what a row does."""
    summary = mapping.column_of("summary")
    if mapping.record != "claim" or summary is None or summary not in table.columns:
        return frozenset()
    found = {
        number: text
        for row, number in zip(table.rows, table.numbers, strict=True)
        if (text := row[table.column(summary)]) is not None
        and not says(table, mapping, row, "polarity")
        and _DENIALS.search(fold(text))
    }
    if not found:
        return frozenset()
    number, words = next(iter(found.items()))
    text = (
        f"The words of {counted(len(found), 'row')} deny, or say that there was none, as row {number} does: "
        f"{quoted(words[:_SHOWN_CHARS])}. Are they denials? Until it is answered, they are what they would be "
        "without these words."
    )
    choices = (Answer(DENY, "They deny the event"), Answer(AS_READ, "Leave them as they are"))
    option = f"--denials {DENY} or --denials {AS_READ}; of some rows alone, in a column polarity"
    answer = inquiry.ask(ImportQuestion(DENIALS, text, choices, option, tuple(found)))
    return frozenset(found) if answer == DENY else frozenset()


def says(table: TextTable, mapping: Mapping, row: Row, member: str) -> bool:
    """Tell whether a row, or a value for all rows, states a member."""
    heading = mapping.column_of(member)
    text = row[table.column(heading)] if heading in table.columns and heading is not None else None
    return bool(text and text.casefold() not in NOT_STATED_WORDS) or member in dict(mapping.constants)
