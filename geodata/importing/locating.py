"""Which site a row means, and how its claim stands to it: by coordinates first, else by the words for the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted
from geodata.core.text import name_key
from geodata.core.vocabulary import DISTANCE_RELATIONS
from geodata.importing.cell_readers import read_bearing, read_relation, uncertainty_m
from geodata.importing.import_result import Answer, ImportQuestion
from geodata.importing.sites import NewPlace, digits_remark, stated_remark
from geodata.parsing.distances import read_distance
from geodata.parsing.locality_offsets import read_offset

if TYPE_CHECKING:
    from geodata.importing.cells import Cells
    from geodata.importing.import_result import FindPlaces, ImportOptions, PlaceCandidate
    from geodata.importing.mapping import Mapping
    from geodata.importing.positions import RowPosition
    from geodata.importing.sites import Sites
    from geodata.importing.table import Json
    from geodata.parsing.coordinates import ReadPosition

NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """What a row says of its place, beside where that is."""

    name: str | None
    kind: str | None
    uncertainty_m: float | None


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
    stated = StatedPlace(words, cells.text("kind"), cells.read("uncertainty", uncertainty_m))
    place = _place(cells, placed, geometry, stated, mapping)
    # A site is what its name says as a whole: "2 km west of X" is not X.
    may_be_offset = place is None and mapping.record == "claim"
    offset = read_offset(words) if words is not None and may_be_offset else None
    relation = cells.read("relation", read_relation)
    spoken = cells.read("distance", read_distance)
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


def _check_relation(cells: Cells, found: Whereabouts) -> None:
    has_site = found.place is not None or found.name is not None
    if found.relation is not None and not has_site:
        # Bad coordinates have been noted; a relation without any place is a fault of its own.
        if not cells.problems:
            said = f"The relation {found.relation} has no place. Name the place, or leave relation and distance empty."
            cells.fault("place", "", "site-needed", said)
    elif found.relation in DISTANCE_RELATIONS and found.distance is None and not cells.problems:
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
        cells.fault(member, written, "coordinates", said)
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
    code = cells.text("place_code")
    if code is None:
        return position.uncertainty_m, digits_remark(position.remark)
    radii = dict(mapping.radii)
    if code not in radii:
        said = f"{quoted(code)} is none of the codes {', '.join(radii) or 'known'}. Correct it, or add it to the table."
        cells.fault("place_code", code, "place_code", said)
        return None, ""
    radius_m, label = radii[code], f"{mapping.prefix.upper()} code {code}"
    if radius_m is None:
        basis = f"{label}: a region stands on this point, so no radius would be honest."
        return None, stated_remark(position.remark, basis)
    # Errors add up linearly (Wieczorek, Guo & Hijmans 2004, equation 8).
    basis = f"{label}: {radius_m:,.0f} m, an estimate, and that of the written digits."
    return radius_m + position.uncertainty_m, stated_remark(position.remark, basis)


class Names:
    """Names of places as sites: each is looked up once, and asked about where it is not clear."""

    def __init__(
        self, sites: Sites, geocode: FindPlaces | None, options: ImportOptions, near: tuple[float, float] | None
    ) -> None:
        self._sites = sites
        self._geocode = geocode
        self._options = options
        self._near = near
        self._ids: dict[str, str] = {}
        self._asked: dict[str, tuple[str, tuple[Answer, ...], list[int]]] = {}

    def site(self, name: str, row: int) -> str:
        """Return the site that a name means, one without a place where that is not known or not clear."""
        key = name_key(name)
        if key not in self._ids:
            self._ids[key] = self._look_up(name)
        if key in self._asked:
            self._asked[key][2].append(row)
        return self._ids[key]

    def questions(self) -> tuple[ImportQuestion, ...]:
        """Return the names that are not clear."""
        return tuple(
            ImportQuestion(f"name:{key}", text, choices, tuple(rows))
            for key, (text, choices, rows) in self._asked.items()
        )

    def _look_up(self, name: str) -> str:
        known = self._sites.ids_of(name)
        if len(known) == 1:
            return known[0]
        if known:
            named = [Answer(site_id, f"{self._sites.name_of(site_id)} ({site_id})") for site_id in known]
            answer = self._answer(name, named)
            return answer if answer in known else self._unlocated(name, "More than one place of the case is called so.")
        try:
            candidates = () if self._geocode is None else self._geocode(name, self._near)
        except InputError as error:  # a name without letters, or a sentence: the row comes in all the same
            return self._unlocated(name, str(error))
        return self._of_candidates(name, candidates)

    def _of_candidates(self, name: str, candidates: tuple[PlaceCandidate, ...]) -> str:
        if not candidates:
            return self._unlocated(name, "No place of this name was found.")
        if len(candidates) == 1 and candidates[0].is_exact:
            return self._sites.found(name, candidates[0])
        choices = {_key(candidate): candidate for candidate in candidates}
        answer = self._answer(name, [Answer(key, _words(candidate)) for key, candidate in choices.items()])
        if answer in choices:
            return self._sites.found(name, choices[answer])
        return self._unlocated(name, "Places of this name or one like it were found, and none was chosen.")

    def _answer(self, name: str, choices: list[Answer]) -> str | None:
        """Return what a person said of a name; asks, where nobody has."""
        key = name_key(name)
        answer = self._options.answers.get(f"name:{key}")
        if answer is None or answer not in (NONE, *(choice.key for choice in choices)):
            places = f"one of {len(choices)} places" if len(choices) > 1 else choices[0].words
            text = f"{quoted(name)} may be {places}. Until it is chosen, its rows have no position."
            self._asked[key] = (text, (*choices, Answer(NONE, "None of these")), [])
        return answer

    def _unlocated(self, name: str, why: str) -> str:
        return self._sites.unlocated(name, why)


def _key(candidate: PlaceCandidate) -> str:
    return candidate.site_id or f"{candidate.lat_deg:.5f},{candidate.lon_deg:.5f}"


def _words(candidate: PlaceCandidate) -> str:
    return f"{candidate.name} ({candidate.lat_deg:.3f}, {candidate.lon_deg:.3f}), {candidate.source}"
