"""Which place a name means, where a row has no more than that: never taken where anything speaks against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.core.problems import InputError, quoted
from geodata.core.text import counted, name_key
from geodata.gazetteer.answer import decide_meaning
from geodata.gazetteer.candidate import MUCH_MORE_LIKELY
from geodata.gazetteer.provinces import AreaSpot, provinces_called
from geodata.gazetteer.sources import country_code, country_names
from geodata.geodesy.circles import distance_m
from geodata.importing.area_names import area_countries, area_names
from geodata.importing.import_result import TakenName
from geodata.importing.locating import Area
from geodata.importing.questions import NONE, Answer, ImportQuestion
from geodata.importing.surroundings import Surroundings
from geodata.importing.unsaid import COUNTRY

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate
    from geodata.importing.import_result import FindPlaces
    from geodata.importing.locating import AreaMember, StatedPlace
    from geodata.importing.questions import Inquiry
    from geodata.importing.sites import Sites

#: Before a name, in the key of the question which place it means.
NAME: Final = "name:"
#: Nearer than this to the other places, a name's one place is taken; and so many times their own spread.
_NEAR_M: Final = 300_000.0
_SPREADS: Final = 3.0
_MOST_COUNTRIES: Final = 8
#: Behind a name.
_MOST_AREAS: Final = 3
#: So far from the place that an area is named after, a place may be in it.
_REACH_M: Final[Mapping[AreaMember, float]] = {"province": 250_000.0, "district": 100_000.0}


def where_others_are(points: Sequence[tuple[float, float]]) -> Surroundings | None:
    """Return where the places of a file and of the case are that have coordinates; ``None`` for none."""
    return Surroundings.of(points, _NEAR_M, _SPREADS) if points else None


class Names:
    """Names of places as sites: each is looked up once for each country and province, and asked about if unclear."""

    def __init__(self, sites: Sites, geocode: FindPlaces | None, inquiry: Inquiry, around: Surroundings | None) -> None:
        self._sites = sites
        self._geocode = geocode
        self._inquiry = inquiry
        self._around = around
        self._ids: dict[tuple[str, str | None, tuple[Area, ...]], str] = {}
        self._areas: dict[tuple[Area, str | None], tuple[AreaSpot, ...]] = {}
        self._rows: dict[str, list[int]] = {}
        self._countries: Counter[str] = Counter()
        self._taken: dict[tuple[str, str], tuple[str, Candidate]] = {}
        """By folded name and site."""
        self._counts: Counter[tuple[str, str]] = Counter()
        self._unplaced: list[int] = []

    def site(self, name: str, row: int, stated: StatedPlace) -> str:
        """Return the site that a name means, one without a place where that is not known or not clear."""
        key = (name_key(name), stated.country, stated.areas)
        if 0 < name.count(",") <= _MOST_AREAS and key not in self._ids:
            with suppress(InputError):  # a sentence is no name, which is told below
                name, stated = self._known_part(name, stated) or (name, stated)
            key = (name_key(name), stated.country, stated.areas)
        if key not in self._ids:
            self._ids[key] = self._look_up(name, stated)
        self._rows.setdefault(f"{NAME}{key[0]}", []).append(row)
        self._counts[key[0], self._ids[key]] += 1
        return self._ids[key]

    def taken(self) -> tuple[TakenName, ...]:
        """Return the names for which a place of a gazetteer was taken, in the order of the file."""
        return tuple(
            TakenName(name, place.name, place.what, (place.lon_deg, place.lat_deg), self._counts[key])
            for key, (name, place) in self._taken.items()
        )

    def _take(self, name: str, place: Candidate) -> str:
        site_id = self._sites.found(name, place)
        if place.site_id is None:
            self._taken[name_key(name), site_id] = name, place
        return site_id

    def finish(self) -> None:
        """Say which rows the open questions are about; ask once for the country of names that nothing else places."""
        for key, rows in self._rows.items():
            self._inquiry.with_rows(key, rows)
        if self._countries:
            text = (
                f"{counted(sum(self._rows_of_names()), 'row')} name places and nothing says where these are. In which "
                "country? Until it is answered, or each name is, they have no position."
            )
            names = country_names()
            likely = [code for code, _ in self._countries.most_common(_MOST_COUNTRIES)]
            choices = tuple(
                Answer(code, f"{names.get(code, code)}: {counted(self._countries[code], 'name')}") for code in likely
            )
            none = Answer(NONE, "In several: ask for each name")
            question = ImportQuestion(COUNTRY, text, (*choices, none), "--country SY, or --country none")
            self._inquiry.ask(question, is_first=True)

    def notes(self) -> list[str]:
        """Say that the country for all rows was not needed, where no place had to be looked up."""
        needless = not self._ids and self._inquiry.given(COUNTRY) is not None
        return (
            ["No row has a place by its name alone, so the country that was set changes nothing."] if needless else []
        )

    def _rows_of_names(self) -> list[int]:
        return [len(rows) for key, rows in self._rows.items() if key in self._inquiry.open]

    def _known_part(self, name: str, stated: StatedPlace) -> tuple[str, StatedPlace] | None:
        """Return a name that is known, without the areas behind it, which say where it is: "Raqqa, Syria"."""
        own = None if stated.country is None else country_code(stated.country)
        if self._sites.ids_of(name) or self._found(name, stated, own):
            return name, stated
        before, _, last = (part.strip() for part in name.rpartition(","))
        code = country_code(last)
        if code is not None and (stated.country is None or own == code):
            return self._known_part(before, replace(stated, country=last)) if before else None
        if provinces_called(last) and not any(area.member == "province" for area in stated.areas):
            areas = (Area(last, "", "province"), *stated.areas)
            return self._known_part(before, replace(stated, areas=areas)) if before else None
        return None

    def _found(self, name: str, stated: StatedPlace, code: str | None) -> tuple[Candidate, ...]:
        """Return the candidates for a name; raises ``InputError`` for one without letters, or a sentence."""
        return () if self._geocode is None else self._geocode(name, self._near(stated.areas), code)

    def _look_up(self, name: str, stated: StatedPlace) -> str:
        known = self._sites.ids_of(name)
        if known == [name] or (len(known) == 1 and not self._sites.is_exact(known[0])):
            return known[0]
        here = [Answer(one, self._sites.words_of(one), self._sites.middle_of(one)) for one in known]
        code = country_code(stated.country) if stated.country is not None else None
        try:
            found = self._found(name, stated, code)
        except InputError as error:  # a name without letters, or a sentence: the row comes in all the same
            return self._sites.unlocated(name, str(error))
        found = self._within(found, stated, code)
        if here:  # names that are only like it are no rivals of a place that is called so
            found = tuple(one for one in found if one.is_exact)
        if not here and not found:
            return self._sites.unlocated(name, "No place of this name was found.")
        is_alone = not here and _is_alone(found, stated)
        sure = None if not is_alone else decide_meaning(name, found, is_country_set=code is not None).place
        against = self._against(sure, stated, code) if sure is not None else ""
        if sure is not None and not against:
            return self._take(name, sure)
        return self._chosen(name, here, found, against)

    def _chosen(self, name: str, here: list[Answer], found: Sequence[Candidate], against: str) -> str:
        """Return the site that somebody chose; asks, and gives one without a place, where nobody did."""
        by_key = {_key(candidate): candidate for candidate in found}
        offered = (Answer(key, _words(one), (one.lon_deg, one.lat_deg)) for key, one in by_key.items())
        choices = (*here, *offered)
        places = f"one of {len(choices)} places" if len(choices) > 1 else choices[0].words
        text = f"{quoted(name)} may be {places}. {against}Until it is chosen, its rows have no position."
        key = f"{NAME}{name_key(name)}"
        option = f"--answers FILE, with {quoted(key)} and one of {', '.join(quoted(choice.key) for choice in choices)}"
        answer = self._inquiry.ask(ImportQuestion(key, text, (*choices, Answer(NONE, "None of these")), option))
        if answer in by_key:
            return self._take(name, by_key[answer])
        if answer is not None and answer != NONE:
            return answer
        return self._sites.unlocated(name, "Places of this name or one like it were found, and none was chosen.")

    def _near(self, areas: Sequence[Area] = ()) -> tuple[float, float] | None:
        """Return near where a place is looked for: of hundreds of one name, those that are farther are not offered."""
        known = (self._spots_of(area, None)[0] for area in areas if self._is_one(area))
        here = next(known, None)
        if here is not None:
            return here.lon_deg, here.lat_deg
        return None if self._around is None else self._around.centre

    def _against(self, place: Candidate, stated: StatedPlace, code: str | None) -> str:
        """Say what speaks against taking the one place that a name means in the gazetteer; empty for nothing."""
        if place.site_id is not None:
            return ""
        if stated.country is not None and code is None:
            return f"No country is called {quoted(stated.country)} here, so it may lie elsewhere. "
        if self._around is not None and self._around.radii([(place.lon_deg, place.lat_deg)])[0] > 1:
            return "It is far from the other places. "
        far = [area for area in stated.areas if not self._is_in(place, area, code)]
        if far:
            return f"It is far from {quoted(far[0].name)}, where the row says it is. "
        if code is None and self._around is None and not any(self._is_one(area) for area in stated.areas):
            self._countries.update(filter(None, [place.country]))
            return "Nothing else says where it is. "
        return ""

    def _within(self, found: Sequence[Candidate], stated: StatedPlace, code: str | None) -> tuple[Candidate, ...]:
        """Return the candidates that are where the row says, by country and area, as far as any is; else all."""
        for area in stated.areas:
            countries = area_countries(area) if code is None else None
            kept = [one for one in found if one.site_id is not None or (
                (countries is None or one.country in countries) and self._is_in(one, area, code)
            )]  # fmt: skip
            # Elsewhere, what is only like it is not what was meant.
            found = kept or [one for one in found if one.is_exact or not self._spots_of(area, code)]
        return tuple(found)

    def _is_in(self, place: Candidate, area: Area, code: str | None) -> bool:
        """Tell whether a place may be in an area: of one that nobody knows, any may be."""
        spots = self._spots_of(area, code)
        return not spots or any(_reaches(spot, place) for spot in spots)

    def _is_one(self, area: Area) -> bool:
        """Tell whether an area is known: all that its name may mean is in one place."""
        spots = self._spots_of(area, None)
        return bool(spots) and all(_reaches(spots[0], spot) for spot in spots)

    def _spots_of(self, area: Area, code: str | None) -> tuple[AreaSpot, ...]:
        """Return where an area may be: by its own name, else by that of the place it may be named after."""
        key = area, code
        if key not in self._areas:
            countries, reach_m = area_countries(area), _REACH_M[area.member]
            listed = provinces_called(area.name) if area.member == "province" else ()
            there = (spot for spot in listed
                     if code in (None, spot.country) and (countries is None or spot.country in countries))  # fmt: skip
            self._areas[key] = tuple(there) or tuple(
                AreaSpot(one.lon_deg, one.lat_deg, one.country or "", reach_m) for one in self._named_after(area, code)
            )
        return self._areas[key]

    def _named_after(self, area: Area, code: str | None) -> tuple[Candidate, ...]:
        """Return the places that are spelled as one of an area's names, but for those that are much less known."""
        countries = area_countries(area)
        found: list[Candidate] = []
        for name in area_names(area.name):
            try:
                found += () if self._geocode is None else self._geocode(name, self._near(), code)
            except InputError:
                continue
        named = [one for one in found if one.is_exact and (countries is None or one.country in countries)]
        best = max((one.weight for one in named), default=0.0)
        return tuple(one for one in named if best - one.weight <= MUCH_MORE_LIKELY)


def _is_alone(found: Sequence[Candidate], stated: StatedPlace) -> bool:
    """Tell whether no two places of a name are in the province that a row names: however much better known one is."""
    return not stated.areas or sum(one.is_exact and one.province != "" for one in found) <= 1


def _reaches(spot: AreaSpot, place: AreaSpot | Candidate) -> bool:
    """Tell whether a place may be in an area: by the province that it is in where both are known, and how far it is."""
    code = "" if isinstance(place, AreaSpot) else place.province
    if code and spot.codes and code not in spot.codes:
        return False
    return distance_m(spot.lon_deg, spot.lat_deg, place.lon_deg, place.lat_deg) <= spot.reach_m


def _key(candidate: Candidate) -> str:
    return candidate.site_id or f"{candidate.lat_deg:.5f},{candidate.lon_deg:.5f}"


def _words(candidate: Candidate) -> str:
    point = f"{candidate.lat_deg:.3f}, {candidate.lon_deg:.3f}"
    return f"{candidate.name}{f', {candidate.what}' if candidate.what else ''} ({point}), {candidate.cited}"
