"""What was measured on the map: legs, total, area, and what lies in and around a ring."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.app.words import map_words as say
from geodata.app.words.shared_words import REMOVE
from geodata.core.precision import described
from geodata.core.units import UNITS, span
from geodata.geodesy.ring_query import WHERES
from geodata.render.html.elements import button, hint, text
from geodata.render.text.phrases import angle, measured
from geodata.view.measure_tools import CENTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.core.model import Site
    from geodata.core.precision import StatedBounds
    from geodata.core.units import Unit
    from geodata.gazetteer.resolve import SiteSuggestion
    from geodata.geodesy.path_measure import EnclosedArea, Leg, Measurement
    from geodata.geodesy.ring_query import PlaceAndRing
    from geodata.geodesy.site_distance import Between
    from geodata.view.measure_tools import Tools

#: Square metres in a square kilometre and a square mile.
_AREA_UNITS: Final = {"km²": 1e6, "mi²": 1609.344**2}


def distance_in_units(found: Between, unit: Unit) -> str:
    """Return a distance with its bounds in all units, the reader's first."""
    first, *others = (measured(found, one) for one in (unit, *(other for other in UNITS if other != unit)))
    distance, bracket, bounds = first.partition(" (")
    main = f"<span class='length'>{distance}</span>{bracket}{bounds}" if bracket else first
    return f"<div class='main'>{main}</div><div class='quiet'>{' · '.join(others)}</div>"


def _leg(number: int, leg: Leg, unit: Unit, last: int) -> str:
    to = number + 1 if number < last else 1
    ends = f"<b>{number}</b> {text(leg.start.name)} → <b>{to}</b> {text(leg.end.name)}"
    reason = f"<div class='quiet'>{text(leg.between.reason)}</div>" if leg.between.reason else ""
    azimuths = f"<div class='quiet'>{say.azimuths(angle(leg.towards), angle(leg.back))}</div>"
    return f"<li>{ends}{distance_in_units(leg.between, unit)}{azimuths}{reason}</li>"


def _area(area: EnclosedArea) -> str:
    parts = []
    for name, size in _AREA_UNITS.items():
        width = area.half_width_m2 / size
        digits = 2 if not math.isfinite(width) or width <= 0 else min(3, max(0, 1 - math.floor(math.log10(width))))
        off = say.UNKNOWN_WIDTH if not math.isfinite(width) else f" ± {width:,.{digits}f}" if width else ""
        parts.append(f"{area.area_m2 / size:,.{digits}f}{off} {name}")
    return f"<p><strong>{say.AREA}</strong> {parts[0]} <span class='quiet'>({parts[1]})</span></p>"


def ruler(points: Sequence[Site], measurement: Measurement, unit: Unit) -> str:
    """Return the points of the ruler with what removes them, each leg, the total and the area."""
    if not points:
        return hint(say.RULER_HINT)
    rows = "".join(
        f"<li><b>{number}</b> {text(site.name)} {button('measure-remove', str(number - 1), REMOVE, css='small')}</li>"
        for number, site in enumerate(points, 1)
    )
    legs = "".join(_leg(number, leg, unit, len(points)) for number, leg in enumerate(measurement.legs, 1))
    total = (
        f"<p><strong>{say.TOTAL}</strong></p>{distance_in_units(measurement.total, unit)}"
        if len(measurement.legs) > 1
        else ""
    )
    area = _area(measurement.area) if measurement.area else ""
    why_not = f"<p class='quiet'>{text(measurement.why_no_area)}</p>" if measurement.why_no_area else ""
    one = hint(say.ONE_POINT) if len(points) == 1 else ""
    return f"<ol class='points'>{rows}</ol>{one}<ol class='legs'>{legs}</ol>{total}{area}{why_not}"


def ring(center: Site, stated: StatedBounds, spoken: str, placed: Sequence[PlaceAndRing], unit: Unit) -> str:
    """Return what a ring is, and which places lie inside it, on it and outside."""
    width = span(stated.min_m, stated.max_m, unit)
    head = (
        f"<p><strong>{text(spoken)}</strong> from {text(center.name)} "
        f"{button('measure-remove', CENTER, REMOVE, css='small')}</p>"
        f"<p class='quiet'>{say.ring_band(width, described(stated.rule), f'{stated.half_width_m:,.1f}')}</p>"
    )
    groups = []
    for where in WHERES:
        members = [one for one in placed if one.where == where]
        rows = "".join(
            f"<li>{text(one.site.name)} <span class='quiet'>{measured(one.between, unit)}</span></li>"
            for one in members
        )
        state = "" if where == "outside" else " open"
        listed = f"<ul>{rows}</ul>" if rows else hint(say.NONE)
        groups.append(f"<details{state}><summary>{say.RING_GROUPS[where]}: {len(members)}</summary>{listed}</details>")
    return f"{head}{''.join(groups)}"


def toolbar(tools: Tools) -> str:
    """Return what a click on the map is for, as switches, and the switch of the contradictions."""
    switches = "".join(
        button("tool", tool, name, css="toggle tool", pressed=tools.tool == tool)
        for tool, name in say.TOOL_NAMES.items()
    )
    links = button("links", "", say.SHOW_CONTRADICTIONS, css="head check", pressed=tools.links)
    return f"<div class='bar tools' role='group' aria-label='{say.TOOLS}'>{switches}</div>{links}"


def on_the_map(words: str) -> str:
    """Return what is on the map beside claims, and what takes it off."""
    off = button("undraw", "", say.REMOVE_FROM_MAP, css="small")
    return f"<div class='whereabouts'><p role='status'>{text(words)}</p>{off}</div>"


def refused(words: str, suggestions: Sequence[SiteSuggestion]) -> str:
    """Return why what was typed was not taken, and what may have been meant, as buttons."""
    offers = " ".join(button("measure-add", one.value, text(one.words), css="small") for one in suggestions)
    return f"<div role='alert'><p>{text(words)}</p>{offers}</div>"
