"""Where a place is and how far it may be off, from what somebody typed about it: the words of options, or of a form.

What is known to be none is typed as 0; what is not known is missing, and asked for. The method is that of
:mod:`geodata.geodesy.point_radius`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from geodata.core.model import MAX_DISTANCE_M
from geodata.core.precision import DEFAULT_PRECISION_RULE, StatedBounds, bounds
from geodata.core.problems import InputError, Problem, problem_of, quoted
from geodata.core.text import counted
from geodata.core.vocabulary import METRES_PER_UNIT
from geodata.geodesy.circles import GEOD
from geodata.geodesy.point_radius import KINDS
from geodata.parsing.coordinates import read_coordinates, read_pair
from geodata.parsing.distances import read_distance, read_rule
from geodata.parsing.georeference_options import NEEDED, OPTIONS, options_of
from geodata.parsing.georeference_words import (
    DATUMS_IN_WORDS,
    WGS84,
    read_datum,
    read_heading,
    read_length,
    read_precision,
    read_source,
    with_unit,
)
from geodata.parsing.georeferenced import Stated, made

if TYPE_CHECKING:
    from geodata.geodesy.point_radius import Kind
    from geodata.parsing.coordinates import ReadPosition
    from geodata.parsing.georeferenced import Georeference

T = TypeVar("T")

_PAIR: Final = 2
_RIGHT_ANGLE_DEG: Final = 90.0
#: Angles that were typed are compared to this.
_ANGLE_SLIP_DEG: Final = 1e-6


class GeoreferenceError(InputError):
    """What was typed makes no georeference; ``problems`` says why, all at once, each at its option."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            f"The georeference has {counted(len(problems), 'problem')}.",
            ", ".join(problem.where for problem in problems),
        )


@dataclass
class _Form:
    """What was typed, and what is wrong with it so far."""

    given: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, rule: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(name, f"georeference.{rule}", message, remedy))

    def read(self, name: str, reader: Callable[[str], T]) -> T | None:
        """Return what an option says; ``None`` where it is not given or cannot be read."""
        try:
            return reader(self.given[name]) if name in self.given else None
        except InputError as error:
            self.problems.append(problem_of(name, f"georeference.{name}", error))
            return None


def read_georeference(words: Mapping[str, str]) -> Georeference:
    """Return the georeference that words make.

    ``words``: by the names of :data:`OPTIONS`; empty is not given.
    Raises ``GeoreferenceError`` if something cannot be read, is missing, or belongs to another kind; it has every
    problem.

    >>> found = read_georeference(
    ...     {"kind": "heading", "coordinates": "35.396, 40.056", "source": "gazetteer", "extent": "2 km",
    ...      "distance": "35 mi", "heading": "SE"})
    >>> round(found.lat, 3), round(found.lon, 3), round(found.uncertainty_m)
    (35.036, 40.492, 22836)
    """
    form = _Form({name: text.strip() for name, text in words.items() if text.strip()})
    kind = form.read("kind", _kind)
    stated = _read(form)
    _check_needed(form, kind)
    if kind is not None:
        _check_fit(form, kind, stated)
    if not form.problems and kind is not None and stated.position is not None and stated.source is not None:
        found = made(form.given, kind, stated, stated.position, stated.source)
        if found.uncertainty_m <= MAX_DISTANCE_M:
            return found
        message = f"The terms add up to {found.uncertainty_m:,.0f} m, which is more than half around the Earth."
        form.refuse("kind", "sum", message, "Correct the lengths or their units.")
    raise GeoreferenceError(tuple(form.problems))


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if text == kind:
            return kind
    raise InputError(f"{quoted(text)} is not a kind of locality. Write one of {', '.join(KINDS)}.", text)


def _unit(text: str) -> str:
    if text in METRES_PER_UNIT:
        return text
    return read_distance(f"1 {text}").unit


