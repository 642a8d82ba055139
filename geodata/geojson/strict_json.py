"""Tell whether bytes are JSON, and nothing but JSON.

The standard is RFC 8259; the stricter rules of RFC 7493 (I-JSON) are errors here, because two readers that disagree
about a file disagree about evidence: a name given twice, a lone surrogate, a number that no double can hold.

Python's own reader takes NaN and Infinity, keeps the last of two members of one name without a word, lets ``1e999``
become infinite, and stops with three different exceptions on deep nesting, bad bytes and very long integers. Here all
of these are problems with a place. A byte order mark is ignored, as RFC 8259 section 8.1 allows, and warned of.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, quoted

#: Deeper than any map needs, and well below where a recursive reader falls over.
MAX_DEPTH: Final = 200
#: An integer of more digits may be too large for a double.
MAX_INTEGER_DIGITS: Final = 308

_BOM: Final = b"\xef\xbb\xbf"
#: Fewer than 200 digits times less than 1e100 always fits.
_MAYBE_HUGE_NUMBER: Final = re.compile(r"[eE]\+?0*[0-9]{3}|[0-9]{200}")
_MAYBE_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BRACKET_OR_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


class RefusedNumber(float):
    """A number that JSON, or a double, cannot hold; already reported when the file was read."""

    spelled: str

    def __new__(cls, spelled: str) -> Self:
        """Keep the spelling beside a value that is not finite."""
        number = super().__new__(cls, "nan" if spelled == "NaN" else "-inf" if spelled.startswith("-") else "inf")
        number.spelled = spelled
        return number


class _RepeatedNames(dict[str, Any]):
    """An object in which a name was given more than once; the last value counts, as in Python's reader."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JsonReading:
    """What came of reading bytes as JSON."""

    value: Any
    """The value, when ``has_value``; objects are dicts, arrays lists."""
    has_value: bool
    """False if the text could not be read to its end, or nests too deeply to be handled."""
    problems: tuple[Problem, ...]


def read_json(data: bytes) -> JsonReading:
    r"""Read bytes as strict JSON.

    Problems that leave a value (a repeated name, a lone surrogate, a number out of range, a byte order mark) do not
    stop the reading, so that later checks can add theirs.

    ``data``: the whole text, UTF-8.

    >>> read_json(b'{"a": [1, 2.5, null]}').value
    {'a': [1, 2.5, None]}
    >>> [problem] = read_json(b'{"a": 1, "a": 2}').problems
    >>> problem.where, problem.rule
    ('$.a', 'json.unique-names')
    >>> [problem] = read_json(b'{"a": 1\n "b": 2}').problems
    >>> problem.where, problem.rule
    ('line 2, column 2', 'json.syntax')
    """
    warnings = (_byte_order_mark(),) if data.startswith(_BOM) else ()
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _unread(_not_utf8(data, error))
    try:
        value, suspicious = _parse(text)
    except json.JSONDecodeError as error:
        return _unread(_syntax(text, error))
    except RecursionError:
        return _unread(_too_deep(text))
    if _depth_exceeded(value):
        return _unread(_too_deep(text))
    return JsonReading(value, has_value=True, problems=warnings + (tuple(_findings(value)) if suspicious else ()))


def _unread(problem: Problem) -> JsonReading:
    return JsonReading(None, has_value=False, problems=(problem,))


