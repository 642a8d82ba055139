"""Assumptions as query parameters of an address, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from geodata.core import adhoc_sites
from geodata.core.assumptions import LEAST_BETWEEN_FACTOR, Assumptions
from geodata.core.model import MAX_DISTANCE_M, Case
from geodata.core.problems import InputError
from geodata.core.zones import read_reading
from geodata.view.address_numbers import number_between

_BETWEEN: Final = ";"
_UNKNOWN: Final = "?"
USUAL: Final = Assumptions()


class NumberParameter(NamedTuple):
    """An assumption that is a number, as an address and a form have it."""

    member: str
    """Of :class:`geodata.core.assumptions.Assumptions`."""
    most: float
    per_one: float = 1.0
    """What 1 of the member is: a share is given in percent."""
    least: float = 0.0


#: By parameter.
NUMBERS: Final[Mapping[str, NumberParameter]] = MappingProxyType({
    "tolerance": NumberParameter("time_tolerance_h", 48.0),
    "day_tolerance": NumberParameter("day_tolerance_h", 8_784.0),
    "about": NumberParameter("about_share", 100.0, per_one=100.0),
    "between": NumberParameter("between_factor", 10.0, least=LEAST_BETWEEN_FACTOR),
    "speed": NumberParameter("max_speed_kmh", 30_000.0),
})  # fmt: skip
#: By parameter: the assumption that holds or does not.
FLAGS: Final[Mapping[str, str]] = MappingProxyType(
    {"as_of": "counts_as_of_statement", "hedged": "takes_hedged_at_word", "versions": "all_versions"}
)
#: The parameters of :func:`to_query`; the rule is one of :mod:`geodata.view.measure_tools`.
PARAMETERS: Final = frozenset({"radius", "try", "zone", *NUMBERS, *FLAGS})
_FLAG_WORDS: Final = {"yes": True, "no": False}


def to_query(assumptions: Assumptions) -> dict[str, str]:
    """Return what is assumed beside the rule as query parameters; what is not changed is left out.

    >>> to_query(Assumptions(uncertainties_m=(("CAMP", 500.0), ("CITY", None)), max_speed_kmh=900.0))
    {'radius': 'CAMP:500;CITY:?', 'speed': '900'}
    """
    radii = [
        f"{site}:{_UNKNOWN if radius_m is None else f'{radius_m:.10g}'}"
        for site, radius_m in assumptions.uncertainties_m
    ]
    positions = [f"{site}:{lat:.9g},{lon:.9g}" for site, (lon, lat) in assumptions.positions]
    zone = "" if assumptions.zone == USUAL.zone else assumptions.zone
    query = {"radius": _BETWEEN.join(radii), "try": _BETWEEN.join(positions), "zone": zone}
    for name, row in NUMBERS.items():
        number = getattr(assumptions, row.member)
        query[name] = "" if number == getattr(USUAL, row.member) else f"{number * row.per_one:.10g}"
    for name, member in FLAGS.items():
        flag = getattr(assumptions, member)
        query[name] = "" if flag == getattr(USUAL, member) else "yes" if flag else "no"
    return {name: value for name, value in query.items() if value}


def from_query(query: Mapping[str, str], case: Case) -> tuple[Assumptions, tuple[str, ...]]:
    """Read assumptions from query parameters.

    Returns ``assumptions``: made of everything that could be read and that fits the case; ``unread``: in words, what
    could not.
    """
    unread: list[str] = []
    radii: dict[str, float | None] = {}
    positions: dict[str, tuple[float, float]] = {}
    for part, site, text in _of_sites(query.get("radius", "")):
        radius_m = None if text == _UNKNOWN else number_between(text, 0.0, MAX_DISTANCE_M)
        if site not in case.site_by_id or (text != _UNKNOWN and radius_m is None):
            unread.append(f"radius {part}")
        else:
            radii[site] = radius_m
    for part, site, text in _of_sites(query.get("try", "")):
        point = adhoc_sites.from_text(text, case) if "," in text else None
        if point is None or point.geometry is None or site not in case.site_by_id or case.site_by_id[site].is_region:
            unread.append(f"try {part}")
        else:
            positions[site] = tuple(point.geometry["coordinates"])
    single: dict[str, Any] = {"zone": USUAL.zone}
    try:
        single["zone"] = read_reading(query.get("zone", USUAL.zone))
    except InputError:
        unread.append(f"zone {query['zone']}")
    for name, row in NUMBERS.items():
        number = number_between(query.get(name, ""), row.least, row.most)
        single[row.member] = getattr(USUAL, row.member) if number is None else number / row.per_one
        unread += [f"{name} {query[name]}"] if number is None and name in query else []
    for name, member in FLAGS.items():
        single[member] = _FLAG_WORDS.get(query.get(name, ""), getattr(USUAL, member))
        unread += [f"{name} {query[name]}"] if query.get(name, "yes") not in _FLAG_WORDS else []
    assumed = replace(USUAL, uncertainties_m=tuple(radii.items()), positions=tuple(positions.items()), **single)
    return assumed, tuple(unread)


def _of_sites(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is said of each place: the whole, the place and the value; of one named twice, no place."""
    parts = [(part, *part.partition(":")[::2]) for part in text.split(_BETWEEN) if part]
    times = Counter(site for _, site, _ in parts)
    yield from ((part, site if times[site] == 1 else "", value) for part, site, value in parts)
