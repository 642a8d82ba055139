"""The verdicts of all pairs of claims at once, as tables of numbers.

:func:`geodata.verdicts.pairwise.pair` defines what a verdict is; this gives the same, without the sentences, fast
enough for a million pairs. Claims have few distinct stances, times and counts, so each aspect is worked out between the
distinct values and spread by index; distances from points are compared in one sweep over arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geodata.constraints.pair_feasibility import compare_places
from geodata.constraints.three_valued import (
    COMPATIBLE,
    CONTRADICTORY,
    UNDECIDED,
    VERDICTS,
    Bounds,
    Verdict,
    is_far,
    margins,
)
from geodata.constraints.three_valued import judge as judge_margins
from geodata.geodesy.circles import GEOD, MAX_GEODESIC_M
from geodata.verdicts import comparability, time_windows
from geodata.verdicts.pairwise import ASPECTS, AspectName
from geodata.verdicts.people_counts import COUNTS, NOBODY, CountName, People, judge_people
from geodata.verdicts.time_windows import StatedTime, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.constraints.place_constraints import PlaceConstraint
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext

    Codes = NDArray[np.int8]

#: More claims are not compared with each other for a page or in a report: its tables grow by the square of them, and
#: those of the 20,000 that a case may have would take all of a server's memory.
MOST_CLAIMS: Final = 3_000
#: So many pairs of numbers of people are compared at once.
_AT_ONCE: Final = 500_000
#: Kinds of place that are bounds on a distance, for the sweep over arrays.
_SWEPT: Final = frozenset({"at", "not_at", "within", "beyond", "ring"})


@dataclass(frozen=True)
class VerdictMatrix:
    """All pairs: row and column are indexes into ``claims``; every table is symmetric."""

    claims: tuple[str, ...]
    codes: Codes
    """Verdict of each pair, an index into :data:`geodata.constraints.three_valued.VERDICTS`."""
    aspects: Mapping[AspectName, Codes]
    """Verdict of each aspect, likewise; 0 = not compared."""
    slack_m: NDArray[np.float64]
    """Slack of the place aspect, metres; NaN where there is none."""

    def verdict(self, row: int, column: int) -> Verdict:
        """Return the verdict of one pair."""
        return VERDICTS[int(self.codes[row, column])]

    def on(self, chosen: frozenset[AspectName]) -> VerdictMatrix:
        """Return the verdicts as some aspects alone have them; what no two claims speak of there is unrelated."""
        nothing = np.zeros_like(self.codes)
        aspects = {name: codes if name in chosen else nothing for name, codes in self.aspects.items()}
        slack_m = self.slack_m if "place" in chosen else np.full_like(self.slack_m, np.nan)
        return VerdictMatrix(self.claims, np.maximum.reduce(list(aspects.values())), aspects, slack_m)

    def counts(self) -> dict[Verdict, int]:
        """Return how many pairs have each verdict, each pair counted once."""
        upper = self.codes[np.triu_indices(len(self.claims), 1)]
        found = np.bincount(upper, minlength=len(VERDICTS))
        return {verdict: int(count) for verdict, count in zip(VERDICTS, found, strict=True)}


class _Distinct(NamedTuple):
    """Distinct values, and which one each claim has; -1 = none."""

    values: list[Any]
    numbers: NDArray[np.intp]

    def spread(self, table: NDArray[Any], missing: float = 0) -> NDArray[Any]:
        """Return a table between distinct values as one between claims."""
        if not self.values:
            return np.full((len(self.numbers), len(self.numbers)), missing, dtype=table.dtype)
        found = table[np.ix_(self.numbers, self.numbers)]
        has = self.numbers >= 0
        found[~(has[:, None] & has[None, :])] = missing
        return found


def _distinct(values: Iterable[Any]) -> _Distinct:
    seen: dict[Any, int] = {}
    index = [-1 if value is None else seen.setdefault(value, len(seen)) for value in values]
    return _Distinct(list(seen), np.array(index, dtype=np.intp))


def table(setting: CaseContext, claim_ids: Sequence[str] | None = None) -> VerdictMatrix:
    """Return the verdicts of all pairs of claims.

    ``claim_ids``: which claims; ``None`` takes all, in the order of the file. Earlier versions take part if that is
    assumed.
    """
    by_id = setting.case.claim_by_id
    chosen = setting.current(list(by_id) if claim_ids is None else claim_ids)
    claims = tuple(by_id[claim_id] for claim_id in chosen)
    frame = _frames(setting, claims)
    found: dict[AspectName, Codes] = dict.fromkeys(ASPECTS, np.zeros(frame.place.shape, np.int8))
    found["author"] = frame.author.copy()
    found["place"], slack_m = _places(setting, claims, frame.place)
    found["occurrence"] = frame.occurrence.copy()
    for count in COUNTS:
        found[count] = _counts(setting, claims, count, frame.counts)
    found["time"], is_outside, is_unsure = _times(setting, claims, frame.times)
    for name in ASPECTS:
        weak = is_unsure | _weak(frame, name)
        found[name][weak & (found[name] == CONTRADICTORY)] = UNDECIDED
    nothing = is_outside | setting.updates.table([claim.id for claim in claims])
    for codes in found.values():
        codes[nothing] = 0
    # A denial's time decides nothing alone: it only says what the other aspects speak of.
    others = np.maximum.reduce([codes for name, codes in found.items() if name != "time"])
    found["time"][(frame.times == comparability.SCOPE) & (others == 0)] = 0
    is_hedged = np.array([setting.is_hedged(claim) for claim in claims], dtype=bool)
    for codes in found.values():
        codes[(is_hedged[:, None] | is_hedged[None, :]) & (codes == CONTRADICTORY)] = UNDECIDED
    slack_m[found["place"] == 0] = np.nan
    codes = np.maximum.reduce(list(found.values()))
    return VerdictMatrix(tuple(claim.id for claim in claims), codes, found, slack_m)


def _weak(frame: _Frames, name: AspectName) -> Any:  # noqa: ANN401 - truth or array
    """Return where a contradiction is only undecided, by what is compared."""
    if name in COUNTS:
        return frame.counts == comparability.WEAKENED
    return frame.place == comparability.WEAKENED if name == "place" else False


class _Frames(NamedTuple):
    place: Codes
    author: Codes
    times: Codes
    counts: Codes
    occurrence: Codes


def _frames(setting: CaseContext, claims: Sequence[Claim]) -> _Frames:
    stances = _distinct(setting.stances[claim.id] for claim in claims)
    events = _distinct(claim.event for claim in claims).numbers
    same = (events[:, None] == events[None, :]) & (events >= 0)[:, None]
    np.fill_diagonal(same, val=False)

    def spread(*, same_event: bool) -> NDArray[np.int8]:
        small = [
            [
                comparability.frame_of(setting.case, a, b, same_event=same_event and a.names_event and b.names_event)[
                    : comparability.NUMBERS
                ]
                for b in stances.values
            ]
            for a in stances.values
        ]
        size = len(stances.values)
        numbers = np.array(small, dtype=np.int8).reshape(size, size, comparability.NUMBERS)
        return numbers[np.ix_(stances.numbers, stances.numbers)]

    found = np.where(same[:, :, None], spread(same_event=True), spread(same_event=False))
    np.einsum("iij->ij", found)[:] = 0  # a claim and itself
    return _Frames(*np.moveaxis(found, 2, 0))


def _counts(setting: CaseContext, claims: Sequence[Claim], name: CountName, compared: Codes) -> Codes:
    found = np.zeros(compared.shape, np.int8)
    numbers = [setting.people[name][claim.id] for claim in claims]
    has = np.array([number is not None for number in numbers], dtype=bool)
    rows, columns = np.nonzero((np.triu(compared) != 0) & has[:, None] & has[None, :])
    said = np.array([setting.said[claim.id] for claim in claims], dtype=np.float64).reshape(-1, len(Window._fields))
    table = np.array([number or NOBODY for number in numbers], dtype=np.float64).reshape(-1, len(NOBODY))
    for start in range(0, len(rows), _AT_ONCE):
        row, column = rows[start : start + _AT_ONCE], columns[start : start + _AT_ONCE]
        one, other = (_people(table[index]) for index in (row, column))
        code = judge_people(name, one, other, Window(*said[row].T), Window(*said[column].T)).code
        found[row, column] = found[column, row] = code
    return found


def _people(numbers: NDArray[np.float64]) -> People:
    least, most, is_denied, may_change = numbers.T
    return People(least, most, is_denied.astype(bool), may_change.astype(bool))


def _times(
    setting: CaseContext, claims: Sequence[Claim], compared: Codes
) -> tuple[Codes, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the verdicts on time, where a denial does not speak of the event, and where that is not certain."""
    distinct = _distinct(setting.times[claim.id] for claim in claims)
    verdicts, scopes = _all_times(distinct.values)
    found = np.where(compared == comparability.AS_STATED, distinct.spread(verdicts), 0)
    scope = distinct.spread(scopes, -1)
    found[(compared == comparability.SEVERAL) & (scope >= 0)] = COMPATIBLE
    is_denial = np.array([claim.polarity == "deny" for claim in claims], dtype=bool)
    scope = np.where(is_denial[:, None], scope.T, scope)  # rows are events, columns denials
    has_time = distinct.numbers >= 0
    denial_has_time = np.where(is_denial[:, None], has_time[:, None], has_time[None, :])
    is_scoped = compared == comparability.SCOPE
    is_outside = is_scoped & (scope == time_windows.OUTSIDE)
    is_unsure = is_scoped & ((scope == time_windows.PARTLY) | ((scope == -1) & denial_has_time))
    found = np.where(is_scoped & (scope == time_windows.INSIDE), COMPATIBLE, found)
    return np.where(is_unsure, UNDECIDED, found).astype(np.int8), is_outside, is_unsure


