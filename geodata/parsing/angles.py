"""Which angle is meant by one written latitude or longitude, and to which unit it was written.

Decimal degrees, degrees with minutes, degrees with minutes and seconds; a hemisphere in English, Russian or Arabic
before or behind. Digits are ASCII here already: :func:`geodata.core.numbers.with_ascii_numbers` makes them so.
"""

# ruff: noqa: RUF001 - signs that look alike are what this module is about

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Axis = Literal["lat", "lon"]

#: Hemispheres as written, with their axis and sign.
_HEMISPHERES: Final[Mapping[str, tuple[Axis, int]]] = {
    "n": ("lat", 1), "north": ("lat", 1), "с.ш.": ("lat", 1), "сш": ("lat", 1), "شمالا": ("lat", 1), "شمال": ("lat", 1),
    "s": ("lat", -1), "south": ("lat", -1), "ю.ш.": ("lat", -1), "юш": ("lat", -1), "جنوبا": ("lat", -1),
    "جنوب": ("lat", -1),
    "e": ("lon", 1), "east": ("lon", 1), "в.д.": ("lon", 1), "вд": ("lon", 1), "شرقا": ("lon", 1), "شرق": ("lon", 1),
    "w": ("lon", -1), "west": ("lon", -1), "з.д.": ("lon", -1), "зд": ("lon", -1), "غربا": ("lon", -1),
    "غرب": ("lon", -1),
}  # fmt: skip
_SIGNS: Final = str.maketrans({
    "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "º": "°", "˚": "°",
    "′": "'", "’": "'", "‘": "'", "´": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"', "ʺ": '"', "ً": None,
})  # fmt: skip
_WORD: Final = "|".join(re.escape(word) for word in sorted(_HEMISPHERES, key=len, reverse=True))
_HEMISPHERE: Final = rf"(?:(?:{_WORD})(?![^\W\d_]))"
_NUMBER: Final = r"[0-9]{1,3}(?:[.,][0-9]{1,20})?"
_PART: Final = r"[0-9]{1,2}(?:[.,][0-9]{1,20})?"
#: Degrees with a mark, then minutes and seconds with or without; or all three with colons or spaces between.
#: The letters d, m and s are no marks: "45s" would be south as well as seconds.
_PARTS: Final = (
    rf"(?P<sign>[-+])?(?P<degrees>{_NUMBER})(?: ?(?:°|deg(?![a-z])\.?|:|(?= [0-9]))"
    rf"(?: ?(?P<minutes>{_PART})(?: ?(?:'(?!')|min(?![a-z])\.?|:|(?= [0-9])|(?![0-9.,'])))"
    rf"(?: ?(?P<seconds>{_PART})(?: ?(?:\"|''|sec(?![a-z])\.?)|(?![0-9.,'])))?)?)?"
)
_BEHIND: Final = re.compile(rf"(?P<hemisphere>){_PARTS} ?(?P<after>{_HEMISPHERE})?", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"(?P<hemisphere>{_HEMISPHERE}) ?{_PARTS}(?P<after>)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[ ,;/|]*")
_SEXAGESIMAL: Final = 60
_PAIR: Final = 2


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
    return text.translate(_SIGNS)


def read_angle(text: str) -> Angle | None:
    r"""Return the angle that a text states; ``None`` where it is none.

    Examples
    --------
    >>> read_angle("35.396")
    Angle(degrees=35.396, precision_deg=0.001, axis=None, is_sexagesimal=False)
    >>> angle = read_angle("40°3'21\"E")
    >>> round(angle.degrees, 5), round(angle.precision_deg * 3600), angle.axis
    (40.05583, 1, 'lon')
    >>> read_angle("40°61'E") is None
    True
    """
    plain = with_plain_signs(text).strip()
    found = _form(plain).fullmatch(plain)
    return None if found is None else _angle(found)


def read_two_angles(text: str) -> tuple[Angle, Angle] | None:
    """Return the two angles of a text that holds these, separators between them, and nothing else.

    Examples
    --------
    >>> [angle.axis for angle in read_two_angles("E40 03 21 N35 23 45")]
    ['lon', 'lat']
    """
    plain = with_plain_signs(text).strip()
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
    """Tell whether two angles without hemispheres are two: "3-13" is a range, and "35 23 40 03" may be cut anywhere."""
    if plain[second.start() - 1].isdigit():
        return first["sign"] is not None
    parts = [match.group("minutes", "seconds").count(None) for match in (first, second)]
    return parts[0] == parts[1] or "°" in plain or bool(plain[first.end() : second.start()].strip())


def _form(plain: str) -> re.Pattern[str]:
    """Return the form whose hemispheres stand before the numbers where the text begins with one, else behind them."""
    return _BEHIND if plain[:1].isdigit() or plain[:1] in ("-", "+") else _BEFORE


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
