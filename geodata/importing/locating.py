"""Which site a row means, and how its claim stands to it: by coordinates first, else by the words for the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from geodata.core.json_path import Json
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import quoted
from geodata.core.vocabulary import DISTANCE_RELATIONS
from geodata.importing.cell_readers import OPEN_RADIUS, read_bearing, read_relation, uncertainty_m
from geodata.importing.sites import NewPlace, digits_remark, stated_remark
from geodata.parsing.distances import read_distance
from geodata.parsing.locality_offsets import is_between_unclear, read_offset

if TYPE_CHECKING:
    from geodata.importing.cells import Cells
    from geodata.importing.mapping import Mapping
    from geodata.importing.positions import RowPosition
    from geodata.parsing.coordinates import ReadPosition


#: Members that say in which area a place is.
AreaMember = Literal["province", "district"]
_AREAS: Final[tuple[AreaMember, ...]] = get_args(AreaMember)


@dataclass(frozen=True, slots=True)
class Area:
    """A province or a district that a row says its place is in."""

    name: str
    heading: str
    """Of its column: "oblast" tells of which countries it may be."""
    member: AreaMember


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """What a row says of its place, beside where that is."""

    name: str | None
    kind: str | None
    uncertainty_m: float | None
    country: str | None = None
    areas: tuple[Area, ...] = ()
    """By which a name is looked up."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a row says of where, before anything is added to the case."""

    place: NewPlace | None
    """Where it has coordinates or a geometry."""
    name: str | None
    """Where it has a name alone."""
    relation: str | None
    distance: Json | None
    bearing: Json | None
    stated: StatedPlace
    second: str | None = None
    """The name of the other place, where it is between two."""


def location_cells(cells: Cells, placed: RowPosition, geometry: Json | None, mapping: Mapping) -> Whereabouts:
    """Return what a row says of where; what is wrong with it is noted in the cells."""
    words = cells.text("place")
    if words is not None and placed.words == words:
        words = None  # a position, or an address that has none: no name
        cells.keep("place")
    radius_m = None if _is_zero(cells) else cells.read_measure("uncertainty", uncertainty_m)
    areas = tuple(
        Area(text, cells.heading(member), member) for member in _AREAS if (text := cells.text(member)) is not None
    )
    stated = StatedPlace(words, cells.text("kind"), radius_m, cells.text("country"), areas)
    place = _place(cells, placed, geometry, stated, mapping)
    # A site is what its name says as a whole: "2 km west of X" is not X.
    may_be_offset = place is None and mapping.record == "claim"
    offset = cells.read_measure("place", read_offset) if may_be_offset and words is not None else None
    if words is not None and may_be_offset and is_between_unclear(words):
        said = f"{quoted(words)} is not between two places, each by its name: it is kept as a name, without a position."
        cells.fault("place", words, "between", f"{said} Write it as in “between A and B”.", is_in=True)
    relation = cells.read("relation", read_relation)
    spoken = cells.read_measure("distance", read_distance)
    bearing = cells.read("bearing", read_bearing)
    second = cells.text("site2")
    if offset is not None and (offset.distance is not None or offset.site2 is not None):
        second = second or offset.site2
        spoken = spoken or offset.distance
        bearing = bearing or ({"value": offset.bearing} if offset.bearing else None)
        relation = relation or offset.relation
    distance = None if spoken is None else spoken.to_json()
    name = None if place is not None or words is None else offset.site if offset is not None else words
    if relation is None and second is not None:
        relation = "between"
    elif relation is None and distance is not None:
        relation = "at_distance"
    elif relation is None and offset is None and (place is not None or name is not None):
        relation = "at"
    found = Whereabouts(place, name, relation, distance, bearing, stated, second)
    _check_relation(cells, found)
    return found


def _is_zero(cells: Cells) -> bool:
    """Tell whether a radius is not known: open, or 0, which programs write where they know none: no point is exact."""
    text = cells.text("uncertainty")
    if text == OPEN_RADIUS:
        return True
    if text is None or not _is_nought(text):
        return False
    said = f"{quoted(text)} cannot be the radius of a circle on the Earth, so none is taken. Write metres, above 0."
    cells.fault("uncertainty", text, "uncertainty", said, is_in=True)
    return True


def _is_nought(text: str) -> bool:
    return not with_ascii_numbers(text).strip("0.")


def _check_relation(cells: Cells, found: Whereabouts) -> None:
    has_site = found.place is not None or found.name is not None
    if found.relation is not None and not has_site:
        # Bad coordinates have been noted; a relation without any place is a fault of its own.
        if not cells.is_out:
            said = f"The relation {found.relation} has no place. Name the place, or leave relation and distance empty."
            cells.fault("place", "", "site-needed", said)
    elif found.relation in DISTANCE_RELATIONS and found.distance is None and not cells.is_out:
        said = f"The relation {found.relation} has no distance. Write one such as 35 miles, or leave it empty."
        cells.fault("distance", "", "distance-needed", said)
    elif found.relation == "between" and found.second is None and not cells.problems:
        said = "The relation between has one place only. Name the other one, or write “between A and B” as the place."
        cells.fault("site2", "", "site2-needed", said)


def _place(
    cells: Cells, placed: RowPosition, geometry: Json | None, stated: StatedPlace, mapping: Mapping
) -> NewPlace | None:
    if placed.fault is not None:
        member, written, said = placed.fault
        cells.fault(member, written, "coordinates", said, is_in=not placed.costs_row)
        if written and not placed.costs_row:
            cells.keep(member)
        return None
    if placed.position is None:
        if geometry is None:
            return None
        name = stated.name or f"Place of row {cells.number}"
        remarks = "Drawn in the file that was imported."
        return NewPlace(name, geometry, stated.uncertainty_m, remarks, kind=stated.kind)
    position = placed.position
    radius_m, remarks = _radius(cells, stated.uncertainty_m, position, mapping)
    name = stated.name or f"{position.lat}, {position.lon}"
    point = {"type": "Point", "coordinates": [position.lon, position.lat]}
    written = "" if position.remark == "Decimal degrees as written." else placed.words
    return NewPlace(name, point, radius_m, remarks, written, stated.kind)


def _radius(cells: Cells, stated_m: float | None, position: ReadPosition, mapping: Mapping) -> tuple[float | None, str]:
    """Return the uncertainty of a position and the remark on it: as stated, by its code, or by its digits."""
    if stated_m is not None:
        return stated_m, stated_remark(position.remark, "The radius is stated.")
    text = cells.text("uncertainty")
    if text is not None:
        said = "a radius of 0: it is not known" if _is_nought(text) else "a radius that cannot be read"
        return None, stated_remark(position.remark, f"The file states {'no radius' if text == OPEN_RADIUS else said}.")
    code, radii = cells.text("place_code"), dict(mapping.radii)
    if code is None or not radii:
        return position.uncertainty_m, digits_remark(position.remark)
    if code not in radii:
        said = f"{quoted(code)} is none of the codes {', '.join(radii) or 'known'}. Correct it, or add it to the table."
        cells.fault("place_code", code, "place_code", said, is_in=True)
        return None, stated_remark(position.remark, f"Precision code {code} of the file is not known.")
    radius_m, label = radii[code], f"Precision code {code} of the file"
    if radius_m is None:
        basis = f"{label}: a region stands on this point, so no radius would be honest."
        return None, stated_remark(position.remark, basis)
    # Errors add up linearly (Wieczorek, Guo & Hijmans 2004, equation 8).
    basis = f"{label}: {radius_m:,.0f} m, an estimate, and that of the written digits."
    return radius_m + position.uncertainty_m, stated_remark(position.remark, basis)
