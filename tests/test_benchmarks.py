"""The benchmarks' own parts that need no browser: cases of any size, and tables."""

import asyncio
import json
import random
import sys
from collections import Counter

import pytest
from rapidfuzz.distance import OSA

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile import io
from tests.benchmarks import cases, drawnnames, geocoding, held, investigations, load, memory, serving
from tests.benchmarks.crowd import OPENED, TOGGLE, Samples, Step
from tests.benchmarks.registry import BENCHMARKS, Settings, Table
from tests.benchmarks.table import duration, markdown, size
from tests.benchmarks.visitor import Visitor
from tests.worlds import place

OWN = cases.bundled_size()


def _claims(document):
    return [feature for feature in document["features"] if feature["properties"]["record"] == "claim"]


def test_the_first_copy_is_the_case_itself():
    """At the case's own size nothing is moved, renamed or left out."""
    assert cases.enlarged(OWN) == cases.bundled_document()


@pytest.mark.parametrize("claims", [1, OWN - 1, OWN + 1, 3 * OWN, 400])
def test_a_case_of_any_size_is_valid_and_exactly_so_large(claims):
    """Whatever is cut off, no reference points to nowhere."""
    document = cases.enlarged(claims)

    report = io.check_bytes(json.dumps(document).encode())

    assert (claims, True, "case") == (len(_claims(document)), report.valid, report.level)


def test_the_same_size_is_the_same_case():
    """Two runs measure the same."""
    assert cases.enlarged(300) == cases.enlarged(300)


def test_each_copy_has_places_of_its_own():
    """Shapes are shared between claims that say the same of one place, so copies at one place would cost nothing."""
    case, _ = io.case_from_bytes(json.dumps(cases.enlarged(5 * OWN)).encode(), "copies")
    points = [site for site in case.sites if site.geometry and site.geometry["type"] == "Point"]

    assert len({tuple(site.geometry["coordinates"]) for site in points}) == len(points)
    assert {claim.site for claim in case.claims if claim.id.endswith("-C4") and claim.relation == "at"} <= {
        site.id for site in points if site.id.endswith("-C4")
    }


def test_a_written_case_can_be_read_back(tmp_path):
    """The file is what the apps are started with."""
    cases.write_enlarged(100, tmp_path / "case.geojson")

    case, problems = io.read_case(tmp_path / "case.geojson")

    assert (len(case.claims), problems) == (100, ())


def test_the_biggest_actors_come_first():
    """A click on them changes most of the map."""
    document = cases.enlarged(300)
    ids = [actor["id"] for actor in cases.biggest_actors(document, 3)]
    counts = [
        sum(
            claim["properties"]["actor"] == actor and (claim["geometry"] or {}).get("type") == "Point"
            for claim in _claims(document)
        )
        for actor in ids
    ]

    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


def test_a_table_is_markdown():
    """It is pasted into docs/benchmarks.md as it is printed."""
    table = Table(["claims", "toggle"], [["73", "61 ms / 262 ms"], ["a|b", ""]])

    assert markdown(table).splitlines() == [
        "| claims |         toggle |",
        "|:-------|---------------:|",
        "| 73     | 61 ms / 262 ms |",
        "| a\\|b   |                |",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (duration(0.4), "0 ms"),
        (duration(9_999.4), "9,999 ms"),
        (duration(10_000), "10.0 s"),
        (size(999), "999 B"),
        (size(999_400), "999 kB"),
        (size(24_447_048), "24.4 MB"),
    ],
)
def test_numbers_are_written_to_be_read(text, expected):
    """Units change where the digits would no longer be read."""
    assert text == expected


def test_the_benchmarks_are_registered():
    """Importing the module that has a benchmark is enough."""
    from tests.benchmarks import circles, map_clicks, measuring, webpages

    assert BENCHMARKS["map"] is map_clicks.map_clicks
    named = {"load": load.load, "distances": measuring.distances, "circles": circles.circles, "webpage": webpages.pages}
    assert named.items() <= BENCHMARKS.items()
    assert (load.plan(Settings()).users, load.plan(Settings()).sessions) == (50, 600)
    assert [plan.claims for plan in map_clicks.plans(Settings(quick=True))] == [OWN]


