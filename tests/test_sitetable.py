"""Every place against every other: order, nearness, CSV."""

import csv
import io

import numpy as np
import pytest
import shapely

from geodata.core.model import case_from_document
from geodata.geodesy.distance_matrix import CSV_HEAD, distances_csv, nearness, pairs, site_table, sites_of
from tests.cases import small_case
from tests.sites import point_site, region_site

WEST = point_site("WEST", 40.0, 35.0, 1_000.0)
EAST = point_site("EAST", 41.0, 36.0, 2_000.0)
NORTH = point_site("NORTH", 40.5, 37.0, None)
REGION = region_site("REGION", shapely.box(40.2, 35.2, 40.4, 35.4))
LOST = point_site("LOST", None, None, None)
SITES = (LOST, NORTH, WEST, EAST, REGION)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("name", "EAST LOST NORTH REGION WEST"),
        ("west to east", "WEST REGION NORTH EAST LOST"),
        ("north to south", "NORTH EAST REGION WEST LOST"),
    ],
)
def test_places_stand_in_order(order, ids):
    """Those without position last, or by their name."""
    assert " ".join(site.id for site in site_table(SITES, order).sites) == ids


def test_order_from_the_first():
    """The nearest to it come next; rows and columns move together."""
    table = site_table((EAST, WEST, NORTH), "from the first")

    assert [site.id for site in table.sites] == ["EAST", "NORTH", "WEST"]
    assert (np.diff(table.matrix.distance_m[0]) > 0).all()
    assert table.matrix.distance_m[1, 2] == site_table((NORTH, WEST)).matrix.distance_m[0, 1]


def test_places_of_claims_come_once():
    """In the order of the file."""
    case = case_from_document(small_case())

    assert [site.id for site in sites_of(case, case.claims[::-1])] == ["CAMP", "CITY", "PROVINCE"]
    assert sites_of(case, ()) == ()


def test_the_csv_has_each_pair_once():
    """In metres; unknown is empty, not zero."""
    rows = list(csv.DictReader(io.StringIO(distances_csv(site_table((WEST, EAST, NORTH), "west to east")))))
    unknown = next(row for row in rows if row["to"] == "NORTH")

    assert tuple(rows[0]) == CSV_HEAD
    assert len(rows) == 3
    assert (unknown["min_m"], unknown["max_m"]) == ("0.000", "")
    assert float(unknown["distance_m"]) > 0


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", 'a"b,c\nd'])
def test_no_name_is_a_formula(name):
    """And every name comes back whole."""
    document = small_case()
    document["features"][0]["properties"]["name"] = name
    table = site_table(case_from_document(document).sites[:2], "west to east")
    found = next(csv.DictReader(io.StringIO(distances_csv(table), newline="")))["from_name"]

    assert not found.startswith(("=", "+", "-", "@", "\t"))
    assert found.removeprefix("'") == name


def test_nearness_falls_with_distance():
    """From 1 at no distance to 0 at the greatest; unknown is 0."""
    shares = nearness(site_table((WEST, EAST, REGION), "west to east"))

    assert shares[0, 2] == shares[0, 1] == 0
    assert shares[0, 0] == 1
    assert nearness(site_table((REGION,))).shape == (1, 1)


def test_pairs_leave_out_the_diagonal():
    """And each other way round."""
    assert pairs(site_table((WEST, EAST, NORTH))) == [(0, 1), (0, 2), (1, 2)]