def _read(form: _Form) -> Stated:
    unit = form.read("unit", _unit) or ("m" if "unit" in form.given else "")
    rule = form.read("rule", read_rule) or DEFAULT_PRECISION_RULE

    def length_m(text: str) -> float:
        return read_length(text, unit)

    def distance(text: str) -> StatedBounds:
        return bounds(read_distance(with_unit(text, unit)), rule)

    def precision_m(text: str) -> float:
        return read_distance(with_unit(text.casefold().removeprefix("nearest "), unit)).value_m

    distances = [form.read(name, distance) for name in ("distance", "second-distance")]
    headings = [form.read(name, read_heading) for name in ("heading", "second-heading")]
    return Stated(
        position=_position(form),
        precision_deg=form.read("precision", read_precision),
        source=form.read("source", read_source),
        datum=form.read("datum", read_datum) or read_datum(WGS84),
        extent_m=form.read("extent", length_m),
        measurement_m=form.read("measurement-error", length_m),
        distances=tuple(one for one in distances if one is not None),
        headings=tuple(one for one in headings if one is not None),
        distance_precision_m=form.read("distance-precision", precision_m),
        rule=rule,
    )


def _position(form: _Form) -> ReadPosition | None:
    given = [name for name in ("lat", "lon") if name in form.given]
    if "coordinates" in form.given and given:
        message = "Coordinates are given twice, in one text and as latitude and longitude."
        form.refuse("coordinates", "once", message, "Leave one of the two out.")
        return None
    if "coordinates" in form.given or not given:
        return form.read("coordinates", read_coordinates)
    if given != ["lat", "lon"]:
        missing = "longitude" if given == ["lat"] else "latitude"
        form.refuse(given[0], "pair", f"There is no {missing} beside {quoted(form.given[given[0]])}.", "Give both.")
        return None
    return form.read("lat", lambda lat: read_pair(lat, form.given["lon"]))


def _check_needed(form: _Form, kind: Kind | None) -> None:
    """Refuse what is missing, and what the kind has no use for: it would be left out in silence."""
    if "kind" not in form.given:
        form.refuse("kind", "needed", "No kind of locality is given.", f"Write one of {', '.join(KINDS)}.")
    if not {"coordinates", "lat", "lon"} & form.given.keys():
        form.refuse("coordinates", "needed", "No coordinates are given.", f"Write {OPTIONS['coordinates'].help}.")
    for name in ("source", *(NEEDED[kind] if kind else ())):
        if name not in form.given:
            message = f"“{OPTIONS[name].label}” is missing, and what is missing is not taken as 0."
            form.refuse(name, "needed", message, f"Write it: {OPTIONS[name].help}.")
    if kind is None:
        return
    for name in form.given:
        if name not in options_of(kind):
            message = f"“{OPTIONS[name].label}” is {quoted(form.given[name])}, but {quoted(kind)} has none."
            form.refuse(name, "unused", message, "Leave it out, or choose another kind.")


def _check_fit(form: _Form, kind: Kind, stated: Stated) -> None:
    """Refuse what does not go together."""
    if stated.source is not None and not stated.source.is_on_wgs84 and "datum" not in form.given:
        message = f"The datum is not given, and {stated.source.name} may use any."
        form.refuse("datum", "needed", message, f"Write one of: {DATUMS_IN_WORDS}.")
    if {"rule", "distance-precision"} <= form.given.keys():
        message = f"The precision of the distance is {quoted(form.given['distance-precision'])}, so no rule applies."
        form.refuse("rule", "once", message, "Leave one of the two out.")
    if stated.datum.ellipsoid != GEOD and stated.position is not None and stated.position.is_wgs84:
        message = f"UTM, MGRS, plus codes and addresses are read on WGS84 here, not on {stated.datum.name}."
        form.refuse("coordinates", "grid", message, "Give latitude and longitude.")
    if kind == "orthogonal" and len(stated.headings) == _PAIR:
        first, second = stated.headings
        turned_deg = abs(first.azimuth_deg - second.azimuth_deg) % (2 * _RIGHT_ANGLE_DEG)
        if abs(turned_deg - _RIGHT_ANGLE_DEG) > _ANGLE_SLIP_DEG:
            message = f"{first.words} and {second.words} are not at a right angle."
            form.refuse("second-heading", "right-angle", message, "Give two such as E and N.")