@pytest.mark.parametrize(
    ("way", "lat", "radius_m", "expected_m"),
    [
        ("folium.Circle", 35, 55_000, (-128, 122)), ("folium.Circle", 0, 55_000, (-307, 62)),
        ("folium.Circle", 60, 55_000, (105, 200)), ("folium.Circle", 35, 500_000, (-1_325, 1_113)),
        ("streamlit-folium polygon", 35, 55_000, (-449, 61)), ("ours", 35, 55_000, (-1.7, 0.1)),
    ],
)  # fmt: skip
def test_drawn_circles_are_off_as_was_measured_before(way, lat, radius_m, expected_m):
    """The benchmark's own drawing of the others agrees with what was found in their sources."""
    from tests.benchmarks import circles

    drawn = circles.WAYS[way](40.056, lat, radius_m)

    assert circles.errors_m(drawn, 40.056, lat, radius_m) == pytest.approx(expected_m, rel=0.01, abs=0.2)


@pytest.mark.parametrize("name", ["matrix", "distances", "circles", "webpage"])
def test_quick_benchmarks_of_measuring_run(name):
    """A table each, with the baseline beside ours."""
    report = BENCHMARKS[name](Settings(quick=True))

    assert "ours" in markdown(report.tables[0])
    assert json.dumps(report.raw)


@pytest.mark.parametrize("name", ["Deir ez-Zor", "دير الزور", "Хомс", "Aa"])
def test_a_typing_error_is_one(name):
    """Whichever it is; a name of two equal letters has nothing to swap."""
    typed = {drawnnames.with_typing_error(name, random.Random(seed)) for seed in range(50)}

    assert {OSA.distance(name, error) for error in typed} == {1}
    assert len(typed) > 5


def test_drawn_names_are_the_same_each_time():
    """A third each in three scripts."""
    places = [
        place("GeoNames 1", "Homs", "حمصص", "Хомс", population=20_000),
        place("GeoNames 2", "SYHMS", "東京", "Hé", population=20_000),
    ]
    names = drawnnames.drawn(places, 6)

    assert names == drawnnames.drawn(places, 6)
    assert [name.spelling for name in names] == ["Homs", "حمصص", "Хомс"] * 2
    assert BENCHMARKS["geocoder"] is geocoding.geocoder


def test_what_was_under_way_beside_a_slow_answer_is_told():
    """When it was, and what else had to be answered then."""
    steps = [Step(OPENED, 0.0, 300.0), Step(TOGGLE, 0.2, 900.0), Step(TOGGLE, 1.0, 50.0), Step(TOGGLE, 5.0, 20.0)]

    assert load._slowest("3 users", Samples(steps)) == (
        "Slowest toggles, 3 users, the last page opened at 0.0 s: 900 ms at 0.2 s (1 of “page opened”, 1 of “toggle”); "
        "50 ms at 1.0 s (1 of “toggle”); 20 ms at 5.0 s (nothing else)."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="asks by a signal, and looks into /proc")
def test_a_server_says_what_it_holds(tmp_path):
    """Its caches grow with a page that is opened; Python's objects fit into the room for them."""

    async def visit(address: str) -> None:
        async with Visitor(address) as visitor:
            await visitor.run()

    variables = held.environment(tmp_path)
    with serving.started(serving.ours(BUNDLED_CASE), tmp_path / "log", variables) as app:
        asyncio.run(visit(app.address))
        found, worked_s = held.held(app.process_id, tmp_path), memory.processor_s(app.process_id)
        again = held.held(app.process_id, tmp_path)

    assert found.caches > 10_000
    assert 10 * 2**20 < found.objects < found.for_objects < 500 * 2**20
    assert 0 <= again.longest_search_s < 5
    assert worked_s > 0.5


def test_a_visitor_is_answered_as_a_browser_is(address):
    """It opens the map, leaves one actor on and reads the new address; a page that it asks for by name is that one."""

    async def visit() -> tuple[str, list[str]]:
        async with Visitor(f"{address}/") as visitor:
            await visitor.run()
            await visitor.press("filters", "actor", "MCGURK", ["CENTCOM"])
            query = visitor.query
        async with Visitor(f"{address}/", "Edit") as visitor:
            await visitor.run()
            return query, list(visitor.options("Record"))

    query, records = asyncio.run(visit())

    assert query == "actors=CENTCOM"
    assert len(records) == OWN + 1


@pytest.mark.parametrize("family", investigations.FAMILIES)
def test_an_investigation_has_the_shares_of_the_bundled_case(family):
    """As many denials, relayed claims, directions and relations, at any size; valid, and the same each time."""
    document = investigations.investigation(family, 2 * OWN)
    made, own = _claims(document), _claims(cases.bundled_document())

    assert io.check_bytes(json.dumps(document).encode()).level == "case"
    assert document == investigations.investigation(family, 2 * OWN)
    for member in ("polarity", "relation"):
        shares = Counter(claim["properties"][member] for claim in own)
        assert Counter(claim["properties"][member] for claim in made) == {name: 2 * n for name, n in shares.items()}
