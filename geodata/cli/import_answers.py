"""The options of ``import`` that answer what the page would ask, one for each question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import read_bytes
from geodata.core.problems import InputError, quoted
from geodata.geojson.strict_json import read_json
from geodata.importing.codes import CODES
from geodata.importing.date_columns import CENTURY, ORDER_OF
from geodata.importing.denials import AS_READ, DENIALS, DENY
from geodata.importing.how_to_read import HowToRead
from geodata.importing.members import DATE_ORDERS
from geodata.importing.null_island import THERE, ZERO
from geodata.importing.questions import NONE
from geodata.importing.swaps import AS_WRITTEN, AXES, SWAP
from geodata.importing.unsaid import ACTOR, COUNTRY, EVENT, PRECISION_CODES, ZONE

if TYPE_CHECKING:
    import argparse

    from geodata.importing.members import DateOrder

#: An order of dates without a column holds for all whose own dates do not tell.
_ALL_COLUMNS: Final = ""
#: Option and choices, or what to write, and help, by the key of the question.
_ANSWERS: Final[dict[str, tuple[tuple[str, ...] | str, str]]] = {
    AXES: ((SWAP, AS_WRITTEN), "whether latitude and longitude are the other way round"),
    COUNTRY: ("COUNTRY", "where the places are that have only a name, such as SY; none asks for each"),
    EVENT: ("NAME", "the event that all rows are about; none for no one event"),
    ACTOR: ("NAME", "who says what is in all rows; none for nobody"),
    PRECISION_CODES: ((*CODES, NONE), "whose codes for the precision of a place they are"),
    ZONE: ("ZONE", "of columns in metres, such as 37N; none keeps them as they are"),
    ZERO: ((NONE, THERE), "whether rows at latitude 0, longitude 0 have no position"),
    DENIALS: ((DENY, AS_READ), "whether rows whose words deny are denials"),
    CENTURY: (("20", "19"), "of years of two digits"),
}


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Add the options that answer questions, and those that say how to read a file."""
    reading = parser.add_argument_group("how the file is read")
    reading.add_argument("--sheet", "--layer", dest="layer", metavar="NAME", help="the sheet or layer to read")
    reading.add_argument("--header-row", type=int, metavar="NUMBER", help="the row with the headings; 0 for none")
    reading.add_argument("--encoding", help="of delimited text, where the guess is wrong: windows-1256")
    reading.add_argument("--delimiter", metavar="SIGN", help="what divides the cells of delimited text; tab for a tab")
    reading.add_argument(
        "--column", action="append", default=[], metavar="HEADING=FIELD", help='what a column is: "Who=actor"'
    )
    for order in DATE_ORDERS:
        words = f"read 05/12/2015 with the {order.partition('-')[0]} first, in one column or in all that do not tell"
        reading.add_argument(
            f"--{order}", action="append", nargs="?", const=_ALL_COLUMNS, default=[], metavar="COLUMN", help=words
        )
    answers = parser.add_argument_group("answers to questions")
    for key, (choices, words) in _ANSWERS.items():
        named = {"choices": choices} if isinstance(choices, tuple) else {"metavar": choices}
        answers.add_argument(f"--{key.replace('_', '-')}", dest=f"answer_{key}", help=words, **named)
    answers.add_argument("--answers", metavar="FILE", help="a JSON object with the answer to each question, by its key")
    answers.add_argument("--questions", action="store_true", help="print the open questions as JSON and write nothing")


def how_to_read(options: argparse.Namespace) -> HowToRead:
    """Return how the options say that the file is read."""
    delimiter = "\t" if options.delimiter == "tab" else options.delimiter
    if delimiter is not None and len(delimiter) != 1:
        raise InputError(f"--delimiter is one sign, and {quoted(delimiter)} is not. Write it, or tab.", delimiter)
    return HowToRead(options.encoding, delimiter, options.layer, options.header_row)


def answering(options: argparse.Namespace) -> dict[str, object]:
    """Return what the options of this module were given, by their names, in the order of the help."""
    names = (
        "layer",
        "header_row",
        "encoding",
        "delimiter",
        "column",
        *(order.replace("-", "_") for order in DATE_ORDERS),
    )
    answers = {f"--{key.replace('_', '-')}": getattr(options, f"answer_{key}") for key in _ANSWERS}
    reading = {f"--{name.replace('_', '-')}": getattr(options, name) for name in names}
    return {**reading, **answers, "--answers": options.answers}


def general_order(options: argparse.Namespace) -> DateOrder | None:
    """Return the order of dates that holds for all columns, if the options have one.

    Raises ``InputError`` if they have both, of all columns or of one.
    """
    both = set(_columns(options, DATE_ORDERS[0])) & set(_columns(options, DATE_ORDERS[1]))
    if both:
        what = f"the column {quoted(min(both))}" if min(both) else "all columns"
        raise InputError(f"--day-first and --month-first are both given, of {what}. Give one of them.", min(both))
    return next((order for order in DATE_ORDERS if _ALL_COLUMNS in _columns(options, order)), None)


def _columns(options: argparse.Namespace, order: str) -> list[str]:
    found: list[str] = getattr(options, order.replace("-", "_"))
    return found


def columns_named(options: argparse.Namespace) -> tuple[tuple[str, str], ...]:
    """Return (heading, member) of each column that the options name."""
    pairs = [named.rpartition("=") for named in options.column]
    wrong = next((named for named, (_, sign, _) in zip(options.column, pairs, strict=True) if not sign), None)
    if wrong is not None:
        raise InputError(f"--column is HEADING=FIELD, and {quoted(wrong)} has no =. Write it as in Who=actor.", wrong)
    return tuple((heading, member) for heading, _, member in pairs)


def answers_given(options: argparse.Namespace) -> dict[str, str]:
    """Return the answers that the options give, by the keys of questions; an option goes before the file of answers.

    Raises ``InputError`` if the file is none of answers.
    """
    named = {key: getattr(options, f"answer_{key}") for key in _ANSWERS}
    orders = {
        ORDER_OF + column: order
        for order in DATE_ORDERS
        for column in _columns(options, order)
        if column != _ALL_COLUMNS
    }
    return {**_from_file(options.answers), **orders, **{key: text for key, text in named.items() if text is not None}}


def _from_file(name: str | None) -> dict[str, str]:
    if name is None:
        return {}
    reading = read_json(read_bytes(Path(name)))
    found: Any = reading.value if not reading.problems else None
    if not isinstance(found, dict) or not all(isinstance(answer, str) for answer in found.values()):
        said = 'is not a JSON object of texts. Write it as in {"axes": "swap"}; --questions prints the keys.'
        raise InputError(f"{quoted(name)} {said}", name)
    return found
