"""What is measured, in which unit and with which widths of stated distances, as a value and as an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from geodata.core import adhoc_sites
from geodata.core.model import Case, Site
from geodata.core.precision import DEFAULT_PRECISION_RULE, PRECISION_RULES, Precision, SetWidth
from geodata.core.units import DEFAULT_UNIT, UNITS, Unit
from geodata.view.address_numbers import number_between

Tool = Literal["", "ruler", "ring", "trial", "place"]
TOOLS: Final[tuple[Tool, ...]] = get_args(Tool)
#: More points than this are not measured by hand; an address holds no more either.
MAX_POINTS: Final = 50
#: Key of the ring's middle among the handles on the map; those of the ruler are its points' numbers.
CENTER: Final = "ring"
#: The same of the point picked for a place.
PICKED: Final = "place"
_BETWEEN_POINTS: Final = ";"
_METRES: Final = "m"
#: The largest half-width that a person can set for stated distances, metres.
MAX_WIDTH_M: Final = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Tools:
    """The ruler and the ring; points are texts as :mod:`geodata.core.adhoc_sites` reads them."""

    tool: Tool = ""
    """What a click on the map does: choose a claim, add to one of the two, put ``site`` on trial, or pick
    a place to keep."""
    points: tuple[str, ...] = ()
    closed: bool = False
    center: str = ""
    ring: str = ""
    """The distance of the ring, in the words it was typed in."""
    unit: Unit = DEFAULT_UNIT
    site: str = ""
    """The place of the case that is put on trial elsewhere."""
    picked: str = ""
    """A point picked on the map, for a place to be kept in the case."""
    links: bool = False
    """Whether contradictions are drawn on the map."""
    rule: Precision = DEFAULT_PRECISION_RULE
    """What gives a stated distance its half-width, on all pages."""

    def sites(self, case: Case) -> tuple[Site, ...]:
        """Return the ruler's points as sites."""
        found = (adhoc_sites.from_text(point, case) for point in self.points)
        return tuple(site for site in found if site is not None)


def added(tools: Tools, point: str) -> Tools:
    """Return the tools with a point added by the tool at hand: the ruler's last, or the ring's middle."""
    if tools.tool == "ring":
        return replace(tools, center=point)
    if tools.tool == "place":
        return replace(tools, picked=point)
    return replace(tools, points=(*tools.points, point)[:MAX_POINTS])


def move_point(tools: Tools, key: str, point: str) -> Tools:
    """Return the tools with the point of a handle elsewhere; an unknown handle changes nothing."""
    if key == CENTER:
        return replace(tools, center=point)
    if key == PICKED:
        return replace(tools, picked=point)
    return replace(tools, points=tuple(point if str(at) == key else old for at, old in enumerate(tools.points)))


def removed(tools: Tools, key: str) -> Tools:
    """Return the tools without the point of a handle."""
    if key == CENTER:
        return replace(tools, center="")
    if key == PICKED:
        return replace(tools, picked="")
    return replace(tools, points=tuple(old for at, old in enumerate(tools.points) if str(at) != key))


def is_tried(case: Case, site: str) -> bool:
    """Tell whether a place can be put on trial elsewhere: a point can, a region has no one position."""
    found = case.site_by_id.get(site)
    return found is not None and found.geometry is not None and not found.is_region


def to_query(tools: Tools) -> dict[str, str]:
    """Return the tools as query parameters; what is not used is left out.

    >>> to_query(Tools("ruler", ("SAEQA-CAMP", "35.1,40.5")))
    {'tool': 'ruler', 'ruler': 'SAEQA-CAMP;35.1,40.5'}
    """
    query = {
        "tool": tools.tool,
        "ruler": _BETWEEN_POINTS.join(tools.points),
        "closed": "yes" if tools.closed else "",
        "center": tools.center,
        "ring": tools.ring,
        "unit": "" if tools.unit == DEFAULT_UNIT else tools.unit,
        "site": tools.site,
        "picked": tools.picked,
        "links": "yes" if tools.links else "",
        "rule": "" if tools.rule == DEFAULT_PRECISION_RULE else _rule_text(tools.rule),
    }
    return {name: value for name, value in query.items() if value}


#: The parameters of :func:`to_query`.
PARAMETERS: Final = frozenset({"tool", "ruler", "closed", "center", "ring", "unit", "rule", "site", "picked", "links"})


def from_query(query: Mapping[str, str], case: Case) -> tuple[Tools, tuple[str, ...]]:
    """Read the tools from query parameters.

    Returns ``tools``: made of everything that could be read; ``unread``: in words, what could not.
    """
    unread: list[str] = []

    def known(name: str, value: str) -> bool:
        is_known = adhoc_sites.from_text(value, case) is not None
        if not is_known:
            unread.append(f"{name} {value}")
        return is_known

    points = [point for point in query.get("ruler", "").split(_BETWEEN_POINTS) if point]
    center, picked = query.get("center", ""), query.get("picked", "")
    for name, values in (("tool", TOOLS), ("unit", UNITS), ("closed", ("yes",)), ("links", ("yes",))):
        if name in query and query[name] not in values:
            unread.append(f"{name} {query[name]}")
    site = query.get("site", "")
    if site and not is_tried(case, site):
        unread.append(f"place {site}")
        site = ""
    tools = Tools(
        tool=next((tool for tool in TOOLS if tool == query.get("tool")), ""),
        points=tuple(point for point in points[:MAX_POINTS] if known("ruler", point)),
        closed=query.get("closed") == "yes",
        site=site,
        picked=picked if picked and known("picked", picked) else "",
        links=query.get("links") == "yes",
        center=center if center and known("center", center) else "",
        ring=query.get("ring", ""),
        unit=next((unit for unit in UNITS if unit == query.get("unit")), DEFAULT_UNIT),
    )
    unread += [f"ruler {point}" for point in points[MAX_POINTS:]]
    rule = _read_rule(query.get("rule", DEFAULT_PRECISION_RULE))
    if rule is None:
        unread.append(f"rule {query['rule']}")
    return replace(tools, rule=rule or DEFAULT_PRECISION_RULE), tuple(unread)


def _rule_text(rule: Precision) -> str:
    return f"{rule.half_width_m:.10g}{_METRES}" if isinstance(rule, SetWidth) else rule


def _read_rule(text: str) -> Precision | None:
    """Return the rule that an address names: one of the published ones, or a half-width in metres ("500m")."""
    if text in PRECISION_RULES:
        return PRECISION_RULES[PRECISION_RULES.index(text)]
    width_m = number_between(text.removesuffix(_METRES), 0.0, MAX_WIDTH_M) if text.endswith(_METRES) else None
    return None if width_m is None else SetWidth(width_m)
