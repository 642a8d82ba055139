"""RFC 7946, judged against files that nobody here wrote and against small ones, one for each rule."""

from pathlib import Path

import numpy as np
import pytest

from geodata.casefile.io import check_bytes
from geodata.core.problem_list import MAX_LISTED
from geodata.geojson import intricacy
from geodata.geojson.rfc7946 import check_geojson
from tests.rings import comb

ANCHORS = Path(__file__).parent / "data"
WARNED_OF = {"bad-polygon-interiorring-rhr", "point-toomany", "polygon_winding_order"}
UNCLOSED_DRAFT = "example_02_a"
FILES = [path for folder in ("geojsonhint", "rfc7946") for path in sorted((ANCHORS / folder).rglob("*.geojson"))]

ISLAND = [(0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5), (0, 0)]
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def point(*numbers):
    return {"type": "Point", "coordinates": list(numbers)}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry, **members):
    return {"type": "Feature", "properties": {}, "geometry": geometry} | members


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_anchors_are_judged_as_marked(path):
    """41 bad files and the unclosed draft are refused; 30 good ones and those only warned of are not."""
    good = path.stem in WARNED_OF or (path.parent.name != "bad" and path.stem != UNCLOSED_DRAFT)

    report = check_bytes(path.read_bytes(), geojson_only=True)

    assert len(FILES) == 75
    assert good == report.valid
    assert bool(report.problems) or path.parent.name != "bad"


@pytest.mark.parametrize(
    ("value", "where", "rule"),
    [
        (feature(point(35.4, 140.1), id="A"), "A $.geometry.coordinates", "geojson.range"),
        (feature(point(200, 35)), "$.geometry.coordinates", "geojson.range"),
        (point(float("nan"), 1), "$.coordinates[0]", "geojson.finite"),
        ({"type": "Point", "coordinates": [True, 1]}, "$.coordinates[0]", "geojson.number"),
        (point(None, 1), "$.coordinates[0]", "geojson.number"),
        (point(), "$.coordinates", "geojson.position-length"),
        ({"type": "MultiPoint", "coordinates": [1, [1, 1]]}, "$.coordinates[0]", "geojson.position"),
        ({"type": "Polygon", "coordinates": SQUARE[:1]}, "$.coordinates[0][0]", "geojson.position"),
        (polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]), "$.coordinates", "geojson.polygon-valid"),
        (polygon([[1, 2, 3, 4]] * 4), "$.coordinates", "geojson.polygon-valid"),
        (polygon([[0, 0], [2, 2], [2, 0, 0, 0], [0, 2], [0, 0]]), "$.coordinates", "geojson.polygon-valid"),
        (polygon(comb(1_600)), "$.coordinates", "geojson.polygon-intricate"),
        ({"type": "MultiPolygon", "coordinates": [[comb(200)]] * 8}, "$.coordinates", "geojson.polygon-intricate"),
        (polygon(SQUARE, [[5, 5], [5, 6], [6, 6], [6, 5], [5, 5]]), "$.coordinates", "geojson.polygon-valid"),
        (point(1, 2) | {"bbox": [1, 3, 1, 2]}, "$.bbox", "geojson.bbox"),
        (point(1, 2) | {"bbox": None}, "$.bbox", "geojson.bbox"),
        (feature(None, id=True), "$.id", "geojson.id"),
        (feature([]), "$.geometry", "geojson.geometry"),
        (
            {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]},
            "$.features[0]",
            "geojson.properties",
        ),
        ({"type": "FeatureCollection", "features": [point(1, 2) | {"properties": {}}]}, None, "geojson.type"),
    ],
)  # fmt: skip
def test_each_fault_is_named_where_it_is(value, where, rule):
    """The first problem is the fault, and it is an error."""
    found = [(problem.where, problem.rule) for problem in check_geojson(value) if problem.severity == "error"]

    assert (where, rule) in found if where else rule in {rule for _, rule in found}


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (point(1, 2, 3, 4), "geojson.position-length"),
        (point(40.05612345678901, 35.1), "geojson.precision"),
        (point(200, 35), "geojson.range"),
        (polygon(SQUARE[::-1]), "geojson.right-hand-rule"),
        (polygon([[170, 0], [-170, 0], [-170, 1], [170, 1], [170, 0]]), "geojson.antimeridian"),
        ({"type": "Polygon", "coordinates": []}, "geojson.empty"),
        (point(1, 2) | {"crs": {"type": "name"}}, "geojson.crs"),
        ({"type": "Feature", "geometry": None}, "geojson.properties"),
    ],
)
def test_what_the_standard_only_advises_is_a_warning(value, rule):
    """Advice does not make a file invalid."""
    assert ("warning", rule) in [(problem.severity, problem.rule) for problem in check_geojson(value)]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((35.4, 140.1), "longitude comes first"),
        ((200, 35), "Add or subtract 360"),
        ((4456789.1, 4212345.2), "metres of some projection"),
    ],
)
def test_the_remedy_guesses_why_a_coordinate_is_out_of_range(numbers, words):
    """Swapped axes, longitudes of a full turn and projected metres are told apart."""
    [problem] = check_geojson(feature(point(*numbers)))

    assert words in problem.remedy


def test_all_problems_are_found_at_once():
    """A broken feature hides neither its other faults nor those of the next."""
    broken = feature(polygon(SQUARE[:3]), id=[], bbox=[1])
    found = {problem.where for problem in check_geojson({"type": "featurecollection", "features": [broken, 1]})}

    assert {"$.type", "$.features[0].bbox", "$.features[0].id", "$.features[1]"} < found


def test_a_long_list_ends_with_how_many_more():
    """Past the limit, problems are counted."""
    problems = check_geojson({"type": "FeatureCollection", "features": [None] * (MAX_LISTED + 5)})

    assert (len(problems), problems[-1].message) == (MAX_LISTED + 1, "5 more errors are not listed.")


def test_a_border_in_full_detail_is_judged():
    """A coast of 100,000 corners, and 12,000 islands side by side, which overlap in longitude or in latitude only."""
    turn = np.linspace(0, 2 * np.pi, 100_000)
    far = 1 + 0.1 * np.sin(7 * turn) + 0.001 * np.sin(4_000 * turn)
    coast = np.column_stack([40 + far * np.cos(turn), 35 + far * np.sin(turn)]).round(6).tolist()
    islands = [[[[30 + (x + dx) / 10, 20 + (y + dy) / 10] for dx, dy in ISLAND]] for x in range(150) for y in range(80)]

    assert check_geojson(polygon([*coast[:-1], coast[0]])) == ()
    assert check_geojson({"type": "MultiPolygon", "coordinates": islands}) == ()


def test_what_is_close_is_counted_among_much_that_is_not():
    """Some thousand teeth in a coast of many corners."""
    coast = np.column_stack([np.linspace(10, 30, 60_000), np.tile([0.0, 0.001], 30_000)])
    assert intricacy.pairs_of_edges([coast]) < intricacy.MAX_PAIRS / 5
    assert intricacy.pairs_of_edges([coast, np.array(comb(2_000))]) > intricacy.MAX_PAIRS
