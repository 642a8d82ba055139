"""Rows whose words deny what the others affirm: pointed out, and never a report or an affirmation by silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Mapping_
from functools import cache
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted
from geodata.core.text import counted, fold
from geodata.importing.headings import meaning_of
from geodata.importing.members import KEEP
from geodata.importing.questions import Answer, ImportQuestion
from geodata.parsing.languages import is_not_stated, languages, words_for

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import Row, TextTable

DENIALS: Final = "denials"
DENY: Final = "deny"
AS_READ: Final = "as-read"
_SHOWN_CHARS: Final = 80
#: Headings of a summary in few words, beside another.
_TITLES: Final = frozenset({"title", "headline", "subject"})
#: Where a sentence or a part of it ends: no phrase goes on behind it. An abbreviation ("U.S.") ends none.
_ENDS: Final = re.compile(r"(?<=\w\w)[.\u2026](?=\s|$)|[!?;:,\n\u060c\u061b\u061f]")
#: A word of no language, which stands there once a text is folded.
_END: Final = "qqq"
_BREAK: Final = " qqq "
_OTHER_WORD: Final = rf"(?:(?!{_END})\w+ )"
_GAPS: Final = {".": f"{_OTHER_WORD}?", "...": f"{_OTHER_WORD}{{0,4}}"}


#: A phrase is looked for only where its first word is, or one that begins so: all at once take a hundred times as long.
_KEY_CHARS: Final = 4


@cache
def _denials() -> dict[str, re.Pattern[str]]:
    """Return what finds denials in folded text, by its first word, or the first letters of one that may go on."""
    found: dict[str, dict[str, None]] = {}
    for lists in (language["denials"] for language in languages().values()):
        for phrase in lists["phrases"]:
            firsts = [(fold(word).split()[0], word.endswith("*")) for word in _words(phrase.split()[0], lists)]
            glued = ("", *map(fold, lists.get("glued", ())))
            keys = {f"{before}{first}"[: _KEY_CHARS if may_go_on else None]
                    for first, may_go_on in firsts for before in glued}  # fmt: skip
            for key in keys:
                found.setdefault(key, {})[_phrase(phrase, lists)] = None
    return {key: re.compile("|".join(phrases)) for key, phrases in found.items()}


@cache
def _no_denials() -> re.Pattern[str]:
    said = [language["denials"] for language in languages().values()]
    return re.compile("|".join(_phrase(phrase, lists) for lists in said for phrase in lists["no_denials"]))


def _phrase(phrase: str, lists: Mapping_[str, list[str]]) -> str:
    """Return a phrase of a language's file as an expression, whole words alone."""
    glued = "|".join(map(fold, lists.get("glued", ())))
    parts = [_GAPS.get(part) or f"(?:{'|'.join(map(_word, _words(part, lists)))}) " for part in phrase.split()]
    return rf"\b(?:{glued})?{''.join(parts).rstrip()}\b"


def _words(part: str, lists: Mapping_[str, list[str]]) -> list[str]:
    named = (lists[word[1:-1]] if word.startswith("{") else [word] for word in part.split("|"))
    return [word for several in named for word in several]


def _word(word: str) -> str:
    return fold(word) + (r"\w*" if word.endswith("*") else "")


def is_denial(text: str) -> bool:
    """Tell whether words deny, or say that there was no such event, in any of the languages that are known.

    >>> is_denial("The army denied any strike."), is_denial("Aid was denied access; no injuries in the strike.")
    (True, False)
    """
    words, by_first_word = fold(text).split(), _denials()
    finders = [by_first_word[key] for key in {*words, *(word[:_KEY_CHARS] for word in words)} if key in by_first_word]
    if not finders:
        return False
    folded = fold(_ENDS.sub(_BREAK, text))
    if not any(finder.search(folded) for finder in finders):
        return False
    # What only looks like it is taken out: "neither confirmed nor denied".
    rest = _no_denials().sub(_BREAK, folded)
    return any(finder.search(rest) for finder in finders)


#: Headings of what somebody found of a claim, and words by which it was none; "no" and "false" of others say nothing.
_VERDICTS: Final = frozenset(map(fold, words_for("verdict")))
_REFUTED: Final = frozenset(map(fold, words_for("refuted")))
_NOT: Final = frozenset(map(fold, words_for("not"))) | {"never", "no"}
_PLAINLY_REFUTED: Final = _REFUTED - {"false", "wrong", "incorrect", "denied", "faux", "falsch", "falso", "falsa"}
_LONGEST: Final = max(map(len, _REFUTED))
_VERDICT_CHARS: Final = 60


def is_refuted(text: str) -> bool:
    """Tell whether what somebody found of a claim is that it was untrue.

    >>> is_refuted("Debunked by others"), is_refuted("False"), is_refuted("Not debunked")
    (True, True, False)
    """
    words = fold(text).split() if len(text) <= _VERDICT_CHARS else []
    return not _REFUTED.isdisjoint(words) and _NOT.isdisjoint(words)


def is_plainly_refuted(text: str) -> bool:
    """Tell whether a cell of any column says no more than that something was untrue, or is a denial.

    >>> is_plainly_refuted("Debunked"), is_plainly_refuted("Denial"), is_plainly_refuted("False")
    (True, True, False)
    """
    word = fold(text) if len(text) <= _LONGEST else ""
    return word in _PLAINLY_REFUTED or (word.isalpha() and word not in _REFUTED and is_denial(word))


def _words_that_deny(table: TextTable, mapping: Mapping) -> Iterator[tuple[int, str]]:
    """Yield index and words of each row that denies, or says that it was found to be untrue."""
    columns = []
    for heading, member in mapping.columns:
        if member in ("summary", KEEP) and heading in table.columns:
            index, reads = table.column(heading), _reader_of(heading, member)
            denying = frozenset(text for text in {row[index] for row in table.rows} if text and reads(text))
            columns.append((index, "" if reads is is_denial else f"{heading}: ", denying))
    for number, row in enumerate(table.rows):
        said = next((f"{before}{row[index]}" for index, before, denying in columns if row[index] in denying), None)
        if said is not None:
            yield number, said


def _reader_of(heading: str, member: str) -> Callable[[str], bool]:
    if member == "summary" or meaning_of(heading) == "summary" or fold(heading) in _TITLES:
        return is_denial
    return is_refuted if fold(heading) in _VERDICTS else is_plainly_refuted


def denials(table: TextTable, mapping: Mapping, inquiry: Inquiry) -> frozenset[int]:
    """Return the rows that somebody said are denials; asks where words deny and no column says what a row does."""
    if mapping.record != "claim":
        return frozenset()
    found = {
        table.numbers[index]: words
        for index, words in _words_that_deny(table, mapping)
        if not says(table, mapping, table.rows[index], "polarity")
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
    return bool(text and not is_not_stated(text)) or member in dict(mapping.constants)
