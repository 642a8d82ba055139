"""Read what somebody typed for a member of a record: the way back from :mod:`geodata.editing.wording`.

Vocabularies, times, addresses and ids stay as they are typed: the checker says what is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geodata.core.json_path import Json
from geodata.core.model import Count
from geodata.core.numbers import decimal_text, with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.editing.wording import YES, name_text
from geodata.geojson.strict_json import read_json
from geodata.parsing.coordinates import read_coordinates
from geodata.parsing.counts import read_count
from geodata.parsing.distances import read_distance
from geodata.parsing.locality_offsets import read_compass

if TYPE_CHECKING:
    from geodata.editing.fields import FieldType

_BEARING: Final = re.compile(r"([0-9.]{1,20})\s*°?\s*(?:±|\+/-|\+-)\s*([0-9.]{1,20})\s*°?")
_LANGUAGE: Final = re.compile(r"\[([A-Za-z0-9-]{1,40})\]\Z")
#: Of a number: far more than any has, and fewer than Python makes none of.
_MAX_DIGITS: Final = 40
#: Members that a reading gives anew; others of the object that was there before are kept.
_KNOWN: Final = frozenset({"value", "unit", "degrees", "half_width", "min", "max", "about", "so_far"})


def read_value(kind: FieldType, text: str, old: object = None) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that a text means; ``None``, or an empty list, for an empty one.

    ``old``: what the member was before: members of it that we do not know are kept.
    Raises ``InputError`` if it means none; the message says what to write.

    >>> read_value("distance", "about 35 miles"), read_value("count", "3-13"), read_value("choices", "A, B")
    ({'value': '35', 'unit': 'mi', 'about': True}, {'min': 3, 'max': 13}, ['A', 'B'])
    >>> read_value("bearing", "se"), read_value("place", "35.396, 40.056")
    ({'value': 'SE'}, {'type': 'Point', 'coordinates': [40.056, 35.396]})
    """
    if not text.strip():
        return [] if kind in ("choices", "names") else None
    if kind == "names":
        return _names(text, old)
    value: Any = _READERS[kind](text) if kind in _READERS else text.strip()
    if kind in ("distance", "bearing", "count") and isinstance(old, dict):
        return {**value, **{name: member for name, member in old.items() if name not in _KNOWN}}
    return value


def _count(count: Count) -> Json:
    return {"min": count.min, "max": count.max, **count.flags}


def _bearing(text: str) -> Json:
    point = read_compass(text)
    if point is not None:
        return {"value": point}
    match = _BEARING.fullmatch(with_ascii_numbers(text))
    if match is None:
        remedy = "Write one of the 16 compass points, such as SE, or degrees with a half-width, such as 126±10."
        raise InputError(f"{quoted(text)} is not a direction. {remedy}", text)
    return {"degrees": _number(match[1], text), "half_width": _number(match[2], text)}


def _metres(text: str) -> float:
    return _number(with_ascii_numbers(text).strip(), text)


def _number(word: str, text: str) -> float:
    decimal = decimal_text(word)
    if decimal is None or len(decimal) > _MAX_DIGITS:
        raise InputError(f"{quoted(text)} is not a number. Write digits with at most one point, such as 1500.", text)
    return float(decimal) if "." in decimal else int(decimal)


def _place(text: str) -> Any:  # noqa: ANN401 - any JSON value
    if not text.lstrip().startswith("{"):
        return {"type": "Point", "coordinates": [*read_coordinates(text).lon_lat]}
    reading = read_json(text.encode(errors="surrogatepass"))
    if reading.problems:
        first = reading.problems[0]
        where = first.where.removeprefix("$.")
        raise InputError(f"This is not a GeoJSON geometry ({where}): {first.message} {first.remedy}", text)
    return reading.value


def _names(text: str, old: object) -> list[Any]:
    """Return spellings, one a line; a line that was there before keeps what else its object had."""
    known = {name_text(name): name for name in old} if isinstance(old, list) else {}
    lines = [line.strip() for line in re.split(r"[\n|]", text) if line.strip()]
    return [known[line] if line in known else _name(line) for line in lines]


def _name(line: str) -> Json:
    found = _LANGUAGE.search(line)
    name = line if found is None else line[: found.start()].rstrip()
    if not name:
        raise InputError(
            f"{quoted(line)} is not a spelling with its language. Write the name, then its language: معسكر [ar].", line
        )
    return {"name": name, "lang": found and found[1]}


def _ids(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text) if word]


def one_or_more(ids: Sequence[str]) -> str | list[str] | None:
    """Return an id by itself, several as a list, none as ``None``."""
    return list(ids) if len(ids) > 1 else next(iter(ids), None)


def _flag(text: str) -> bool:
    if text.strip().casefold() not in _FLAGS:
        raise InputError(f"{quoted(text)} is neither yes nor no. Write yes, or leave it empty.", text)
    return _FLAGS[text.strip().casefold()]


_FLAGS: Final = {YES: True, "true": True, "no": False, "false": False}


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "distance": lambda text: read_distance(text).to_json(),
    "bearing": _bearing,
    "count": lambda text: _count(read_count(text.strip())),
    "metres": _metres,
    "place": _place,
    "choices": _ids,
    "one or more": lambda text: one_or_more(_ids(text)),
    "flag": _flag,
    "texts": lambda text: [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()] or None,
    "text": str.strip,
    "time": str.strip,
    "choice": str.strip,
}
