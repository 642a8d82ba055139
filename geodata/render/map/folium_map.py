"""The map, as folium has it. The one module that imports folium.

A map is made once and stays, with its pan and zoom; what changes goes through :class:`ClaimLayer`, whose script is a
few hundred bytes. Both hand over to our own script in ``assets/map``, because Leaflet's own circles are spheres drawn
as ellipses of whole pixels, and because a folium marker per record takes seconds where a bit per record takes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import folium
from branca.element import MacroElement
from folium.template import Template

from geodata.render.map.assets import SCRIPT, STYLE
from geodata.render.map.script_json import script_json

if TYPE_CHECKING:
    from geodata.view.measure_tools import Tool

Theme = Literal["light", "dark"]
Measured = dict[str, Any]
#: South-west and north-east corner, each (lat, lon) in degrees.
Bounds = tuple[tuple[float, float], tuple[float, float]]
Link = tuple[float, float, float, float, int, tuple[tuple[str, str], ...]]
"""Longitude and latitude of both ends, how many pairs of claims contradict each other, and the first of them by id."""

#: Where geodata.app.server puts the files that the map needs.
LEAFLET_JS: Final = "/assets/leaflet/leaflet.js"
LEAFLET_CSS: Final = "/assets/leaflet/leaflet.css"


@dataclass(frozen=True, slots=True)
class OnlineTiles:
    """A base map from another machine, which the user has switched on."""

    url: str
    """XYZ address with ``{z}``, ``{x}`` and ``{y}``."""
    max_zoom: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything on the map that a click in the page can change."""

    data: str
    """Address of the drawing, which names its content."""
    shown: str
    """:func:`geodata.render.map.payload.encode_bits` of the claims shown."""
    passing: str
    """The same of the claims that pass every filter but the choice of actors: with it the map's script switches an
    actor at the click, before Python has answered."""
    press: int
    """Number of the last press of a button that this view answers; the script leaves out answers it is ahead of."""
    selected: str | None
    theme: Theme
    credit: str
    """Whose base map it is, as plain text."""
    online: OnlineTiles | None = None
    tool: Tool = ""
    """What a click on the map does: choose a claim, or place a point of a tool."""
    measure: Measured | None = None
    """What is measured, as :func:`geodata.render.map.measure_overlay.draw_measurement` has it."""
    found: Measured | None = None
    """What verdicts put on the map, as :mod:`geodata.render.map.result_overlay` has it."""
    links: tuple[Link, ...] | None = None
    """Contradictions to draw; ``None`` where they are not asked for."""

    def message(self) -> dict[str, Any]:
        """Return the view as the map's script reads it."""
        online = self.online and {"url": self.online.url, "max_zoom": self.online.max_zoom}
        return {
            "data": self.data,
            "shown": self.shown,
            "passing": self.passing,
            "press": self.press,
            "selected": self.selected,
            "theme": self.theme,
            "base": "own" if self.online is None else "online",
            "online": online,
            "tool": self.tool,
            "measure": self.measure,
            "found": self.found,
            "links": self.links,
            "credit": self.credit,
        }


class _Attach(MacroElement):
    """Hand a map over to our script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "crossbearing.attach({{ this._parent.get_name() }}, {{ this.options_json }});"
        "{% endmacro %}"
    )

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Attach"
        self.options_json = script_json(options)


class CaseMap(folium.Map):
    """An empty Leaflet map that loads nothing but our own files."""

    default_js = [("leaflet", LEAFLET_JS), ("crossbearing", SCRIPT.address)]  # noqa: RUF012 - as folium has it
    default_css = [("leaflet_css", LEAFLET_CSS), ("crossbearing_css", STYLE.address)]  # noqa: RUF012

    def __init__(self, bounds: Bounds, key: str, online_host: str = "", tools: Mapping[str, str] | None = None) -> None:
        """Make the map.

        ``bounds``: south-west and north-east corner of what is shown first, in degrees. ``key``: names the case; the
        browser keeps pan and zoom under it, unless it is empty. ``online_host``: host of the base map that is on. The
        browser makes a new frame for each, since a frame's policy says for good whom it may ask. ``tools``: what each
        button of ``assets/map/65-tools.js`` is called; ``None`` for a map without.
        """
        (south, west), (north, east) = bounds
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            zoom_start=7,
            min_zoom=2,
            max_zoom=19,
            tiles=None,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
            fade_animation=False,
        )
        options = {
            "key": key,
            "fills": True,
            "online": online_host,
            "bounds": [[south, west], [north, east]],
            "tools": tools and dict(tools),
        }
        self.add_child(_Attach(options))


class ClaimLayer(folium.FeatureGroup):
    """What is shown now; the same view gives the same script, so that an unchanged map is left alone."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = crossbearing.layer({{ this.message_json }});"
        "{% endmacro %}"
    )

    def __init__(self, view: View) -> None:
        super().__init__(control=False)
        self.message_json = script_json(view.message())