def _all_times(times: Sequence[StatedTime]) -> tuple[Codes, Codes]:
    """Return the verdicts between times, and how those of rows lie to those of columns as a denial's."""
    fields = np.array([time.windows[0] for time in times], dtype=np.float64).reshape(-1, len(Window._fields)).T
    rows, columns = Window(*(field[:, None] for field in fields)), Window(*fields)
    verdicts = time_windows.judge_times(rows, columns).code
    scopes = time_windows.in_scope(rows, columns).scope
    # Those of several stretches, one by one.
    several = [number for number, time in enumerate(times) if not time.is_plain]
    for number in several:
        for other, time in enumerate(times):
            verdicts[number, other] = verdicts[other, number] = time_windows.judge_two_times(times[number], time).code
            scopes[number, other] = time_windows.in_scope_of(times[number], time).scope
            scopes[other, number] = time_windows.in_scope_of(time, times[number]).scope
    return verdicts, scopes


def _places(setting: CaseContext, claims: Sequence[Claim], compared: Codes) -> tuple[Codes, NDArray[np.float64]]:
    distinct = _distinct(setting.places[claim.id] for claim in claims)
    size = len(distinct.values)
    wanted = np.zeros((size, size), dtype=bool)
    rows, columns = np.nonzero(np.triu((compared != 0) & (compared != comparability.SEVERAL)))
    wanted[distinct.numbers[rows], distinct.numbers[columns]] = True
    wanted = np.triu(wanted | wanted.T)
    codes, slack_m = _sweep(distinct.values, wanted)
    codes, slack_m = np.maximum(codes, codes.T), np.fmax(slack_m, slack_m.T)
    found = distinct.spread(codes)
    found[compared == comparability.NOT_COMPARED] = 0
    spread_m = distinct.spread(slack_m, np.nan)
    several = compared == comparability.SEVERAL
    found[several], spread_m[several] = COMPATIBLE, np.nan
    return found, spread_m


