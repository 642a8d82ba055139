"""Small files as the trade has them: of each row's position and time, whether it is right, asked about or wrong."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.importing.import_rows import import_rows
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from tests.benchmarks.registry import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.importing.import_result import ImportResult

FOLDER: Final = Path(__file__).parents[1] / "data" / "field"
Point = tuple[float, float] | None
#: (lon, lat) of most rows of these files.
ALPHA, BETA, GAMMA = (40.056, 35.396), (40.055, 35.421), (40.055, 35.431)
#: About 100 m, the last digit of most of them.
_NEAR_DEG: Final = 0.001
_DAY: Final = "2015-12-06"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a file means, row by row in its order; ``None`` where nobody can know it from the file."""

    points: Sequence[Point]
    times: Sequence[str | None] | None = None
    """As EDTF; ``None`` for a file that has no times."""
    into: str | None = None
    """A file that is imported before it."""


def _swapped(name: str) -> list[Point]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [(float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)]


def _half_swapped(name: str) -> list[Point]:
    """Return the points of a file of which every other row is swapped: latitudes are the lesser numbers."""
    pairs = [point for point in _swapped(name) if point is not None]
    return [(max(pair), min(pair)) for pair in pairs]


def _drawn(name: str) -> list[Point]:
    features = json.loads((FOLDER / name).read_bytes())["features"]
    return [tuple(feature["geometry"]["coordinates"]) for feature in features]


_DATES_MIXED: Final = [
    "1814-10-17", "2017-09-10", "2014-10-17", "2015-12-05", _DAY, f"{_DAY}T19:40", "2015", _DAY, f"{_DAY}/2015-12-07",
    f"{_DAY}/2015-12-07", None, None, None, None, _DAY, _DAY, _DAY, f"{_DAY}T19:40:00+0300", "2015-11-30/2015-12-06",
    "2015-24", "2015~", f"{_DAY}T22:40", "2015-12", "2015", "2015-12", None,
]  # fmt: skip
#: What is written in the rows of coords_odd.csv: a short plus code, an unknown order and words for a place have none.
_COORDS_ODD: Final[list[Point]] = [
    *[ALPHA] * 4, (39.0681, 39.0062), (41.1567, 35.3814), ALPHA, ALPHA, (59.0559, 35.3961), None,
    *[ALPHA] * 7, None, None, ALPHA, ALPHA,
]  # fmt: skip
MEANT: Final[dict[str, Meant]] = {
    "coords_odd.csv": Meant(_COORDS_ODD),
    "crs_4326.geojson": Meant([ALPHA]),
    "dates_mixed.csv": Meant([(40 + n / 1000, 35.396) for n in range(56, 85) if n % 10], _DATES_MIXED),
    "direction_words.csv": Meant(
        [(34.389414, 31.458824), (34.447078, 31.529549), (34.382483, 31.441022)],
        ["2023-10-08", "2023-10-09", "2023-10-10"],
    ),
    "firms.csv": Meant([(15.038, 37.748)] * 2, ["2026-08-28T01:13Z", "2026-08-28T00:01Z"]),
    "geo_precision.csv": Meant([ALPHA, BETA], [_DAY, "2015-12-07"]),
    "half_swapped.csv": Meant(_half_swapped("half_swapped.csv")),
    "hidden_parts.xlsx": Meant([ALPHA]),
    "hxl.csv": Meant([ALPHA], [_DAY]),
    "kobo_groups.csv": Meant([ALPHA], [_DAY]),
    "kobo_ms.csv": Meant([ALPHA, (40.0551, 35.4213)], [None, None]),
    "lat_first.geojson": Meant([point and point[::-1] for point in _drawn("lat_first.geojson")]),
    "lon_first.csv": Meant([ALPHA, BETA]),
    "map_server.json": Meant([ALPHA, BETA]),
    "midnight_z.csv": Meant([ALPHA] * 5, [_DAY, f"{_DAY}T14:30", _DAY, _DAY, _DAY]),
    "name_only.csv": Meant([(40.102511, 35.361834), None, None], [_DAY, "2015-12-07", "2015-12-08"]),
    "no_headings.csv": Meant([ALPHA, BETA, GAMMA], [_DAY, "2015-12-07", "2015-12-08"]),
    "null_island.csv": Meant([ALPHA, None, None], [_DAY, _DAY, "2015-12-07"]),
    "same_ids.csv": Meant([ALPHA, ALPHA, (40.1, 35.5)], [_DAY, _DAY, "2015-12-08"]),
    "subtotals.csv": Meant(
        [ALPHA, BETA, None, GAMMA, None, None], [_DAY, "2015-12-07", None, "2015-12-08", None, None]
    ),
    "swap_base.csv": Meant([(lat, lon) for lon, lat in filter(None, _swapped("swap_base.csv"))]),
    "swap_all.csv": Meant(_swapped("swap_all.csv"), into="swap_base.csv"),
    "time_then_date.csv": Meant([ALPHA], [f"{_DAY}T19:40"]),
    "title_rows.xlsx": Meant([ALPHA, BETA, (40.06, 35.43), None], [_DAY, "2015-12-07T19:40", None, None]),
    "trailing_zeros.geojson": Meant(_drawn("trailing_zeros.geojson")),
    "turned_days.xlsx": Meant([ALPHA, BETA, GAMMA], [_DAY, "2015-12-13", "2015-12-07T19:40"]),
    "two_orders.csv": Meant([(30.52333, 50.45)] * 2, ["2014-01-25", "2014-02-01"]),
    "ucdp_multi.csv": Meant(
        [(30.52333, 50.45), (37.778737, 48.776492), (37.500353, 48.837342)],
        ["2014-01-22", None, "2014-02-18/2014-02-20"],
    ),
    "ukrainian.csv": Meant([(38.0006, 48.5947), (35.1396, 47.8388)], ["2022-12-06", "2022-12-07"]),
    "urls.csv": Meant([ALPHA, BETA, GAMMA], [_DAY, "2015-12-07", "2015-12-07"]),
    "wkt_mixed.csv": Meant([ALPHA, (40.0551, 35.4213), (40.0551, 35.4213)]),
}


