"""Which angle is meant by one written latitude or longitude, and to which unit it was written.

Decimal degrees, degrees with minutes, degrees with minutes and seconds; a hemisphere in English, Russian or Arabic
before or behind. Digits are ASCII here already: :func:`geodata.core.numbers.with_ascii_numbers` makes them so.
"""

# ruff: noqa: RUF001 - signs that look alike are what this module is about

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geodata.core.problems import InputError

Axis = Literal["lat", "lon"]

#: Hemispheres as written, by their axis and sign.
_WORDS: Final[Mapping[tuple[Axis, int], str]] = {
    ("lat", 1): "n|north|с.ш.|с. ш.|сш|с|شمالا|شمالي|شمالی|شمال|ش",
    ("lat", -1): "s|south|ю.ш.|ю. ш.|юш|ю|جنوبا|جنوبي|جنوبی|جنوب|ج",
    ("lon", 1): "e|east|в.д.|в. д.|вд|в|شرقا|شرقي|شرقی|شرق|ق",
    ("lon", -1): "w|west|з.д.|з. д.|зд|з|غربا|غربي|غربی|غرب|غ",
}
_HEMISPHERES: Final = {word: side for side, words in _WORDS.items() for word in words.split("|")}
_SIGNS: Final = str.maketrans({
    "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "º": "°", "˚": "°",
    "′": "'", "’": "'", "‘": "'", "´": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"', "ʺ": '"', "ً": None, "，": ",",
})  # fmt: skip
_WORD: Final = "|".join(re.escape(word) for word in sorted(_HEMISPHERES, key=len, reverse=True))
_HEMISPHERE: Final = rf"(?:(?:{_WORD})(?![^\W\d_]))"
_NUMBER: Final = r"(?:[0-9]{1,3}(?:[.,][0-9]{1,20})?|\.[0-9]{1,20})"
_PART: Final = r"[0-9]{1,2}(?:[.,][0-9]{1,20})?"
#: Degrees with a mark, then minutes and seconds with or without; or all three with colons or spaces between.
#: The letters d, m and s are not marks: "45s" would be south as well as seconds.
_PARTS: Final = (
    rf"(?P<sign>[-+])?(?P<degrees>{_NUMBER})(?: ?(?:°|deg(?:rees?)?(?![a-z])\.?|:|(?= [0-9]))"
    rf"(?: ?(?P<minutes>{_PART})(?: ?(?:'(?!')|min(?:utes?)?(?![a-z])\.?|:|(?= [0-9])|(?![0-9.,'])))"
    rf"(?: ?(?P<seconds>{_PART})(?: ?(?:\"|''|sec(?:onds?)?(?![a-z])\.?)|(?![0-9.,'])))?)?)?"
)
_BEHIND: Final = re.compile(rf"(?P<hemisphere>){_PARTS} ?(?P<after>{_HEMISPHERE})?", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"(?P<hemisphere>{_HEMISPHERE}) ?{_PARTS}(?P<after>)", re.IGNORECASE)
#: "35-23-46N": dashes between the parts, where a hemisphere tells that it is not a range.
_DASHED: Final = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}-{_PART}(?:-{_PART})?(?= ?{_HEMISPHERE})", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[ ,;/|]*")
_SEXAGESIMAL: Final = 60
_PAIR: Final = 2


class PositionError(InputError):
    """Words that are not one position on the Earth; ``text`` has them."""


@dataclass(frozen=True, slots=True)
class Angle:
    """One latitude or longitude."""

    degrees: float
    precision_deg: float
    """One unit of the last digit that was written."""
    axis: Axis | None
    """Which of the two, where a hemisphere says it."""
    is_sexagesimal: bool
    """True if minutes were written."""


def with_plain_signs(text: str) -> str:
    """Return a text with one sign for degrees, for minutes, for seconds and for minus."""
    return text.translate(_SIGNS).strip()


def _with_colons(text: str) -> str:
    return _DASHED.sub(lambda found: found[0].replace("-", ":"), with_plain_signs(text))


def read_angle(text: str) -> Angle | None:
    r"""Return the angle that a text states; ``None`` where it is none.

    >>> read_angle("35.396")
    Angle(degrees=35.396, precision_deg=0.001, axis=None, is_sexagesimal=False)
    >>> angle = read_angle("40°3'21\"E")
    >>> round(angle.degrees, 5), round(angle.precision_deg * 3600), angle.axis
    (40.05583, 1, 'lon')
    >>> read_angle("40°61'E") is None
    True
    """
    plain = _with_colons(text)
    found = _form(plain).fullmatch(plain)
    return None if found is None else _angle(found)


def read_two_angles(text: str) -> tuple[Angle, Angle] | None:
    """Return the two angles of a text that holds these, separators between them, and nothing else.

    >>> [angle.axis for angle in read_two_angles("E40 03 21 N35 23 45")]
    ['lon', 'lat']
    """
    plain = _with_colons(text)
    form = _form(plain)
    found = list(form.finditer(plain))
    if len(found) != _PAIR or not _BETWEEN.fullmatch(form.sub("", plain)):
        return None
    if not any(match["hemisphere"] or match["after"] for match in found) and not _are_parted(plain, *found):
        return None
    first, second = map(_angle, found)
    # Only one hemisphere, and no sign between: where the first ends, and what the second is, would be guessed.
    if first is None or second is None or (first.axis is None) != (second.axis is None):
        return None
    return first, second


def _are_parted(plain: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell whether two angles without hemispheres are two.

    "3-13" is a range, "35 23 40 03" may be cut anywhere, and a comma of "35,40,5" may be a decimal one.
    """
    if plain[second.start() - 1].isdigit():
        return first["sign"] is not None
    if plain[first.end() : second.start()] == "," and "," in first[0] + second[0]:
        return False
    parts = [match.group("minutes", "seconds").count(None) for match in (first, second)]
    return parts[0] == parts[1] or "°" in plain or bool(plain[first.end() : second.start()].strip())


def _form(plain: str) -> re.Pattern[str]:
    """Return the form whose hemispheres stand before the numbers where the text begins with one, else behind them."""
    return _BEHIND if plain[:1].isdigit() or plain[:1] in ("-", "+", ".") else _BEFORE


def _angle(found: re.Match[str]) -> Angle | None:
    """Return the angle of a match; ``None`` where its parts cannot be."""
    word = found["hemisphere"] or found["after"]
    parts = [part.replace(",", ".") for part in found.group("degrees", "minutes", "seconds") if part is not None]
    if (word and found["sign"]) or not _parts_fit(parts):
        return None
    axis, sign = _HEMISPHERES[word.lower()] if word else (None, -1 if found["sign"] == "-" else 1)
    degrees = sum(float(part) / _SEXAGESIMAL**power for power, part in enumerate(parts))
    decimals = len(parts[-1].partition(".")[2])
    precision_deg = 10.0**-decimals / _SEXAGESIMAL ** (len(parts) - 1)
    return Angle(sign * degrees, precision_deg, axis, is_sexagesimal=len(parts) > 1)


def _parts_fit(parts: list[str]) -> bool:
    """Tell whether all parts but the last are whole, and minutes and seconds are below 60."""
    return all("." not in part for part in parts[:-1]) and all(float(part) < _SEXAGESIMAL for part in parts[1:])
