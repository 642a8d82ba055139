"""What a georeference says of a site, as its form takes it: the terms of Darwin Core that a case has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.editing.forms import FormValue
    from geodata.parsing.georeferenced import Georeference

#: Darwin Core: "Recommended best practice is to separate the values in a list with space vertical bar space".
_BETWEEN: Final = " | "


def georeferenced_point(found: Georeference) -> dict[str, Any]:
    """Return the point of a georeference as GeoJSON."""
    return {"type": "Point", "coordinates": [found.lon, found.lat]}


def site_texts(found: Georeference, before: Mapping[str, FormValue]) -> dict[str, str]:
    """Return what a georeference puts into the form of a site, by member.

    ``before``: what the form says. Sources and remarks of others stay; the remark of an earlier georeference goes.
    """
    sources = str(before.get("georeferenceSources") or "").strip()
    known = [one.strip() for one in sources.split(_BETWEEN.strip())]
    method = found.protocol.split(":", 1)[0]
    others = [line for line in str(before.get("georeferenceRemarks") or "").splitlines() if not line.startswith(method)]
    return {
        "coordinateUncertaintyInMeters": str(found.radius_m),
        "georeferenceSources": sources
        if found.source in known
        else _BETWEEN.join(filter(None, (sources, found.source))),
        "georeferenceRemarks": "\n".join((_remark(found), *others)),
    }


def _remark(found: Georeference) -> str:
    """Say method and terms in one line: a case has no members of their own for them."""
    terms = "; ".join(f"{term.words} {term.length_m:,.0f} m ({term.why})" for term in found.terms if term.length_m)
    return f"{found.protocol}. {found.locality}. Within {found.radius_m:,} m: {terms}."
