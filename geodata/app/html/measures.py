"""What was measured on the map: legs, total, area, and what lies in and around a ring."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from geodata.app.words import map_words as say
from geodata.app.words.shared_words import REMOVE
from geodata.core.model import Site
from geodata.core.precision import StatedBounds, described
from geodata.core.units import UNITS, Unit, span
from geodata.geodesy.ring_query import WHERES
from geodata.render.html.templating import render
from geodata.render.text.phrases import angle, measured
from geodata.view.measure_tools import CENTER

if TYPE_CHECKING:
    from geodata.gazetteer.resolve import SiteSuggestion
    from geodata.geodesy.path_measure import EnclosedArea, Leg, Measurement
    from geodata.geodesy.ring_query import PlaceAndRing
    from geodata.geodesy.site_distance import Between
    from geodata.view.measure_tools import Tool

#: Square metres in a square kilometre and a square mile.
_AREA_UNITS: Final = {"km²": 1e6, "mi²": 1609.344**2}


@dataclass(frozen=True, slots=True)
class MeasuredWords:
    """A measured distance in words."""

    length: str
    """In the reader's unit."""
    rest: str
    """Its bounds, where they differ."""
    others: str
    """In the other units."""


@dataclass(frozen=True, slots=True)
class _Leg:
    """A leg of the ruler, from one numbered point to another."""

    number: int
    start: str
    to: int
    end: str
    measured: MeasuredWords
    azimuths: str
    reason: str


def distance_in_units(found: Between, unit: Unit) -> MeasuredWords:
    """Return a distance with its bounds in all units, the reader's first."""
    first, *others = (measured(found, one) for one in (unit, *(other for other in UNITS if other != unit)))
    length, bracket, bounds = first.partition(" (")
    return MeasuredWords(length, f"{bracket}{bounds}", " · ".join(others))


def _leg(number: int, leg: Leg, unit: Unit, last: int) -> _Leg:
    return _Leg(
        number=number,
        start=leg.start.name,
        to=number + 1 if number < last else 1,
        end=leg.end.name,
        measured=distance_in_units(leg.between, unit),
        azimuths=say.azimuths(angle(leg.towards), angle(leg.back)),
        reason=leg.between.reason or "",
    )


def _area(area: EnclosedArea) -> tuple[str, str]:
    """Return an area in square kilometres and in square miles."""
    parts = []
    for name, size in _AREA_UNITS.items():
        width = area.half_width_m2 / size
        digits = 2 if not math.isfinite(width) or width <= 0 else min(3, max(0, 1 - math.floor(math.log10(width))))
        off = say.UNKNOWN_WIDTH if not math.isfinite(width) else f" ± {width:,.{digits}f}" if width else ""
        parts.append(f"{area.area_m2 / size:,.{digits}f}{off} {name}")
    return parts[0], parts[1]


def ruler(points: Sequence[Site], measurement: Measurement, unit: Unit) -> Markup:
    """Return the points of the ruler with what removes them, each leg, the total and the area."""
    return render(
        "ruler.html",
        say=say,
        remove=REMOVE,
        points=[site.name for site in points],
        legs=[_leg(number, leg, unit, len(points)) for number, leg in enumerate(measurement.legs, 1)],
        total=distance_in_units(measurement.total, unit) if len(measurement.legs) > 1 else None,
        area=_area(measurement.area) if measurement.area else None,
        why_no_area=measurement.why_no_area,
    )


def ring(center: Site, stated: StatedBounds, spoken: str, placed: Sequence[PlaceAndRing], unit: Unit) -> Markup:
    """Return what a ring is, and which places lie inside it, on it and outside."""
    by_where = {where: [one for one in placed if one.where == where] for where in WHERES}
    groups = [
        (say.RING_GROUPS[where], where != "outside", [(one.site.name, measured(one.between, unit)) for one in members])
        for where, members in by_where.items()
    ]
    between = span(stated.min_m, stated.max_m, unit)
    band = say.ring_band(between, described(stated.rule), f"{stated.half_width_m:,.1f}")
    return render(
        "ring.html", say=say, remove=REMOVE, spoken=spoken, center=center.name, center_key=CENTER, band=band,
        groups=groups,
    )  # fmt: skip


def tool_head(tool: Tool) -> Markup:
    """Return what stands above the panel of a tool, with what puts the tool down."""
    return render("tool_head.html", name=say.TOOL_NAMES[tool])


def on_the_map(words: str) -> Markup:
    """Return what is on the map beside claims, and what takes it off."""
    return render("on_the_map.html", say=say, words=words)


def refused(words: str, suggestions: Sequence[SiteSuggestion]) -> Markup:
    """Return why what was typed was not taken, and what may have been meant, as buttons."""
    return render("refused.html", words=words, suggestions=suggestions)
