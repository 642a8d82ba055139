"""How far a place of ACLED or UCDP GED may be off, by the code that the data set gives it.

Both data sets write a point for every event, and a code for how precise it is. What a code means is theirs (ACLED
Codebook, "Geo-precision"; UCDP GED Codebook, "where_prec"); the radii are **estimates of ours** where the codebook
states no length, and there is none where a region was put on one point: no radius would be honest there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.importing.known_files import CodeRule, known_files
from geodata.parsing.edtf import EdtfError, parse

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping

CODES: Final[dict[str, tuple[CodeRule, ...]]] = {
    known.prefix: known.place_codes for known in known_files() if known.place_codes
}


#: Codes of all data sets together.
PLACE_CODES: Final = frozenset(rule.code for rules in CODES.values() for rule in rules)


def default_radii(prefix: str) -> tuple[tuple[str, float | None], ...]:
    """Return the radii of a data set's codes as a mapping starts with them; none for one that is not known."""
    return tuple((rule.code, rule.radius_m) for rule in CODES.get(prefix, ()))


def code_table(mapping: Mapping) -> tuple[CodeRule, ...]:
    """Return what each code means under a mapping, to be shown and changed.

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