def _sweep(places: Sequence[PlaceConstraint], wanted: NDArray[np.bool_]) -> tuple[Codes, NDArray[np.float64]]:
    """Compare the wanted pairs of places, in the upper triangle: bounds on distances at once, others one by one."""
    codes, slack_m = np.zeros(wanted.shape, np.int8), np.full(wanted.shape, np.nan)
    if not places:
        return codes, slack_m
    is_swept = np.array([place.kind in _SWEPT for place in places])
    rows, columns = np.nonzero(wanted & is_swept[:, None] & is_swept[None, :])
    found_codes, found_slack_m, is_final = _rings(places, rows, columns)
    codes[rows, columns], slack_m[rows, columns] = found_codes, found_slack_m
    left = wanted.copy()
    left[rows[is_final], columns[is_final]] = False
    for row, column in zip(*np.nonzero(left), strict=True):
        found = compare_places(places[row], places[column])
        codes[row, column] = found.code
        slack_m[row, column] = np.nan if found.slack_m is None else found.slack_m
    return codes, slack_m


def _rings(
    places: Sequence[PlaceConstraint], rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[Codes, NDArray[np.float64], NDArray[np.bool_]]:
    """Return verdicts and slacks by distance alone, and which are final: all that no direction can change."""
    swept = [place if place.kind in _SWEPT else None for place in places]
    exact, loose = (
        np.array([place.bounds(is_exact=is_exact) if place else (0.0,) * 4 for place in swept]).T
        for is_exact in (True, False)
    )
    is_threshold = np.array([place.is_threshold for place in places])
    is_open = np.array([place.kind == "not_at" for place in places])
    has_sector = np.array([place.sector is not None for place in places])
    first = Bounds(*np.where(is_threshold[columns], exact[:, rows], loose[:, rows]))
    second = Bounds(*np.where(is_threshold[rows], exact[:, columns], loose[:, columns]))
    d_min, d_max, is_unknown = _apart(places, rows, columns)
    found = judge_margins(
        margins(first, second, d_min, d_max), is_open=is_open[rows] | is_open[columns], is_unknown=is_unknown
    )
    # What lies off a direction is more than what lies off all around.
    is_off = np.array([place.is_off for place in places])
    is_never = (found.code == CONTRADICTORY) & ~(is_off[rows] | is_off[columns])
    is_final = ~(has_sector[rows] | has_sector[columns]) | is_unknown | is_never
    is_final &= is_unknown | ~is_far(first, second, d_max)
    return found.code, np.where(np.isfinite(found.slack), found.slack, np.nan), is_final


def _apart(
    places: Sequence[PlaceConstraint], rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return least and greatest distance of the sites of each pair, and where that is not known."""
    sites = _distinct(place.spot.site for place in places).numbers
    lons, lats = (np.array([getattr(place.spot, name) for place in places]) for name in ("lon", "lat"))
    radii = np.array([np.nan if place.spot.radius_m is None else place.spot.radius_m for place in places])
    lengths = GEOD.inv(lons[rows], lats[rows], lons[columns], lats[columns])[2]
    is_same = sites[rows] == sites[columns]
    widths = radii[rows] + radii[columns]
    is_unknown = np.isnan(widths) & ~is_same
    widths = np.where(is_unknown, MAX_GEODESIC_M, widths)
    d_min = np.where(is_same, 0.0, np.maximum(0.0, lengths - widths))
    return d_min, np.where(is_same, 0.0, np.minimum(MAX_GEODESIC_M, lengths + widths)), is_unknown