def come_in(name: str, into: str | None = None) -> ImportResult:
    """Import a file of the folder without an answer, into what another one gives."""
    base = None if into is None else come_in(into).document
    table = read_table((FOLDER / name).read_bytes(), name)
    return import_rows(table, suggest_mapping(table).mapping, base)


def judged(name: str) -> Counter[str]:
    """Return how many positions and times of a file are "right", "asked" or "wrong".

    Asked is what has no value where a problem or a question names its row, and a value that a question is about.
    """
    counts: Counter[str] = Counter()
    for verdicts in _judged_rows(come_in(name, MEANT[name].into), MEANT[name]).values():
        counts.update(verdicts)
    return counts


def _judged_rows(found: ImportResult, meant: Meant) -> dict[int, list[str]]:
    """Return the verdict on each position and each time of a row, by its number."""
    numbers = [*found.table.numbers]
    told = {problem.row for problem in found.problems}
    asked = {row for question in found.questions for row in question.rows or numbers if question.key not in _OF_ALL}
    rows = {}
    for number, point, time in zip(numbers, meant.points, meant.times or [None] * len(meant.points), strict=True):
        place, when = _stated(found, number)
        is_told = number in told or number in asked
        rows[number] = [_verdict(place, point, is_told, is_same=_is_near(place, point))]
        if meant.times is not None:
            rows[number].append(_verdict(when, time, is_told, is_same=when == time))
    return rows


#: Questions of all rows that are about neither position nor time.
_OF_ALL: Final = ("actor", "event", "precision_codes")


def _verdict(value: object, meant: object, is_told: bool, *, is_same: bool) -> str:  # noqa: FBT001 - one of a row
    if is_same and meant is not None:
        return "right"
    is_made_up = meant is None and value is not None
    return "asked" if is_told and not is_made_up else "wrong"


def _stated(found: ImportResult, number: int) -> tuple[Point, str | None]:
    """Return position and time of the record that a row became."""
    features: dict[str, Any] = {feature["id"]: feature for feature in found.document["features"]}
    record = features.get(found.records.get(number, ""))
    if record is None:
        return None, None
    shape = record["geometry"]
    return None if shape is None else tuple(shape["coordinates"]), record["properties"].get("event_time")


def _is_near(place: Point, meant: Point) -> bool:
    if place is None or meant is None:
        return False
    return all(abs(one - other) <= _NEAR_DEG for one, other in zip(place, meant, strict=True))


