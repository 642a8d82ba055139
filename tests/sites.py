"""Sites that tests measure between."""

from __future__ import annotations

from typing import Any

import shapely

from geodata.core.model import Site


def point_site(site_id: str, lon: float | None, lat: float | None, uncertainty_m: float | None) -> Site:
    """Return a site at a point; without a longitude, one whose position is not known."""
    geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return _site(site_id, geometry, uncertainty_m)


def region_site(site_id: str, area: shapely.Geometry) -> Site:
    """Return a site that is an area."""
    return _site(site_id, shapely.geometry.mapping(area), None)


def _site(site_id: str, geometry: dict[str, Any] | None, uncertainty_m: float | None) -> Site:
    return Site(
        id=site_id,
        name=site_id.title(),
        names=(),
        kind=None,
        geometry=geometry,
        uncertainty_m=uncertainty_m,
        georeference_sources=None,
        georeference_remarks=None,
        record={},
    )
