"""The options of ``import`` that answer what the page would ask, one for each question."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import read_bytes
from geodata.cli.arguments import some_words, whole_number
from geodata.cli.output import path_of
from geodata.core.problems import InputError, Problem, UsageError, quoted
from geodata.gazetteer.sources import read_country
from geodata.geojson.strict_json import read_json
from geodata.importing.actor_names import NAMES_OF
from geodata.importing.codes import CODES
from geodata.importing.date_columns import CALENDAR_OF, CENTURY, ORDER_OF
from geodata.importing.decoding import read_encoding
from geodata.importing.denials import AS_READ, DENIALS, DENY
from geodata.importing.gaps import ABOVE, GAPS
from geodata.importing.how_to_read import HowToRead
from geodata.importing.measure_columns import DECIMAL_OF
from geodata.importing.members import DATE_ORDERS
from geodata.importing.null_island import THERE, ZERO
from geodata.importing.questions import NONE
from geodata.importing.spreadsheet_days import DAYS_OF
from geodata.importing.swaps import AS_WRITTEN, AXES, SWAP
from geodata.importing.unsaid import ACTOR, COUNTRY, EVENT, PRECISION_CODES, ZONE
from geodata.parsing.utm_mgrs import read_utm_zone

if TYPE_CHECKING:
    from geodata.importing.members import DateOrder

#: An order of dates without a column holds for all whose own dates do not tell.
_ALL_COLUMNS: Final = None
#: Option and choices, or what to write, and help, by the key of the question.
_ANSWERS: Final[dict[str, tuple[tuple[str, ...] | str, str]]] = {
    AXES: ((SWAP, AS_WRITTEN), "whether latitude and longitude are the other way round"),
    COUNTRY: ("COUNTRY", "where the places are that have only a name, such as SY; none asks for each"),
    EVENT: ("NAME", "the event that all rows are about; none for no one event"),
    ACTOR: ("NAME", "who says what is in all rows; none for nobody"),
    PRECISION_CODES: ((*CODES, NONE), "whose codes for the precision of a place they are"),
    ZONE: ("ZONE", "of columns in metres, such as 37N; none keeps them as they are"),
    ZERO: ((NONE, THERE), "whether rows at latitude 0, longitude 0 have no position"),
    GAPS: ((ABOVE, NONE), "whether what stands above holds for rows that leave it out"),
    DENIALS: ((DENY, AS_READ), "whether rows whose words deny are denials"),
    CENTURY: (("20", "19"), "of years of two digits"),
}


def _or_none(reads: Callable[[str], object]) -> Callable[[str], str]:
    """Return a reader of answers that can be none, which checks them and leaves them as they are."""

    def read(words: str) -> str:
        if words != NONE:
            reads(words)
        return words

    return read


#: What checks the answers that are no choice.
_READERS: Final = {COUNTRY: _or_none(read_country), ZONE: _or_none(read_utm_zone), EVENT: some_words, ACTOR: some_words}


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Add the options that answer questions, and those that say how to read a file."""
    reading = parser.add_argument_group("how the file is read")
    reading.add_argument("--sheet", "--layer", dest="layer", metavar="NAME", help="the sheet, layer or list to read")
    reading.add_argument(
        "--header-row", type=whole_number, metavar="NUMBER", help="the row with the headings; 0 for none"
    )
    reading.add_argument("--encoding", type=read_encoding, help="of text, where the guess is wrong: windows-1256")
    reading.add_argument(
        "--delimiter", type=_read_delimiter, metavar="SIGN", help="what divides the cells of delimited text, or tab"
    )
    reading.add_argument(
        "--column", action="append", type=_read_column, default=[], metavar="HEADING=FIELD",
        help='what a column is: "Who=actor"',
    )  # fmt: skip
    for order in DATE_ORDERS:
        words = f"read 05/12/2015 with the {order.partition('-')[0]} first, in one column or in all that do not tell"
        reading.add_argument(f"--{order}", action="append", nargs="?", default=[], metavar="COLUMN", help=words)
    answers = parser.add_argument_group("answers to questions")
    for key, (choices, words) in _ANSWERS.items():
        named = {"choices": choices} if isinstance(choices, tuple) else {"metavar": choices, "type": _READERS[key]}
        answers.add_argument(_option(key), dest=f"answer_{key}", help=words, **named)
    for option, form, words in _OF_COLUMNS.values():
        answers.add_argument(f"--{option}", action="append", type=_read_column, default=[], metavar=form, help=words)
    answers.add_argument("--answers", metavar="FILE", help="a JSON object with the answer to each question, by its key")
    answers.add_argument("--questions", action="store_true", help="print the open questions as JSON and write nothing")


