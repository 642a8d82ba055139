"""How far a place of ACLED or UCDP GED may be off, by the code that the data set gives it.

Both data sets write a point for every event, and a code for how precise it is. What a code means is theirs (ACLED
Codebook, "Geo-precision"; UCDP GED Codebook, "where_prec"); the radii are **estimates of ours** where the codebook
states no length, and there is none where a region was put on one point: no radius would be honest there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.parsing.edtf import EdtfError, parse

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping

_TOWN: Final = "estimate: half the width of a middling town"
_REGION: Final = "none: a region stands on one point, which may be far from the event"


@dataclass(frozen=True, slots=True)
class CodeRule:
    """What one code stands for."""

    code: str
    meaning: str
    """As the codebook has it, in our words."""
    radius_m: float | None
    basis: str
    """Where the radius comes from, or why there is none."""


CODES: Final[dict[str, tuple[CodeRule, ...]]] = {
    "acled": (
        CodeRule("1", "a named town or a more exact place", 5_000.0, _TOWN),
        CodeRule("2", "a small part of a region, on a town near by", 25_000.0, "estimate: as UCDP's code 2"),
        CodeRule("3", "a larger region, on its capital or a point in it", None, _REGION),
    ),
    "ucdp": (
        CodeRule("1", "the exact place, a town or village", 5_000.0, _TOWN),
        CodeRule("2", "within about 25 km of a known point", 25_000.0, "the codebook's own length"),
        CodeRule("3", "a district (second-order division), on a point for it", None, _REGION),
        CodeRule("4", "a province (first-order division), on a point for it", None, _REGION),
        CodeRule("5", "a line or an area without fixed borders, on a point for it", None, _REGION),
        CodeRule("6", "a country, on a point for it", None, _REGION),
        CodeRule("7", "international waters or airspace, on a point for it", None, _REGION),
    ),
}


#: Codes of all data sets together.
PLACE_CODES: Final = frozenset(rule.code for rules in CODES.values() for rule in rules)


def default_radii(prefix: str) -> tuple[tuple[str, float | None], ...]:
    """Return the radii of a data set's codes as a mapping starts with them; none for one that is not known."""
    return tuple((rule.code, rule.radius_m) for rule in CODES.get(prefix, ()))


def code_table(mapping: Mapping) -> tuple[CodeRule, ...]:
    """Return what each code means under a mapping, to be shown and changed.

    Examples
    --------
    >>> from geodata.importing.mapping import Mapping
    >>> mapping = Mapping((), prefix="acled", radii=default_radii("acled")).with_radius("1", 2_000.0)
    >>> [(rule.code, rule.radius_m, rule.basis) for rule in code_table(mapping)][0]
    ('1', 2000.0, 'set by hand')
    """
    known = {rule.code: rule for rule in CODES.get(mapping.prefix, ())}
    return tuple(_with_radius(known.get(code), code, radius_m) for code, radius_m in mapping.radii)


def _with_radius(rule: CodeRule | None, code: str, radius_m: float | None) -> CodeRule:
    if rule is not None and rule.radius_m == radius_m:
        return rule
    return CodeRule(code, rule.meaning if rule else "not known", radius_m, "set by hand")


def time_of_code(day: str, code: str) -> str | None:
    """Return an EDTF day as precise as ACLED's time code says; ``None`` for a code that it has not.

    1 is the day itself, 2 a day in the same week, 3 one in the same month.

    Examples
    --------
    >>> [time_of_code("2015-12-06", code) for code in "1234"]
    ['2015-12-06', '2015-12-06~', '2015-12', None]
    """
    precise = {"1": day, "2": f"{day}~", "3": day[:7]}.get(code)
    if precise is None:
        return None
    try:
        return parse(precise).text
    except EdtfError:
        return None
