"""Feed the commands case files that nobody would write, a great many of each kind: ``python -m tests.fuzz N``.

``check``, ``verdicts`` and every export must end in status 0, 1 or 2, within :data:`MOST_S`, whatever the file holds.
Half of the files are in order and odd (:mod:`tests.oddcases`), half are broken on the way.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from geodata.__main__ import main as geodata
from geodata.exporting.exports import ENDINGS
from tests.cases import small_case
from tests.oddcases import POSITIONS, REGIONS, TEXTS, TIMES, odd_document
from tests.random_runs import run_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json = Any
#: No command may take longer, seconds of work of this process: others may share the machine.
MOST_S = 30.0
#: What writes a page, or sets one, takes a second; one of these is tried for each file, by turns.
SLOW = (".html", ".svg", ".png", ".pdf")
QUICK = tuple(ending for ending in ENDINGS if ending not in SLOW)

_DEEP: Json = []
for _ in range(150):
    _DEEP = [_DEEP]
#: Of any JSON type, for any member.
ANYTHING: tuple[Json, ...] = (
    None, True, False, 0, -1, 1.5, -0.0, 1e308, 1e-308, 2**31, 2**53 + 1, 2**63, 10**30, "", " ", "0", "-", "null",
    [], {}, [[]], [None], [{}], {"": ""}, {"id": None}, [1, 2], "2015-12-06", "A", "a" * 20_000, _DEEP, *TEXTS,
)  # fmt: skip
#: For members that hold a time: much of EDTF, and more that is none.
ODD_TIMES = (
    *TIMES, "Y2015", "Y" + "9" * 150, "Y-99999", "-9999", "-0001-01-01T00:00-14:00", "9999-12-31T23:59:59.999999-14:00",
    "0000-01-01T00:00:00+14:00", "2015-12-06T24:00:00Z/2015-12-07", "XXXX-XX-XX", "-XXXX", "XXXX-02-30", "1XXX-1X-3X",
    "[..]", "{}", "[]", "[2015..]", "{..2015}", "[2015,2015,2015]", "{2015-12-06T10:00Z,2015-12-07T10:00+14:00}",
    "../2015-12-06T00:00Z", "2015-12-06T19:40:05.000000000000001", "2015-99", "2015-24/2016-21", "٢٠١٥", "2015-12-06 ",
    "[XXXX-12-XX,201X]", "XXXX-XX-06/..", "-9999/9999", "Y-999999999/Y999999999", "2015-03-29T02:30", "2015-12-06%/..",
    "{" + ",".join(f"20{n:02}" for n in range(38)) + "}",
)  # fmt: skip


def _ring(*points: tuple[float, float]) -> list[list[float]]:
    return [[*point] for point in (*points, points[0])]


_SQUARE = _ring((39.0, 34.0), (41.0, 34.0), (41.0, 36.0), (39.0, 36.0))
_HOLE = _ring((39.5, 34.5), (39.5, 35.5), (40.5, 35.5), (40.5, 34.5))
#: Rings of every kind, in order or not.
RINGS: tuple[tuple[Json, ...], ...] = (
    (_SQUARE, _SQUARE), (_SQUARE, _HOLE, _HOLE), (_HOLE, _SQUARE), (_SQUARE[::-1],), (_SQUARE[:-1],), (_SQUARE[:3],),
    (), ([],), (_ring((39, 34), (41, 36), (41, 34), (39, 36)),), (_ring((40, 35), (40, 35), (40, 35)),),
    (_ring((39, 34), (41, 34), (40, 34)),), (_ring((170, -10), (-170, -10), (-170, 10), (170, 10)),),
    (_ring((170, 10), (190, 10), (190, 20), (170, 20)),), (_ring((-180, 60), (180, 60), (180, 90), (-180, 90)),),
    (_ring((-180, -90), (180, -90), (180, -60), (-180, -60)),), (_ring((0, 89.9), (120, 89.9), (-120, 89.9)),),
    (_ring((-180, -1), (180, -1), (180, 1), (-180, 1)),), (_ring((0, 0), (1, 0), (1, 1), (0.5, 0), (0, 1)),),
    (_SQUARE, _ring((39.0, 34.0), (39.5, 35.0), (40.0, 35.0))), (_ring((0, 0), (1e-9, 0), (0, 1e-9)),),
    (_SQUARE, _ring((39.1, 34.1), (39.1, 34.2), (39.2, 34.2)), _ring((40.8, 35.8), (40.8, 35.9), (40.9, 35.9))),
    (_ring(*((40 + n % 7, 30 + n / 100) for n in range(300))),),
    (_ring(*((n * 3.6 - 180, 10 + (n % 2) * 1e-7) for n in range(100)), (180, 20), (-180, 20)),),
)  # fmt: skip
GEOMETRIES: tuple[Json, ...] = (
    *({"type": "Polygon", "coordinates": [*rings]} for rings in RINGS),
    *({"type": "MultiPolygon", "coordinates": [[_SQUARE], [*rings]]} for rings in RINGS), *REGIONS,
    *({"type": "Point", "coordinates": position} for position in POSITIONS),
    {"type": "Point", "coordinates": []}, {"type": "Point", "coordinates": [181, 91]}, {"type": "MultiPolygon"},
    {"type": "LineString", "coordinates": [[40, 35], [41, 35]]}, {"type": "GeometryCollection", "geometries": []},
    {"type": "MultiPoint", "coordinates": [[40, 35]]}, {"type": "Polygon", "coordinates": [[[40, 35, 1, 2]] * 4]},
)  # fmt: skip
#: Texts that no JSON writer writes, in place of a value of the file.
RAW = (
    "1e400", "-1e400", "1E-400", "NaN", "Infinity", "9" * 5_000, "0." + "1" * 5_000, "-", "01", '"\\ud800"',
    '"\\udc00a"', '"\\u0000"', "[" * 190 + "]" * 190, "[" * 5_000, '{"a":1,"a":2}', '"\\x"', "'a'", "", "//",
    "\ufeff", "truE",
)  # fmt: skip
_TIME_MEMBERS = ("event_time", "stated", "published")
_REFERENCES = ("actor", "about_actor", "event", "site", "site2", "part_of")


def spots(value: Json, parent: Json = None, key: Json = None) -> Iterator[tuple[Json, Json]]:
    """Yield each place of a document: what holds it, and its key or index there."""
    if parent is not None:
        yield parent, key
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in list(children):
        yield from spots(child, value, name)


def records(document: Json) -> list[Json]:
    """Return the records of a document, properties of features among them."""
    case = document["case"]
    listed = [record for name in ("actors", "events", "sources") for record in case.get(name) or ()]
    return [*listed, *document["features"], *(feature["properties"] for feature in document["features"])]


def _any_value(document: Json, chance: random.Random) -> None:
    """Put anything anywhere."""
    parent, key = chance.choice(list(spots(document)))
    parent[key] = deepcopy(chance.choice(ANYTHING))


def _missing(document: Json, chance: random.Random) -> None:
    parent, key = chance.choice(list(spots(document)))
    del parent[key]


def _twice(document: Json, chance: random.Random) -> None:
    """Give a record twice, or two records one id."""
    some = chance.choice([document["features"], *(document["case"][name] for name in ("actors", "events", "sources"))])
    if some:
        some.append(deepcopy(chance.choice(some)))
        if chance.random() < 0.5:
            some[-1]["id"] = chance.choice(some).get("id")


def _swapped(document: Json, chance: random.Random) -> None:
    """Put what is in one place into another."""
    (here, key), (there, other) = (chance.choice(list(spots(document))) for _ in range(2))
    here[key], there[other] = deepcopy(there[other]), deepcopy(here[key])


def _time(document: Json, chance: random.Random) -> None:
    for record in records(document):
        for name in _TIME_MEMBERS:
            if isinstance(record, dict) and name in record and chance.random() < 0.4:
                record[name] = chance.choice(ODD_TIMES)


def _geometry(document: Json, chance: random.Random) -> None:
    """Move a place, and what is said to be there."""
    sites = [one for one in document["features"] if one["properties"].get("record") == "site"]
    if sites:
        site = chance.choice(sites)
        geometry = chance.choice(GEOMETRIES)
        for feature in document["features"]:
            if feature is site or feature["properties"].get("site") == site["id"]:
                feature["geometry"] = deepcopy(geometry)


def _cycle(document: Json, chance: random.Random) -> None:
    ids = [one["id"] for one in document["features"] if one["properties"].get("record") == "claim"]
    for feature in document["features"]:
        if feature["properties"].get("record") == "claim":
            feature["properties"]["derived_from"] = chance.sample(ids, min(len(ids), chance.randint(0, 3)))
    actors = [actor["id"] for actor in document["case"]["actors"]]
    if chance.random() < 0.3:
        for actor in document["case"]["actors"]:
            actor["part_of"] = chance.choice(actors)


def _reference(document: Json, chance: random.Random) -> None:
    everything = [record["id"] for record in records(document) if "id" in record]
    record = chance.choice(records(document))
    name = chance.choice(_REFERENCES)
    record[name] = chance.choice([*everything, "NOBODY", chance.sample(everything, min(3, len(everything)))])


def _number(document: Json, chance: random.Random) -> None:
    """Change numbers and texts of digits, by little or by much."""
    for parent, key in list(spots(document)):
        value = parent[key]
        if isinstance(value, int | float) and not isinstance(value, bool) and chance.random() < 0.2:
            parent[key] = chance.choice([value + 1e-9, -value, value * 1e6, round(value), 10**25, 5e-324, 90, 180])
        elif key == "value" and chance.random() < 0.5:
            digits = [
                ".5",
                "5.",
                "0",
                "0." + "0" * 30 + "1",
                "9" * 40,
                "20004",
                "1e3",
                "\u0665",
                "-5",
                "35.00",
                "0.001",
            ]
            parent[key] = chance.choice(digits)


def _text(document: Json, chance: random.Random) -> None:
    for parent, key in list(spots(document)):
        if key in ("name", "title", "summary", "kind", "remarks", "statement", "id") and chance.random() < 0.3:
            parent[key] = chance.choice(TEXTS)


MUTATIONS: tuple[Callable[[Json, random.Random], None], ...] = (
    _any_value, _missing, _twice, _swapped, _time, _geometry, _cycle, _reference, _number, _text,
)  # fmt: skip
#: Those after which a file is often in order still.
MILD = (_time, _geometry, _cycle, _number, _text)


def made(seed: int) -> bytes:
    """Return the bytes of the file of a seed."""
    chance = random.Random(seed)
    document = small_case() if chance.random() < 0.3 else deepcopy(odd_document(seed))
    kinds = MILD if chance.random() < 0.6 else MUTATIONS
    for _ in range(chance.choice([0, 1, 1, 2, 4])):
        with contextlib.suppress(AttributeError, IndexError, KeyError, TypeError, ValueError):
            chance.choice(kinds)(document, chance)  # what was broken before cannot be broken in every way
    text = json.dumps(document)
    if kinds is MUTATIONS and chance.random() < 0.3:
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(RAW) + text[at + chance.choice([0, 1, 10, len(text)]) :]
    data = text.encode("utf-8", "surrogatepass")
    if kinds is MUTATIONS and chance.random() < 0.1:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.randbytes(3) + data[at + 3 :]
    return data


class TooSlowError(BaseException):
    """Raised in what takes too long; not an Exception, so that nothing catches it."""


def _stop(*_: object) -> None:
    raise TooSlowError


def run_command(words: list[str]) -> str | None:
    """Run a command in this process; return what is wrong with how it ended, ``None`` if nothing is."""
    faults: list[BaseException] = []
    began_s = time.process_time()
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, 2 * MOST_S)
    try:
        with (
            mock.patch("geodata.__main__.log_fault", lambda _, __, error: faults.append(error)),
            contextlib.redirect_stdout(io.StringIO()) as out,
            contextlib.redirect_stderr(io.StringIO()),
        ):
            status = geodata(words)
    except TooSlowError:
        return f"took more than {2 * MOST_S:.0f} s"
    except BaseException as error:  # noqa: BLE001 - whatever comes out of a command is what is looked for
        return f"raised {_where(error)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    took_s = time.process_time() - began_s
    if faults:
        return f"failed: {_where(faults[0])}"
    if status not in (0, 1, 2):
        return f"ended with {status}"
    if "--json" in words:
        json.loads(out.getvalue())
    return f"took {took_s:.0f} s" if took_s > MOST_S else None


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__}: {str(error)[:150]} at {places}"


def check(seed: int, folder: Path) -> list[str]:
    """Return what is wrong with how the commands end on the file of a seed."""
    path = folder / "case.geojson"
    path.write_bytes(made(seed))
    file = str(path)
    commands = [["check", file, "--json"], ["check", file], ["check", "--geojson", file], ["verdicts", file, "--json"]]
    if geodata_is_valid(file):
        commands += [["verdicts", file], ["verdicts", file, "--all-versions", "--rule", "2004"]]
        commands += [["verdicts", file, "--as-of", "2015-12-07", "--zone", "any"], ["timeline", file]]
        commands += [["timeline", file, "--json"], ["changes", file, "0800", "2015-12-07", "--json"]]
        endings = [*QUICK, SLOW[seed % len(SLOW)]] if seed % 5 == 0 else [QUICK[seed % len(QUICK)]]
    else:
        endings = [ENDINGS[seed % len(ENDINGS)]]
    commands += [["export", file, "-o", str(folder / f"out{ending}")] for ending in endings]
    found = ((words, run_command(words)) for words in commands)
    return [f"{' '.join(words[:1] + words[2:])}: {wrong}" for words, wrong in found if wrong is not None]


def geodata_is_valid(file: str) -> bool:
    """Tell whether the check calls a file a case."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return geodata(["check", file]) == 0


def run(count: int, seed: int, say: Callable[[str], None] = lambda _: None) -> list[str]:
    """Try so many files, say each fault as it is found, and return what is wrong."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, CROSSBEARING_STATE=folder):
        return run_seeds(lambda number: check(number, Path(folder)), count, seed, say)


def main() -> int:
    """Try as many files as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="so many files")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_000, help="of the first of them")
    options = parser.parse_args()
    print(f"{options.count} files from seed {options.seed}", flush=True)  # noqa: T201 - it is run by hand
    wrong = run(options.count, options.seed, lambda words: print(words, flush=True))  # noqa: T201 - as above
    print(f"{options.count} files, {len(wrong)} faults")  # noqa: T201 - as above
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
