"""Read what a text may say of a position, in any way that people and programs write one.

In digits of any script: decimal degrees, degrees with minutes and seconds, also run together as pilots and satellite
receivers do, radians, whole numbers of millionths, bare pairs of numbers, UTM and web Mercator in metres and
kilometres, MGRS, GARS, GEOREF, geohashes and plus codes; as they are shown, whatever a file writes for a point or puts
between two digits. A number counts as far as its digits go: "35.4 N, 40.1 E" gives away no place that is blurred by
5 km. A pair of numbers with more digits than the site has gives it away too: nearer than blurring moves any place, it
is a better one than the blurred. Names and descriptions are not looked for: no program knows what they give away.
"""

# ruff: noqa: RUF001 - signs that look alike are what people write for minutes and seconds

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import shapely

from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError
from geodata.exporting.exact_place import DEGREE_M, SAME_DEG
from geodata.exporting.grid_codes import GridCell, cells_in, short_code_near, short_codes_in

if TYPE_CHECKING:
    from geodata.exporting.exact_place import Exact

#: A latitude alone gives a place away if it has three decimals or more.
_FINE_DEG: Final = 0.001
#: Rounded to a step, a place lies 0.38 steps from what is written, on average; a blurred one 0.71 of the radius from
#: what is drawn, in half of all cases. Up to this share of the radius as a step the first is nearer.
_ROUGH_SHARE: Final = 0.71 / 0.38
_SLIP: Final = 1e-9
#: Of one text with digits in it: a million of them would take a minute.
MAX_SEARCHED_CHARS: Final = 100_000
#: A slash is the sign of fractions in Persian, and ids have hyphens: one digit or two behind it are most often a date.
_DECIMAL: Final = re.compile(r"(?<![\d.])(\d{1,3})\s?[°º]?(?:(?:\.\s?|,)(\d{1,20})|[/-](\d{3,20}))\d*")
#: As programs write fractions, "3.5396e1".
_POWER_OF_TEN: Final = re.compile(r"(?<![\d.])\d\.\d{1,20}[eE][+-]?\d{1,2}(?!\d)")
#: Degrees, minutes and seconds as programs list them, whole or as fractions: "(35.0, 23.0, 45.6)", "[35, 23, 228/5]".
_LISTED: Final = re.compile(r"(?=(?<![\d./])(\d[\d./]*)\s?[,;]\s?(\d[\d./]*)\s?[,;]\s?(\d[\d./]*))")
#: Of a data base, a geometry in hexadecimal digits (WKB, OGC 06-103r4): byte order, type, and two numbers at least.
_WELL_KNOWN: Final = re.compile(r"(?<![0-9A-F])0[01][0-9A-F]{40,}", re.IGNORECASE)
#: At each number, whether it was another one's minutes or not: in "35°24' 40°03'" the second begins where seconds may
#: stand. Longer words come first, lest "min" be read as "m".
_SEXAGESIMAL: Final = re.compile(
    r"(?<![\d.,])(?=(\d{1,3})\s*(?:deg(?:rees?)?|grad\w{0,12}|град\w{0,12}|درج\w{0,12}|[°º˚d:_|–-]|\s)\s*(\d{1,2}(?:[.,]\d+)?)"
    r"\s*(?:(?:min\w{0,12}|мин\w{0,12}|دق\w{0,12}|['′’`m:_|–-]|\s)\s*(\d{1,2}(?:[.,]\d+)?)?)?)",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:,\d+)?)(?!\d|\.\d)")
