"""The drawn shapes as plain GeoJSON, for programs that know nothing of cases: circles are polygons.

RFC 7946: outer rings run counter-clockwise (section 3.1.6), shapes are cut at the antimeridian (3.1.9). Properties are
flat, so that a table shows them. ``stroke``, ``fill`` and the like are Mapbox's simplestyle-spec 1.1.0, which GitHub
and geojson.io read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata import PROGRAM
from geodata.core.json_path import Json
from geodata.core.model import case_from_document
from geodata.core.precision import Precision
from geodata.exporting.map_shapes import MEANINGS, claim_properties, drawn_claims, drawn_sites, site_properties
from geodata.render.text.map_style import DOCUMENT

if TYPE_CHECKING:
    from geodata.exporting.claim_facts import Fact
    from geodata.exporting.extract import Chosen
    from geodata.exporting.map_shapes import MapShape

#: A centimetre: :data:`geodata.geojson.position_rules.USEFUL_DECIMALS`.
_DECIMALS: Final = 7
_STYLE: Final = DOCUMENT["other_programs"]
_NOTE: Final = (
    "Shapes computed from a case file, on the WGS84 ellipsoid. Each one is what somebody claims, attributed in its "
    "properties. They cannot be imported again: keep the case file for that."
)


def shape_collection(document: Json, chosen: Chosen, rule: Precision) -> bytes:
    """Return the shapes of the claims asked for, and of the sites they need, as the bytes of a FeatureCollection."""
    case = case_from_document(document)
    outlines = _Outlines()
    features = [
        _feature(drawn, site_properties(case.site_by_id[drawn.id]), _STYLE["place"], outlines)
        for drawn in drawn_sites(case.sites)
    ]
    properties = {claim: claim_properties(case, case.claim_by_id[claim], rule) for claim in chosen.claims}
    features += [
        _feature(drawn, properties[drawn.id], chosen.colors[case.claim_by_id[drawn.id].actor], outlines)
        for drawn in drawn_claims(case, chosen.claims, rule)
    ]
    about = {
        "title": case.title,
        "note": _NOTE,
        "claims": chosen.asked(),
        "filters": chosen.words,
        "rule": str(rule),
        "made_with": PROGRAM,
    }
    head = {"type": "FeatureCollection", "about": about, "credits": document["case"].get("credits") or []}
    return f'{_json(head)[:-1]}, "features": [{", ".join(features)}]}}'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


class _Outlines:
    """Each geometry's outline once, as text: shapes.py hands out one object for one shape, which many claims share."""

    def __init__(self) -> None:
        # The geometry is kept, and with it its id taken.
        self._known: dict[int, tuple[shapely.Geometry, str]] = {}

    def of(self, geometry: shapely.Geometry) -> str:
        """Return :func:`outline` of a geometry as JSON."""
        if id(geometry) not in self._known:
            self._known[id(geometry)] = (geometry, shapely.to_geojson(outline(geometry)))
        return self._known[id(geometry)][1]


def _feature(drawn: MapShape, properties: Mapping[str, Fact], color: str, outlines: _Outlines) -> str:
    """Return a feature as JSON: as values, ten thousand claims' shapes would take half a gigabyte."""
    style = {"stroke": color, "fill": color, "fill-opacity": _STYLE["fills"].get(drawn.part, _STYLE["fill"])}
    if not drawn.is_area:
        style = {"marker-color": color}
    head = _json({"type": "Feature", "id": f"{drawn.id}-{drawn.part.upper().replace('_', '-')}"})[:-1]
    shown = _json({"shape": drawn.part, "meaning": MEANINGS[drawn.part], **properties, **style})
    return f'{head}, "geometry": {outlines.of(drawn.geometry)}, "properties": {shown}}}'


def outline(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a geometry as GeoJSON wants it: right-handed, and to the centimetre where it stays valid so.

    >>> outline(shapely.Point(40.05600000001, 35.396)).x
    40.056
    """
    rounded = shapely.transform(geometry, lambda points: np.round(points, _DECIMALS))
    kept = rounded if shapely.is_valid(rounded) and not rounded.is_empty else geometry
    return shapely.orient_polygons(kept, exterior_cw=False)
