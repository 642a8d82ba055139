"""Assumptions as query parameters of an address, and back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.core import adhoc_sites
from geodata.core.assumptions import DEFAULT_TIME_TOLERANCE_H, Assumptions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import Case

_BETWEEN: Final = ";"
_UNKNOWN: Final = "?"
#: The parameters of :func:`to_query`; the rule is one of :mod:`geodata.view.measure_tools`.
PARAMETERS: Final = frozenset({"radius", "try", "tolerance", "speed"})


def to_query(assumptions: Assumptions) -> dict[str, str]:
    """Return what is assumed beside the rule as query parameters; what is not changed is left out.

    Examples
    --------
    >>> to_query(Assumptions(uncertainties_m=(("CAMP", 500.0), ("CITY", None)), max_speed_kmh=900.0))
    {'radius': 'CAMP:500;CITY:?', 'speed': '900'}
    """
    radii = [
        f"{site}:{_UNKNOWN if radius_m is None else f'{radius_m:.10g}'}"
        for site, radius_m in assumptions.uncertainties_m
    ]
    positions = [f"{site}:{lat:.9g},{lon:.9g}" for site, (lon, lat) in assumptions.positions]
    tolerance_h, speed_kmh = assumptions.time_tolerance_h, assumptions.max_speed_kmh
    query = {
        "radius": _BETWEEN.join(radii),
        "try": _BETWEEN.join(positions),
        "tolerance": "" if tolerance_h == DEFAULT_TIME_TOLERANCE_H else f"{tolerance_h:.10g}",
        "speed": "" if speed_kmh is None else f"{speed_kmh:.10g}",
    }
    return {name: value for name, value in query.items() if value}


def from_query(query: Mapping[str, str], case: Case) -> tuple[Assumptions, tuple[str, ...]]:
    """Read assumptions from query parameters.

    Returns
    -------
    assumptions
        Made of everything that could be read and that fits the case.
    unread
        In words, what could not.
    """
    unread: list[str] = []
    radii: dict[str, float | None] = {}
    positions: dict[str, tuple[float, float]] = {}
    for part in filter(None, query.get("radius", "").split(_BETWEEN)):
        site, _, text = part.partition(":")
        radius_m = None if text == _UNKNOWN else _number(text)
        if site not in case.site_by_id or (text != _UNKNOWN and radius_m is None):
            unread.append(f"radius {part}")
        else:
            radii[site] = radius_m
    for part in filter(None, query.get("try", "").split(_BETWEEN)):
        site, _, text = part.partition(":")
        point = adhoc_sites.from_text(text, case) if "," in text else None
        if point is None or point.geometry is None or site not in case.site_by_id or case.site_by_id[site].is_region:
            unread.append(f"try {part}")
        else:
            positions[site] = tuple(point.geometry["coordinates"])
    numbers = {name: _number(query[name]) for name in ("tolerance", "speed") if name in query}
    unread += [f"{name} {query[name]}" for name, number in numbers.items() if number is None]
    tolerance_h = numbers.get("tolerance")
    assumptions = Assumptions(
        uncertainties_m=tuple(radii.items()),
        positions=tuple(positions.items()),
        time_tolerance_h=DEFAULT_TIME_TOLERANCE_H if tolerance_h is None else tolerance_h,
        max_speed_kmh=numbers.get("speed"),
    )
    return assumptions, tuple(unread)


def _number(text: str) -> float | None:
    """Return a number of 0 or more; ``None`` for anything else."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None
