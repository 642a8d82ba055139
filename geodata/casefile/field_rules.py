"""Check one member of a record of a case by itself: its type, its vocabulary, its form.

Each function here makes a *rule*: a small callable that takes a record and its place and yields what is wrong. The
tuples of rules for each kind of record are in :mod:`geodata.casefile.validate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final

from geodata.core.json_path import JsonPath
from geodata.core.model import LONG_TEXT_CHARS, MAX_DISTANCE_M
from geodata.core.problems import Problem, quoted
from geodata.core.text import is_web_address
from geodata.core.zones import zone
from geodata.geojson.position_rules import is_finite, is_number
from geodata.parsing.edtf import EdtfError, parse

Record = dict[str, Any]
FieldRule = Callable[[Any, JsonPath], Iterable[Problem]]
"""Those that nearly every member passes give a tuple: a large file asks millions of times."""

_ID: Final = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_SHA256: Final = re.compile(r"[0-9A-Fa-f]{64}")
_JSON_TYPES: Final = {dict: "an object", list: "an array", str: "text", bool: "true or false", type(None): "null"}


def wrong_type(spot: JsonPath, value: object, wanted: str) -> Problem:
    """Make the problem of a value of the wrong JSON type."""
    found = next((name for kind, name in _JSON_TYPES.items() if isinstance(value, kind)), "a number")
    return spot.problem("case.type", f"{quoted(value)} is {found}.", f"Make it {wanted}.")


def missing(spot: JsonPath, name: str, wanted: str) -> Problem:
    """Make the problem of a required member that is absent or null."""
    return spot.member(name).problem(
        "case.required", f"The member {quoted(name)} is missing or null.", f"Add it: {wanted}."
    )


def text_rule(name: str, *, required: bool = False) -> FieldRule:
    """Make the rule that a member is text; a required one is not empty."""

    def rule(record: Record, spot: JsonPath) -> tuple[Problem, ...]:
        value = record.get(name)
        if value is None:
            return (missing(spot, name, "a text in your own words"),) if required else ()
        if not isinstance(value, str):
            return (wrong_type(spot.member(name), value, "text in quotation marks"),)
        if required and not value.strip():
            return (spot.member(name).problem("case.required", f"{quoted(value)} is blank.", f"Write the {name}."),)
        if len(value) <= LONG_TEXT_CHARS:
            return ()
        message = f"The text has {len(value):,} characters: {quoted(value)}."
        return (spot.member(name).problem("case.long-text", message, "Check that all of it belongs here.", "warning"),)

    return rule


def if_given(name: str, kind: type, wanted: str, check: FieldRule = lambda _value, _spot: ()) -> FieldRule:
    """Make the rule that a member, if given, is of a JSON type, and what ``check`` says of its value and place."""

    def rule(record: Record, spot: JsonPath) -> Iterable[Problem]:
        value = record.get(name)
        if value is None:
            return ()
        here = spot.member(name)
        return check(value, here) if isinstance(value, kind) else (wrong_type(here, value, wanted),)

    return rule


def _given_text(name: str, wanted: str, rule_name: str, fault: Callable[[str], tuple[str, str] | None]) -> FieldRule:
    """Make the rule that a member, if given, is text, and that ``fault`` gives no message and remedy for it."""

    def check(value: str, here: JsonPath) -> tuple[Problem, ...]:
        wrong = fault(value)
        return () if wrong is None else (here.problem(f"case.{rule_name}", *wrong),)

    return if_given(name, str, wanted, check)


def form(name: str, pattern: re.Pattern[str], rule_name: str, wanted: str) -> FieldRule:
    """Make the rule that a member, if given, is text that fits a pattern as a whole."""

    def fault(value: str) -> tuple[str, str] | None:
        return None if pattern.fullmatch(value) else (f"{quoted(value)} is not {wanted}.", f"Make it {wanted}.")

    return _given_text(name, wanted, rule_name, fault)


color: Final = form("color", COLOR, "color", 'a colour such as "#1f77b4"')
sha256: Final = form("sha256", _SHA256, "sha256", "a SHA-256 of 64 hexadecimal digits")


def record_id(record: Record, spot: JsonPath) -> Iterator[Problem]:
    """Check the id of a record or of the case: upper case letters, digits, single hyphens between them."""
    value = record.get("id")
    wanted = "an id such as SAEQA-CAMP: upper case letters and digits, with hyphens between"
    if value is None:
        yield missing(spot, "id", wanted)
    elif not isinstance(value, str):
        yield wrong_type(spot.member("id"), value, wanted)
    elif not _ID.fullmatch(value):
        yield spot.member("id").problem("case.id-form", f"{quoted(value)} is not a valid id.", f"Write {wanted}.")


def one_of(name: str, allowed: Collection[str], *, required: bool = False) -> FieldRule:
    """Make the rule that a member is a word of a vocabulary, spelled exactly so."""
    words = ", ".join(map(quoted, allowed))

    def rule(record: Record, spot: JsonPath) -> tuple[Problem, ...]:
        value = record.get(name)
        if value is None:
            return (missing(spot, name, f"one of {words}"),) if required else ()
        if not isinstance(value, str):
            return (wrong_type(spot.member(name), value, f"text, one of {words}"),)
        if value in allowed:
            return ()
        message = f"{quoted(value)} is not a valid {name}."
        return (spot.member(name).problem("case.vocabulary", message, f"Write one of {words}."),)

    return rule


def edtf(name: str) -> FieldRule:
    """Make the rule that a member, if given, is an EDTF time that can be read."""

    def fault(value: str) -> tuple[str, str] | None:
        try:
            parse(value)
        except EdtfError as error:
            remedy = "Write EDTF such as '2015-12-06', '2015-12', '2015-12-06T19:40' or '2015-12-06/..', or null."
            return str(error), remedy
        return None

    return _given_text(name, "an EDTF text such as '2015-12-06', or null", "edtf", fault)


def _zone_fault(value: str) -> tuple[str, str] | None:
    message = f"{quoted(value)} is not a time zone of the IANA data base."
    return None if zone(value) is not None else (message, "Write a name such as 'Asia/Damascus', or null.")


#: The zone that local times of a case are in, by the IANA data base.
timezone: Final = _given_text(
    "timezone", "the name of a zone such as 'Asia/Damascus', or null", "timezone", _zone_fault
)


def web_address(name: str) -> FieldRule:
    """Make the rule that a member, if given, is an http or https address: it is shown as a link."""

    def fault(value: str) -> tuple[str, str] | None:
        message = f"{quoted(value)} is not a web address."
        return None if is_web_address(value) else (message, "Write one that begins with http:// or https://, or null.")

    return _given_text(name, "an address in quotation marks, or null", "url", fault)


def flag_rule(name: str) -> FieldRule:
    """Make the rule that a member, if given, is true or false."""
    return if_given(name, bool, "true or false")


def texts_rule(name: str) -> FieldRule:
    """Make the rule that a member, if given, is a list of texts that say something."""

    def check(value: list[Any], here: JsonPath) -> Iterator[Problem]:
        for index, one in enumerate(value):
            if not isinstance(one, str):
                yield wrong_type(here.element(index), one, "text in quotation marks")
            elif not one.strip():
                yield here.element(index).problem(
                    "case.required", f"{quoted(one)} says nothing.", "Write it, or leave it out."
                )

    return if_given(name, list, "an array of texts, or null", check)


def count_rule(name: str) -> FieldRule:
    """Make the rule that a member, if given, is a range of whole numbers; ``max`` null is "at least"."""

    def check(value: Record, here: JsonPath) -> Iterator[Problem]:
        for mark in ("about", "so_far"):
            yield from flag_rule(mark)(value, here)
        least, most = value.get("min"), value.get("max")
        wrong = [key for key, number in (("min", least), ("max", most)) if not _is_whole(number)]
        if most is None and "max" in wrong:
            wrong.remove("max")
        for key in wrong:
            message = f"{quoted(value.get(key))} is not a number of people."
            yield here.member(key).problem("case.count", message, "Write a whole number, 0 or more.")
        if not wrong and most is not None and most < least:
            message = f"The count has a max, {quoted(most)}, below its min, {quoted(least)}."
            yield here.problem("case.count", message, "Swap them, or correct one.")
        if "max" not in value:
            message = f"The count {quoted(value)} has no max."
            yield here.problem("case.count", message, 'Add "max": the same number, or null for "at least".', "warning")

    return if_given(name, dict, 'an object such as {"min": 3, "max": 3}, or null', check)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def uncertainty(properties: Record, spot: JsonPath) -> Iterator[Problem]:
    """Check ``coordinateUncertaintyInMeters`` by the rule of Darwin Core; absent or null is unknown."""
    name = "coordinateUncertaintyInMeters"
    value = properties.get(name)
    if value is None:
        return
    here = spot.member(name)
    if not is_number(value):
        yield wrong_type(here, value, "a number of metres, or null where it is not known")
    elif value == 0:
        # Darwin Core, term coordinateUncertaintyInMeters: "Zero is not a valid value for this term."
        remedy = "Write the radius of the smallest circle around the whole place: Darwin Core does not allow 0."
        yield here.problem("case.uncertainty", "No place is known to 0 metres.", remedy)
    elif not is_finite(value) or not 0 < value <= MAX_DISTANCE_M:
        message = f"{quoted(value)} metres cannot be the radius of a circle on the Earth."
        yield here.problem("case.uncertainty", message, "Write more than 0 and at most 20,004,000 metres, or null.")


def _spellings(value: list[Any], here: JsonPath) -> Iterator[Problem]:
    for index, name in enumerate(value):
        place = here.element(index)
        if not isinstance(name, dict):
            yield wrong_type(place, name, 'an object such as {"name": "...", "lang": "ar"}')
            continue
        yield from text_rule("name", required=True)(name, place)
        yield from text_rule("lang")(name, place)


#: The spellings of a site.
names: Final = if_given("names", list, 'an array of objects such as {"name": "...", "lang": "ar"}', _spellings)
