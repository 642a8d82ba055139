"""All stated distances on one axis, as bands, above how far each known place is from where they are measured from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from geodata.app.words import distances_words as say
from geodata.core.model import Case, Claim, Site, events_by_claims
from geodata.core.precision import Precision, bounds
from geodata.core.units import Unit, span
from geodata.core.vocabulary import METRES_PER_UNIT, RELATIONS
from geodata.geodesy.site_distance import between
from geodata.render.html.pair_map import round_length
from geodata.render.html.templating import render
from geodata.render.text.phrases import measured, position

#: Places beside each group of distances: those that may be as far, and the nearest others.
_MAX_PLACES: Final = 12
_OTHERS: Final = 2
#: So much of the axis is beyond the farthest distance.
_ROOM: Final = 1.12
_TICKS: Final = 5
_MAX_NAMED: Final = 3


class _Span(NamedTuple):
    """Two ends on the axis, as shares of it."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """A distance as stated, with all who state it so."""

    words: str
    by: str
    range: str
    color: str
    span: _Span


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a place is: its range, and the point between its ends where both are points."""

    name: str
    range: str
    span: _Span
    point: str | None


@dataclass(frozen=True, slots=True)
class _From:
    """What is stated from one place."""

    site: str
    position: str
    stated: tuple[_Stated, ...]
    stripes: tuple[_Stated, ...]
    """One for each range that is stated."""
    places: tuple[_Place, ...]
    more: int


class _Axis:
    """From nothing to beyond the farthest distance, in the reader's unit."""

    def __init__(self, farthest_m: float, unit: Unit) -> None:
        self._most_m = farthest_m * _ROOM
        self.unit: Unit = unit

    def share(self, length_m: float) -> str:
        return f"{min(length_m / self._most_m, 1.0):.4f}"

    def span(self, start_m: float, end_m: float) -> _Span:
        return _Span(self.share(start_m), self.share(end_m))

    def ticks(self) -> list[tuple[str, str]]:
        """Return round numbers along it, with where they stand."""
        size_m = METRES_PER_UNIT[self.unit]
        step = round_length(self._most_m / size_m / _TICKS * 2)
        count = math.floor(self._most_m / size_m / step)
        return [(self.share(number * step * size_m), f"{number * step:g}") for number in range(count + 1)]

    def has(self, length_m: float) -> bool:
        return length_m <= self._most_m


def distance_axis(
    case: Case, claims: Sequence[Claim], rule: Precision, colors: Mapping[str, str], unit: Unit
) -> Markup | None:
    """Return the distances that claims state, above the places they may mean; ``None`` where none states any.

    That of the place comes first that most of the case's claims about its main event name.

    ``rule``: what gives a stated distance its bounds. ``colors``: ``#rrggbb`` by actor.
    """
    by_site: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.distance is not None and claim.relation is not None and RELATIONS[claim.relation].needs_distance:
            by_site.setdefault(claim.site or "", []).append(claim)
    stated = [claim.distance for group in by_site.values() for claim in group if claim.distance is not None]
    if not stated:
        return None
    axis = _Axis(max(bounds(one, rule).max_m for one in stated) or 1.0, unit)
    main = next(iter(events_by_claims(case.claims)), None)
    of_main = Counter(site for claim in case.claims if claim.event == main for site in claim.sites)
    groups = [
        _group(case, case.site_by_id[site], group, rule, colors, axis)
        for site, group in sorted(by_site.items(), key=lambda one: (-of_main[one[0]], -len(one[1])))
    ]
    return render("distance_axis.html", say=say, groups=groups, ticks=axis.ticks(), unit=unit)


def _group(
    case: Case, site: Site, claims: Sequence[Claim], rule: Precision, colors: Mapping[str, str], axis: _Axis
) -> _From:
    alike: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        alike.setdefault((_words(claim), str(claim.distance)), []).append(claim)
    stated = sorted((_stated(case, found, rule, colors, axis) for found in alike.values()), key=lambda one: one.span)
    bands_m = [bounds(claim.distance, rule) for claim in claims if claim.distance is not None]
    found = []
    for other in case.sites:
        if other.id == site.id or other.geometry is None:
            continue
        apart = between(site, other)
        if math.isfinite(apart.max_m) and axis.has(apart.min_m):
            off_m = min(max(apart.min_m - band.max_m, band.min_m - apart.max_m, 0.0) for band in bands_m)
            point = None if apart.distance_m is None else axis.share(apart.distance_m)
            place = _Place(other.name, measured(apart, axis.unit), axis.span(apart.min_m, apart.max_m), point)
            found.append((off_m, apart.max_m - apart.min_m, place))
    found.sort(key=lambda one: one[:2])
    most = min(_MAX_PLACES, sum(not off_m for off_m, _, _ in found) + _OTHERS)
    places = sorted((place for _, _, place in found[:most]), key=lambda one: one.span)
    stripes = tuple({one.span: one for one in stated}.values())
    return _From(site.name, position(site, axis.unit), tuple(stated), stripes, tuple(places), len(found) - len(places))


def _words(claim: Claim) -> str:
    """Return a distance as spoken, with what is said of it: ``"within 55 km, denied"``."""
    stated = claim.distance
    assert stated is not None  # noqa: S101 - asked of claims with one
    limit = claim.relation if claim.relation in ("within", "beyond") else ""
    words = " ".join(filter(None, (limit, "about" if stated.about else "", stated.words)))
    return say.denied(words) if claim.polarity == "deny" else words


def _stated(case: Case, claims: Sequence[Claim], rule: Precision, colors: Mapping[str, str], axis: _Axis) -> _Stated:
    distance = claims[0].distance
    assert distance is not None  # noqa: S101 - asked of claims with one
    band = bounds(distance, rule)
    names = list(dict.fromkeys(case.actor_by_id[claim.actor].name for claim in claims))
    more = len(names) - _MAX_NAMED
    by = "; ".join(names[:_MAX_NAMED]) + (f"; {say.more_actors(more)}" if more > 0 else "")
    words = span(band.min_m, band.max_m, axis.unit)
    return _Stated(_words(claims[0]), by, words, colors[claims[0].actor], axis.span(band.min_m, band.max_m))