#: With three parts: a number, a slash and another are most often something else.
_SLASHED: Final = re.compile(r"(?<![\d./])(\d{1,3})/(\d{1,2})/(\d{1,2}(?:[.,]\d+)?)(?![\d/])")
_COMPACT: Final = re.compile(
    r"(?<!\d)(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?)\s*[NSEW]|[NSEW]\s*(\d{2,3})(\d{2})(\d{2}(?:\.\d+)?)(?!\d)"
)
#: The same without a letter, of latitude and longitude beside each other.
_COMPACT_PAIR: Final = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})\s?,?\s?(\d{3})(\d{2})(\d{2})(?!\d)")
#: Of one, signed or not, as ISO 6709 and lists of names have it: with the other one beside it.
_COMPACT_ALONE: Final = re.compile(r"(?<![\d.])(\d{1,3})([0-5]\d)([0-5]\d(?:[.,]\d+)?)(?![\d.])")
_COMPACT_MINUTES: Final = re.compile(r"(?<![\d.])(\d{1,3})([0-5]\d[.,]\d+)(?![\d.])")
#: Degrees and minutes run together, "3523.76N 04003.36E".
_RUN_TOGETHER: Final = re.compile(
    r"(?<![\d.])(\d{2,3})(\d{2}(?:[.,]\d+)?)\s*,?\s*[NSEW]|[NSEW]\s*(\d{2,3})(\d{2}(?:[.,]\d+)?)(?!\d)"
)
#: As TeX has the signs of degrees and minutes, "35^{\circ} 23^\prime".
_TEX: Final = re.compile(r"\^?\{?\\(?:(circ|degree|textdegree)|prime)(?![a-z])\}?")
_SECOND_DEG: Final = 1 / 3600
#: Programs that avoid fractions count a degree in so many parts.
_PARTS: Final = (1e3, 1e4, 1e5, 1e6, 1e7)
_WHOLE: Final = re.compile(r"(?<![\d.])(\d{5,10})(?!\d|\.\d)")
#: Easting and northing have as many digits each, also where nothing stands between them.
_HALVES: Final = "|".join(rf"(\d{{{digits}}})\s?(\d{{{digits}}})" for digits in (5, 4, 3, 2))
_MGRS: Final = re.compile(rf"(?<!\d)\d{{1,2}}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{{2}}\s?(?:{_HALVES})(?!\d)")
#: As it is said by those who are in the same zone: the letters of the square alone, or not even these.
_MGRS_SHORT: Final = re.compile(r"(?<![\d.])(?:(\d{5})\s?(\d{5})|(\d{4})\s?(\d{4}))(?![\d.])")
_METRES: Final = re.compile(r"(?<![\d.])(\d{5,8})(?:\.\d+)?(?!\d)")
#: With a fraction, or where the unit stands beside it: two small whole numbers are most often something else.
_KILOMETRES: Final = re.compile(r"(?<![\d.])(\d{2,5})(?:[.,](\d{1,6})(?!\d)|(?=\s?km))", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<=\d)[, '’](?=\d{3}(?!\d))")
#: German, Spanish and Turkish have points in thousands, programs underlines; of a fraction in km these are the metres.
_THOUSANDS_IN_FULL: Final = re.compile(r"(?<![\d.,_])\d{1,3}(?:[._]\d{3})+(?!\d)")
#: Categories of signs that are not seen, or stand over and around others: an underline, the box of a key.
_UNSEEN: Final = ("Cf", "Mn", "Me")
#: Signs of the width of Chinese ones, and points at half the height, as the ones they stand for.
_SHOWN: Final = str.maketrans(
    {**{chr(sign + 0xFEE0): chr(sign) for sign in range(0x21, 0x7F)}, **dict.fromkeys("·•․‧", ".")}
)


def tells(text: str, *places: Exact) -> tuple[Exact, ...]:
    """Return the places that a text gives away.

    Raises ``InputError`` if it has digits and is too long to be searched.

    >>> from geodata.exporting.exact_place import Exact
    >>> camp = Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0)
    >>> [bool(tells(text, camp)) for text in ("3523.76N 04003.36E", "35%2E396,40%2E056", "35.4 N, 40.1 E")]
    [True, True, False]
    """
    said = traces_in(text)
    return tuple(place for place in places if give_away(said, place))


class Traces(NamedTuple):
    """What may be a place in one text, or in several beside each other, whichever place it is."""

    angles: frozenset[tuple[float, float]] = frozenset()
    """Each without its sign, and one step of its last digit, in degrees."""
    compact: frozenset[tuple[float, float]] = frozenset()
    """The same of degrees, minutes and perhaps seconds that are run together."""
    radians: frozenset[tuple[float, float]] = frozenset()
    """The same of what may be in radians, in degrees."""
    whole: frozenset[int] = frozenset()
    metres: frozenset[float] = frozenset()
    squares: frozenset[tuple[str, ...]] = frozenset()
    """Digits of easting and northing in a square of MGRS."""
    cells: frozenset[GridCell] = frozenset()
    """What can be read as a code."""
    short_codes: frozenset[str] = frozenset()


def traces_together(said: Iterable[Traces]) -> Traces:
    """Return what texts beside each other may say, of which one may be a latitude and another the longitude."""
    return Traces(*(frozenset[Any]().union(*kind) for kind in zip(*said, strict=True)))


def traces_in(text: str) -> Traces:
    """Return what a text may say; raises ``InputError`` if it has digits and is too long to be searched."""
    if not any(character.isdigit() for character in text):
        return _codes(_shown(text))
    if len(text) > MAX_SEARCHED_CHARS:
        message = f"This text has {len(text):,} characters, and at most {MAX_SEARCHED_CHARS:,} are searched for places."
        raise InputError(f"{message} Shorten it, or take it out.", text)
    shown = _shown(text)
    # Blanks as one: the patterns would try each part of a long run of them, for minutes in which nobody is answered.
    plain = " ".join(shown.split()) if shown.isascii() else with_ascii_numbers(shown)
    plain = _TEX.sub(lambda match: "°" if match[1] else "'", plain)
    plain = _POWER_OF_TEN.sub(lambda match: f"{float(match[0]):.9f}", plain)
    decimals = ((match[1], match[2] or match[3]) for match in _DECIMAL.finditer(plain))
    fractions = [(float(f"{whole}.{part}"), 10.0 ** -len(part)) for whole, part in decimals]
    coded = tuple(_of_geometries(plain))
    return _codes(shown)._replace(
        angles=frozenset((*fractions, *_sexagesimals(plain), *((number, SAME_DEG) for number in coded))),
        radians=frozenset((math.degrees(value), math.degrees(step)) for value, step in fractions if value <= math.pi),
        compact=frozenset(
            (
                *(_sexagesimal(*match.groups()) for match in _COMPACT_ALONE.finditer(plain)),
                *(_sexagesimal(match[1], match[2], None) for match in _COMPACT_MINUTES.finditer(plain)),
            )
        ),
        whole=frozenset(int(match[1]) for match in _WHOLE.finditer(plain)),
        metres=frozenset((*_metres(_ungrouped(plain)), *coded)),
        squares=frozenset(
            tuple(filter(None, match.groups()))
            for match in (*_MGRS.finditer(plain.upper()), *_MGRS_SHORT.finditer(plain))
        ),
    )


def _codes(shown: str) -> Traces:
    # Blanks as one, here too: a code may have one in it.
    plain = " ".join(shown.split())
    return Traces(cells=cells_in(plain), short_codes=short_codes_in(plain))


def give_away(said: Traces, place: Exact) -> bool:
    """Tell whether something of what texts may say is the place, or nearer to it than blurring moves it."""
    tellers: tuple[Callable[[Any, Exact], bool], ...] = (
        _have_angle, _are_both, _are_both, _have_parts, _have_metres, _have_square, _have_cell, _have_short_code
    )  # fmt: skip
    return any(values and has(values, place) for values, has in zip(said, tellers, strict=True))


def _shown(text: str) -> str:
    """Return a text as it is read: of addresses and markup what they stand for, without signs that nobody sees."""
    text = html.unescape(text) if "&" in text else text
    text = unquote(text) if "%" in text else text
    if text.isascii():
        return text
    seen = (sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    # Superscripts and digits in circles are read as digits, too.
    return "".join(str(unicodedata.digit(sign, sign)) for sign in seen).translate(_SHOWN)


def _have_angle(angles: Collection[tuple[float, float]], place: Exact) -> bool:
    return _are_both(angles, place) or any(
        abs(value - abs(at)) < step - _SLIP and step <= _FINE_DEG + _SLIP and step * DEGREE_M < place.radius_m
        for value, step in angles
        for at in (place.lon, place.lat)
    )


def _are_both(angles: Collection[tuple[float, float]], place: Exact) -> bool:
    """Tell whether longitude and latitude are among angles, less than a step off: rounded, or cut."""
    fine = [(value, step) for value, step in angles if step * DEGREE_M < _ROUGH_SHARE * place.radius_m]
    return all(
        any(abs(value - abs(at)) < max(step - _SLIP, near) for value, step in fine)
        for at, near in zip((place.lon, place.lat), place.near_deg, strict=True)
    )


def _sexagesimals(plain: str) -> Iterator[tuple[float, float]]:
    """Yield every angle with minutes that a text may state, without its sign, and one step of its last digit."""
    for match in _SEXAGESIMAL.finditer(plain):
        yield _sexagesimal(match[1], match[2], None)
        yield _sexagesimal(match[1], match[2], match[3])
    for match in (*_DOTTED.finditer(plain), *_SLASHED.finditer(plain)):
        yield _sexagesimal(*match.groups())
    for match in _COMPACT.finditer(plain):
        yield _sexagesimal(*(match.groups()[:3] if match[1] else match.groups()[3:]))
    for match in _COMPACT_PAIR.finditer(plain):
        yield _sexagesimal(*match.groups()[:3])
        yield _sexagesimal(*match.groups()[3:])
    for match in _RUN_TOGETHER.finditer(plain):
        yield _sexagesimal(match[1] or match[3], match[2] or match[4], None)

    for match in _LISTED.finditer(plain):
        with suppress(ValueError, ArithmeticError):  # a date, a version, an address; too many digits
            degrees, minutes, seconds = map(Fraction, match.groups())
            yield float(degrees + minutes / 60 + seconds / 3600), _SECOND_DEG / 10


def _of_geometries(plain: str) -> Iterator[float]:
    """Yield the numbers of geometries in hexadecimal digits, without their signs."""
    for match in _WELL_KNOWN.finditer(plain):
        geometry = shapely.from_wkb(match[0][: len(match[0]) // 2 * 2], on_invalid="ignore")
        if geometry is not None:
            points = [geometry, shapely.centroid(geometry)]
            yield from (abs(number) for number in shapely.get_coordinates(points).ravel().tolist())


def _sexagesimal(degrees: str, minutes: str, seconds: str | None) -> tuple[float, float]:
    value = float(degrees) + _number(minutes) / 60 + _number(seconds or "0") / 3600
    last, unit = (minutes, 60) if seconds is None else (seconds, 3600)
    return value, 10.0 ** -len(last.replace(",", ".").partition(".")[2]) / unit


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _ungrouped(plain: str) -> str:
    """Return a text with its thousands run together."""
    return _THOUSANDS_IN_FULL.sub(lambda match: re.sub("[._]", "", match[0]), _THOUSANDS.sub("", plain))


def _metres(numbers: str) -> Iterator[float]:
    yield from (float(match[1]) for match in _METRES.finditer(numbers))
    yield from (float(f"{match[1]}.{match[2] or 0}") * 1000 for match in _KILOMETRES.finditer(numbers))


def _have_parts(whole: Collection[int], place: Exact) -> bool:
    rooms = tuple(zip((place.lon, place.lat), place.near_deg, strict=True))
    return any(
        all(any(abs(number / parts - abs(at)) < max(near, SAME_DEG) for number in whole) for at, near in rooms)
        for parts in _PARTS
    )


def _have_metres(metres: Collection[float], place: Exact) -> bool:
    near_m = min(place.radius_m, 1_000.0)
    return any(
        all(any(abs(number - abs(at)) < near_m for number in metres) for at in pair_m) for pair_m in place.planes_m
    )


def _have_square(squares: Collection[tuple[str, ...]], place: Exact) -> bool:
    near_m = min(place.radius_m, 1_000.0)
    return any(
        all(
            abs(int(digits) * 10 ** (5 - len(digits)) - at % 100_000) < near_m
            for digits, at in zip(square, place.planes_m[0], strict=True)
        )
        for square in squares
    )


def _have_cell(cells: Collection[GridCell], place: Exact) -> bool:
    """Tell whether the place, or what is near it, is in a cell whose middle is nearer to it than a blurred place."""
    east, north = place.near_deg
    return any(
        abs((cell.lon - place.lon + 180) % 360 - 180) < cell.width_deg / 2 + east
        and abs(cell.lat - place.lat) < cell.height_deg / 2 + north
        and max(cell.width_deg, cell.height_deg) * DEGREE_M < _ROUGH_SHARE * place.radius_m
        for cell in cells
    )


def _have_short_code(codes: Collection[str], place: Exact) -> bool:
    return _have_cell([short_code_near(code, place.lon, place.lat) for code in codes], place)