#: Option, what to write and help, by what stands before the heading in the key of the question.
_OF_COLUMNS: Final = {
    CALENDAR_OF: ("calendar", "COLUMN=CALENDAR", 'of the years of a column: "Date=islamic", or persian, or none'),
    DAYS_OF: ("days", "COLUMN=days", 'whether times at one hour are days: "Date=days", or as-written'),
    NAMES_OF: (
        "names",
        "COLUMN=ANSWER",
        'of cells that may name several actors or none: "Perpetrator=jointly", or as-written, or none',
    ),
    DECIMAL_OF: ("decimal", "COLUMN=SIGN", 'before the decimals of a column: "Distance=comma", or point'),
}


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _read_delimiter(words: str) -> str:
    if words != "tab" and len(words) != 1:
        raise InputError(f"{quoted(words)} is not one sign. Write the sign that divides cells, or tab.", words)
    return "\t" if words == "tab" else words


def _read_column(words: str) -> tuple[str, str]:
    heading, sign, member = words.rpartition("=")
    if not sign:
        raise InputError(f"{quoted(words)} has no =. Write HEADING=FIELD, as in Who=actor.", words)
    return heading, member


def how_to_read(options: argparse.Namespace) -> HowToRead:
    """Return how the options say that the file is read."""
    return HowToRead(options.encoding, options.delimiter, options.layer, options.header_row)


def answering(options: argparse.Namespace) -> dict[str, object]:
    """Return what the options of this module were given, by their names, in the order of the help."""
    orders = (order.replace("-", "_") for order in DATE_ORDERS)
    names = ("layer", "header_row", "encoding", "delimiter", "column", *orders)
    answers = {_option(key): getattr(options, f"answer_{key}") for key in _ANSWERS}
    reading = {_option(name): getattr(options, name) for name in names}
    of_columns = {f"--{option}": getattr(options, option) for option, *_ in _OF_COLUMNS.values()}
    return {**reading, **answers, **of_columns, "--answers": options.answers}


def general_order(options: argparse.Namespace) -> DateOrder | None:
    """Return the order of dates that holds for all columns, if the options have one.

    Raises ``UsageError`` if they have both.
    """
    orders = [order for order in DATE_ORDERS if _ALL_COLUMNS in _columns(options, order)]
    if len(orders) > 1:
        message = f"--{orders[0]} says otherwise, of all columns as it does."
        raise UsageError([Problem(f"--{orders[1]}", "usage.twice", message, "Give one of them.")])
    return orders[0] if orders else None


def _columns(options: argparse.Namespace, order: str) -> list[str | None]:
    found: list[str | None] = getattr(options, order.replace("-", "_"))
    return found


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, and what gave it."""

    text: str
    where: str
    """The option, or the file and the key in it."""


def answers_given(options: argparse.Namespace) -> dict[str, GivenAnswer]:
    """Return the answers that the options give, by the keys of questions.

    Raises ``UsageError`` if a question has two answers. Raises ``InputError`` if the file of answers is none.
    """
    named = [
        (key, GivenAnswer(text, _option(key)))
        for key in _ANSWERS
        if (text := getattr(options, f"answer_{key}")) is not None
    ]
    orders = [
        (ORDER_OF + column, GivenAnswer(order, f"--{order} {quoted(column)}"))
        for order in DATE_ORDERS
        for column in dict.fromkeys(_columns(options, order))
        if column is not _ALL_COLUMNS
    ]
    of_columns = [
        (prefix + column, GivenAnswer(answer, f"--{option} {quoted(f'{column}={answer}')}"))
        for prefix, (option, *_) in _OF_COLUMNS.items()
        for column, answer in getattr(options, option)
    ]
    found: dict[str, GivenAnswer] = {}
    twice = []
    for key, answer in (*named, *orders, *of_columns, *_from_file(options.answers)):
        other = found.setdefault(key, answer)
        if other.text != answer.text:
            message = f"It is {quoted(answer.text)} here, and {quoted(other.text)} by {other.where}."
            twice.append(Problem(answer.where, "usage.twice", message, "Give one of them."))
    if twice:
        raise UsageError(twice)
    return found


def _from_file(name: str | None) -> list[tuple[str, GivenAnswer]]:
    if name is None:
        return []
    reading = read_json(read_bytes(path_of(name)))
    found: Any = reading.value if not reading.problems else None
    if not isinstance(found, dict) or not all(isinstance(answer, str) for answer in found.values()):
        said = 'is not a JSON object of texts. Write it as in {"axes": "swap"}; --questions prints the keys.'
        raise InputError(f"{quoted(name)} {said}", name)
    return [(key, GivenAnswer(text, f"{name}, {quoted(key)}")) for key, text in found.items()]