def field_table() -> tuple[Table, dict[str, Any]]:
    """Return what came of each file, and the sums."""
    counts = {name: judged(name) for name in MEANT}
    total: Counter[str] = sum(counts.values(), Counter())
    rows = [
        [name, *(f"{one[verdict]:,}" for verdict in ("right", "asked", "wrong"))]
        for name, one in [*counts.items(), ("all", total)]
    ]
    return Table(["field file: positions and times", "right", "asked", "wrong"], rows), {
        name: dict(one) for name, one in counts.items()
    }


def _raised(found: ImportResult) -> dict[str, set[int]]:
    """Return the rows that each kind of question or warning is about; what is asked of all rows is about none."""
    kinds: dict[str, set[int]] = {}
    for question in found.questions:
        if question.key not in _OF_ALL and question.rows:
            kinds.setdefault(f"asked: {question.key.partition(':')[0]}", set()).update(question.rows)
    for problem in found.problems:
        if problem.is_in:
            kinds.setdefault(f"told: {problem.rule.removeprefix('import.')}", set()).add(problem.row)
    return kinds


def _good_table() -> tuple[ImportResult, set[int]]:
    """Import the bundled case as a plain table in which nothing is wrong; returns the rows that deny, too."""
    document = json.loads((Path(__file__).parents[2] / "incidents.geojson").read_bytes())
    names = {one["id"]: one["name"] for kind in ("actors", "events") for one in document["case"][kind]}
    features = {feature["id"]: feature for feature in document["features"]}
    claims = [feature for feature in document["features"] if feature["properties"]["record"] == "claim"]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Summary", "Who", "Event", "By whom", "Place", "Latitude", "Longitude", "Date"])
    for claim in claims:
        said, site = claim["properties"], features.get(claim["properties"]["site"], claim)
        shape, authors = site["geometry"] or {"type": None}, said["about_actor"] or []
        lon, lat = shape["coordinates"] if shape["type"] == "Point" else ("", "")
        by_whom = ";".join(names[one] for one in ([authors] if isinstance(authors, str) else authors))
        writer.writerow([said["summary"], names[said["actor"]], names.get(said["event"]), by_whom,
                         site["properties"].get("name"), lat, lon, said["event_time"]])  # fmt: skip
    table = read_table(text.getvalue().encode(), "good.csv")
    denials = {number for number, claim in enumerate(claims, start=2) if claim["properties"]["polarity"] == "deny"}
    return import_rows(table, suggest_mapping(table).mapping), denials


def alarm_table() -> tuple[Table, dict[str, Any]]:
    """Return how often something is asked or pointed out, and how often of it in rows of which nothing is wrong.

    A row of a field file has nothing wrong where its position and its time come in as they are meant; a row of the
    bundled case as a table never has, but for a denial without a word of it in another column.
    """
    raised: dict[str, Counter[str]] = {}
    good = 0
    for name, meant in MEANT.items():
        found = come_in(name, meant.into)
        right = {row for row, verdicts in _judged_rows(found, meant).items() if {*verdicts} == {"right"}}
        good += len(right)
        _count(raised, _raised(found), right)
    found, denials = _good_table()
    good += len(found.table.rows)
    kinds = _raised(found)
    missed = denials - kinds.get("asked: denials", set())
    for kind, rows in kinds.items():
        _count(raised, {kind: rows}, {*found.table.numbers} - (denials if kind == "asked: denials" else set()))
    needless = sum(one["needless"] for one in raised.values())
    rows = [[kind, f"{one['rows']:,}", f"{one['needless']:,}"] for kind, one in sorted(raised.items())]
    rows.append([f"all, of {good:,} rows with nothing wrong", f"{sum(one['rows'] for one in raised.values()):,}",
                 f"{needless:,} ({needless / good:.1%})"])  # fmt: skip
    rows.append(["denials of the case that no word tells", f"{len(missed):,} of {len(denials):,}", ""])
    raw = {"good": good, "missed denials": len(missed), **{kind: dict(one) for kind, one in raised.items()}}
    return Table(["raised without need", "rows", "with nothing wrong"], rows), raw


def _count(raised: dict[str, Counter[str]], kinds: dict[str, set[int]], good: set[int]) -> None:
    for kind, rows in kinds.items():
        raised.setdefault(kind, Counter()).update(rows=len(rows), needless=len(rows & good))
