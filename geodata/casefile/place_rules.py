"""Check what a claim says of where: its distance, its bearing, and how they fit its relation to a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from geodata.casefile.field_rules import Record, flag_rule, if_given, missing, one_of, wrong_type
from geodata.core.json_path import JsonPath
from geodata.core.model import COMPASS_POINTS, MAX_DISTANCE_CHARS, MAX_DISTANCE_M
from geodata.core.problems import Problem, quoted
from geodata.core.vocabulary import METRES_PER_UNIT, RELATIONS
from geodata.geojson.position_rules import is_number

_DECIMAL: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_FULL_TURN_DEG: Final = 360
_HALF_TURN_DEG: Final = 180


def _stated_distance(value: Record, here: JsonPath) -> Iterator[Problem]:
    yield from one_of("unit", METRES_PER_UNIT, required=True)(value, here)
    yield from flag_rule("about")(value, here)
    yield from _distance_value(value, here)


def _distance_value(stated: Record, spot: JsonPath) -> Iterator[Problem]:
    value, unit, here = stated.get("value"), stated.get("unit"), spot.member("value")
    if value is None:
        yield missing(spot, "value", 'the number as spoken, such as "35"')
    elif not isinstance(value, str):
        yield wrong_type(here, value, 'text, such as "35": it keeps the digits as spoken')
    elif len(value) > MAX_DISTANCE_CHARS or not _DECIMAL.fullmatch(value):
        remedy = 'Write digits 0 to 9 with at most one point, such as "35" or "35.5", without unit or thousands mark.'
        yield here.problem("case.distance", f"{quoted(value)} is not a decimal number.", remedy)
    elif Decimal(value) == 0:
        yield here.problem(
            "case.distance", f"A distance of {quoted(value)} means the place itself.", "Use the relation 'at' instead."
        )
    elif isinstance(unit, str) and float(value) * METRES_PER_UNIT.get(unit, 0) > MAX_DISTANCE_M:
        message = f"{quoted(value)} {unit} is farther than any two places on the Earth are apart."
        yield here.problem("case.distance", message, "Correct the value or the unit: no distance is over 20,004 km.")


#: A decimal text, as spoken, and a unit.
check_distance: Final = if_given(
    "distance", dict, 'an object such as {"value": "35", "unit": "mi"}, or null', _stated_distance
)


def _stated_bearing(value: Record, here: JsonPath) -> Iterator[Problem]:
    as_degrees = value.get("degrees") is not None or value.get("half_width") is not None
    if (value.get("value") is not None) == as_degrees:
        remedy = 'Write either {"value": "SE"} or {"degrees": 126, "half_width": 10}.'
        yield here.problem("case.bearing", f"The bearing {quoted(value)} is not one of the two forms.", remedy)
    elif as_degrees:
        yield from _angle(
            value.get("degrees"), here.member("degrees"), "from 0 to below 360 degrees, from north by east"
        )
        yield from _angle(value.get("half_width"), here.member("half_width"), "above 0 and at most 180 degrees")
    else:
        yield from one_of("value", COMPASS_POINTS)(value, here)


#: One of the 16 compass points, or degrees with a half-width.
check_bearing: Final = if_given(
    "bearing",
    dict,
    'an object such as {"value": "SE"} or {"degrees": 126, "half_width": 10}, or null',
    _stated_bearing,
)


def _angle(value: object, spot: JsonPath, wanted: str) -> Iterator[Problem]:
    if not is_number(value):
        yield wrong_type(spot, value, f"a number {wanted}")
        return
    is_width = spot.path.endswith("half_width")
    if not (0 < value <= _HALF_TURN_DEG if is_width else 0 <= value < _FULL_TURN_DEG):
        yield spot.problem("case.bearing", f"{quoted(value)} degrees is out of range.", f"Write a number {wanted}.")


def check_relation(properties: Record, spot: JsonPath) -> Iterator[Problem]:
    """Check that a relation has the sites and the distance it needs, and nothing it does not use."""
    relation = properties.get("relation")
    if relation is not None and relation not in tuple(RELATIONS):
        return
    word = None if relation is None else RELATIONS[relation]
    stated = {name: properties.get(name) is not None for name in ("site", "site2", "distance", "bearing")}
    name = "null" if relation is None else quoted(relation)
    if relation is not None and not stated["site"]:
        remedy = "Name the place it is measured from in “site”, or make the relation null."
        yield spot.problem("case.site-needed", f"The relation {name} has no place.", remedy)
    if word is not None and word.needs_distance and not stated["distance"]:
        remedy = 'Add the distance as spoken, such as {"value": "35", "unit": "mi"}, or use another relation.'
        yield spot.problem("case.distance-needed", f"The relation {name} has no distance.", remedy)
    if word is not None and word.needs_second_site:
        yield from _second_site(properties, spot, name)
    uses = {
        "distance": word and word.needs_distance,
        "bearing": word and word.takes_bearing,
        "site2": word and word.needs_second_site,
    }
    for member in (member for member, is_used in uses.items() if stated[member] and not is_used):
        message = f"The relation {name} does not use the {member} {quoted(properties[member])}."
        remedy = f"Make the {member} null, or use another relation."
        yield spot.member(member).problem(f"case.{member}-unused", message, remedy, "warning")


def _second_site(properties: Record, spot: JsonPath, name: str) -> Iterator[Problem]:
    """Check that there are two sites, and that they are two."""
    first, second = properties.get("site"), properties.get("site2")
    if second is None:
        remedy = "Name the other one of the two places in site2, or use another relation."
        yield spot.problem("case.site2-needed", f"The relation {name} has no second place.", remedy)
    elif first == second:
        message = f"The relation {name} has the place {quoted(first)} twice."
        yield spot.member("site2").problem("case.site2-same", message, "Name two places, or use the relation 'at'.")
