"""What a row of the Saeqa case's claim tables holds, and how it becomes a claim of the case file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.model import Polarity, Relation

Count = dict[str, int | None]

#: The day of the strikes on the camp and on the oil wells; the hour is disputed.
DAY_OF_THE_CAMP: Final = "2015-12-06"
DAY_OF_AL_KHAN: Final = "2015-12-07"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. What is left out is not stated."""

    id: str
    actor: str
    summary: str
    sources: tuple[str, ...]
    polarity: Polarity = "affirm"
    event: str | None = None
    about: str | None = None
    relation: Relation | None = None
    site: str | None = None
    distance: tuple[str, str] | None = None
    """Value as spoken and unit."""
    bearing: str | None = None
    time: str | None = None
    stated: str | None = None
    killed: Count | None = None
    wounded: Count | None = None
    derived_from: tuple[str, ...] = ()
    credibility: str | None = None
    remarks: str | None = None


def exactly(count: int) -> Count:
    """Return the range of a stated number."""
    return {"min": count, "max": count}


def at_least(count: int) -> Count:
    """Return the range of a stated lower bound."""
    return {"min": count, "max": None}


def between(low: int, high: int) -> Count:
    """Return the range between two stated numbers."""
    return {"min": low, "max": high}


def claim_feature(row: Row, geometry_by_site: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a row as a claim of the case file; its geometry is its site's."""
    properties: dict[str, Any] = {
        "record": "claim",
        "actor": row.actor,
        "summary": row.summary,
        "polarity": row.polarity,
        "event": row.event,
        "about_actor": row.about,
        "relation": row.relation,
        "site": row.site,
        "distance": None if row.distance is None else dict(zip(("value", "unit"), row.distance, strict=True)),
        "bearing": None if row.bearing is None else {"value": row.bearing},
        "event_time": row.time,
        "stated": row.stated,
        "killed": row.killed,
        "wounded": row.wounded,
        "sources": list(row.sources),
        "derived_from": list(row.derived_from),
        "credibility": row.credibility,
    }
    if row.remarks is not None:
        properties["remarks"] = row.remarks
    geometry = None if row.site is None else geometry_by_site[row.site]
    return {"type": "Feature", "id": row.id, "geometry": geometry, "properties": properties}