def _parse(text: str) -> tuple[object, bool]:
    """Return the value, and whether anything in it has to be looked for and reported.

    The hooks for numbers are slow, so they are set only where the text has a number that may need them.
    """
    suspects: list[object] = [True] if _MAYBE_SURROGATE.search(text) else []

    def refuse(spelled: str) -> RefusedNumber:
        suspects.append(spelled)
        return RefusedNumber(spelled)

    def read_float(spelled: str) -> float:
        number = float(spelled)
        return refuse(spelled) if number in (float("inf"), float("-inf")) else number

    def read_int(spelled: str) -> float:
        # Longer integers overflow a double, and from 4,300 digits on Python itself refuses to read them.
        return refuse(spelled) if len(spelled.lstrip("-")) > MAX_INTEGER_DIGITS else int(spelled)

    def read_object(pairs: list[tuple[str, object]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        suspects.append(members)
        return _repeated(pairs)

    huge: dict[str, Callable[[str], float]] = (
        {"parse_float": read_float, "parse_int": read_int} if _MAYBE_HUGE_NUMBER.search(text) else {}
    )
    value = json.loads(text, parse_constant=refuse, object_pairs_hook=read_object, **huge)  # type: ignore[arg-type]
    return value, bool(suspects)


def _repeated(pairs: list[tuple[str, object]]) -> _RepeatedNames:
    members = _RepeatedNames(pairs)
    members.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return members


def _depth_exceeded(value: object) -> bool:
    """Go down level by level, not by recursion."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            if isinstance(node, (dict, list))
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True


def _nodes(value: object) -> Iterator[tuple[JsonPath, object]]:
    """Yield every value with its place, in document order, without recursion."""
    waiting: list[tuple[JsonPath, object]] = [(JsonPath(), value)]
    while waiting:
        spot, node = waiting.pop()
        yield spot, node
        if isinstance(node, dict):
            waiting += [(spot.member(key), child) for key, child in reversed(node.items())]
        elif isinstance(node, list):
            waiting += [(spot.element(index), child) for index, child in reversed(list(enumerate(node)))]


def _findings(value: object) -> Iterator[Problem]:
    for spot, node in _nodes(value):
        if isinstance(node, _RepeatedNames):
            yield from (_repeated_name(spot, key) for key in node.repeated)
        if isinstance(node, dict):
            yield from (_surrogate(spot.member(key), key) for key in node if _SURROGATE.search(key))
        elif isinstance(node, str) and _SURROGATE.search(node):
            yield _surrogate(spot, node)
        elif isinstance(node, RefusedNumber):
            yield _refused_number(spot, node.spelled)


def _repeated_name(spot: JsonPath, key: str) -> Problem:
    # RFC 7493 section 2.3: "Objects in I-JSON messages MUST NOT have members with duplicate names."
    return spot.member(key).problem(
        "json.unique-names",
        f"The name {quoted(key)} is given more than once in one object.",
        "Keep one of them: programs differ in which they use.",
    )


def _surrogate(spot: JsonPath, text: str) -> Problem:
    # RFC 7493 section 2.1; such a string cannot be written as UTF-8.
    return spot.problem(
        "json.surrogate",
        f"The text {quoted(text)} holds half of a character (a lone surrogate).",
        "Write the whole character, or leave it out.",
    )


def _refused_number(spot: JsonPath, spelled: str) -> Problem:
    if spelled.lstrip("-") in ("NaN", "Infinity"):
        # RFC 8259 section 6: "Numeric values that cannot be represented in the grammar [...] are not permitted."
        return spot.problem(
            "json.number", f"JSON has no number {quoted(spelled)}.", "Write a number, or null where it is not known."
        )
    return spot.problem(
        "json.number", f"The number {quoted(spelled)} is too large for a double.", "Write a number below 1.8e308."
    )


def _byte_order_mark() -> Problem:
    return Problem(
        "line 1, column 1",
        "json.byte-order-mark",
        "The file begins with a byte order mark (EF BB BF), which was ignored.",
        'Save it as "UTF-8" rather than "UTF-8 with BOM": RFC 8259 forbids writing one.',
        "warning",
    )


def _line_column(before: str) -> str:
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    body = data.removeprefix(_BOM)
    before = body[: error.start].decode("utf-8", errors="replace")
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return Problem(
        _line_column(before),
        "json.utf-8",
        f"Byte {body[error.start]:#04x} is not UTF-8 here ({error.reason}).",
        f"{'The file looks like UTF-16. ' if utf16 else ''}Save the file as UTF-8.",
    )


def _syntax(text: str, error: json.JSONDecodeError) -> Problem:
    where = f"line {error.lineno}, column {error.colno}"
    if not text.strip():
        return Problem(where, "json.syntax", "The file is empty.", "Give a file that holds one JSON value.")
    found = text[error.pos : error.pos + 20]
    fault = error.msg.removesuffix(" at")
    return Problem(
        where,
        "json.syntax",
        f"{fault}; the text here is {quoted(found)}." if found else f"{fault}; the text ends here.",
        "Correct this place first: nothing after it could be read.",
    )


def _too_deep(text: str) -> Problem:
    depth = 0
    at = 0
    for token in _BRACKET_OR_STRING.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        at = token.start()
        if depth > MAX_DEPTH:
            break
    return Problem(
        _line_column(text[:at]),
        "json.depth",
        f"Arrays and objects are nested more than {MAX_DEPTH} deep from {quoted(text[at : at + 20])} on.",
        "Nest them less: GeoJSON needs fewer than ten levels.",
    )
