"""The CSV of a case: what a spreadsheet makes of it, and what comes back when people changed it."""

import csv
import io
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.casefile.io import check_bytes
from geodata.core.problems import CaseProblemsError
from geodata.core.text import as_written, harmless
from geodata.exporting.case_csv import CSV_HEAD, case_csv, read_csv_case
from geodata.exporting.record_cells import read_number, write_number
from tests.cases import small_case
from tests.documents import TEXTS, VALUES

# ruff: noqa: RUF001 - signs that look alike are what is tested
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\u200b=1",
    "'=1",
]


def table(document):
    return list(csv.DictReader(io.StringIO(case_csv(document, "2020").decode("utf-8-sig"), newline="")))


def changed(document, record_id, **cells):
    """Return the CSV with cells of one row changed, as a spreadsheet would save it."""
    rows = table(document)
    next(row for row in rows if row["id"] == record_id).update(cells)
    return saved(rows)


def saved(rows, separator=","):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, CSV_HEAD, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text):
    """Whatever member holds it; and it comes back as it was."""
    document = small_case()
    document["features"][3]["properties"] |= {"summary": text + "x", "remarks": text}
    document["case"]["actors"][1]["name"] = text + "x"
    signs = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

    cells = [cell for row in table(document) for cell in row.values()]

    assert [cell for cell in cells if cell.strip(" \u200b").startswith(signs)] == []
    assert read_csv_case(case_csv(document, "2020")) == document


@pytest.mark.parametrize("text", [*FORMULAS, "''", "'", "", "'Ayyash", "''=1", "a=1"])
def test_what_made_it_harmless_is_undone(text):
    """A text that has an apostrophe of its own keeps it."""
    assert as_written(harmless(text)) == text


def test_bytes_begin_with_a_mark_and_every_cell_is_quoted():
    """And nothing runs where a spreadsheet divides by semicolons and takes those inside a cell for ends of it."""
    document = small_case()
    document["features"][3]["properties"]["summary"] = "a;=1+1"
    document["features"][3]["properties"]["remarks"] = "a\n=cmd|'/C calc'!A0;@x"
    data = case_csv(document, "2020")

    assert data.startswith(b'\xef\xbb\xbf"record","id"')
    assert b'"a;\'=1+1"' in data
    for delimiter in ";\t":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter):
            assert not [cell for cell in row if cell.startswith(tuple("=+-@"))]
    assert read_csv_case(data) == document


def test_a_claim_reads_by_itself():
    """Words, place, bounds by the rule, sources with addresses; a negative longitude is a number."""
    document = small_case()
    for feature in document["features"]:
        if feature["geometry"]["type"] == "Point":
            feature["geometry"] = {"type": "Point", "coordinates": [-40.5, -35.25]}
    row = next(row for row in table(document) if row["id"] == "ENVOY-BEYOND")
    wanted = {
        "actor_name": "Envoy",
        "distance": "35 mi",
        "min_km": "55.522368",
        "max_km": "57.131712",
        "rule": "2020",
        "site_name": "Camp",
        "site_lon": "-40.5",
        "site_uncertainty_m": "2000",
        "source_titles": "Report",
        "source_urls": "https://example.org/1",
        "source_reliability": "C",
        "credibility": "2",
    }
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_saved_by_a_spreadsheet_with_other_separators(separator):
    """Without a mark, with quotation marks only where they are needed."""
    assert read_csv_case(saved(table(small_case()), separator)) == small_case()


@pytest.mark.parametrize(
    ("cells", "member", "value"),
    [
        ({"summary": "New words."}, "summary", "New words."),
        ({"distance": "60 km"}, "distance", {"value": "60", "unit": "km"}),
        ({"bearing": "126 ± 10"}, "bearing", {"degrees": 126, "half_width": 10}),
        ({"killed_min": "3"}, "killed", {"min": 3, "max": None}),
        ({"sources": "TRT, WIRE"}, "sources", ["TRT", "WIRE"]),
        ({"event_time": ""}, "event_time", None),
    ],
)
def test_a_changed_cell_counts(cells, member, value):
    """Also where the member was kept as JSON beside it."""
    document = small_case()
    document["features"][7]["properties"] |= {
        "distance": {"value": "59", "unit": "km", "note": "x"},
        "killed": {"min": 1},
    }
    found = read_csv_case(changed(document, "ENVOY-SE", **cells))

    expected = document["features"][7]["properties"] | {member: value}
    assert found["features"][7]["properties"] == expected


def test_a_site_that_is_moved_takes_its_claims_along():
    """A claim is where its site is."""
    found = read_csv_case(changed(small_case(), "CAMP", lat="35.5"))
    places = {feature["id"]: feature["geometry"]["coordinates"] for feature in found["features"]}
    assert (places["CAMP"], places["ARMY-AT"], places["CITY"]) == ([40.056, 35.5], [40.056, 35.5], [40.14084, 35.33588])


def test_a_row_that_is_added_is_the_last_record():
    """It need not say its number, nor that it is at its site."""
    rows = table(small_case())
    new = {"record": "claim", "id": "NEW", "actor": "ARMY", "summary": "New.", "polarity": "affirm", "site": "CAMP"}
    found = read_csv_case(saved([new, *rows]))["features"][-1]
    assert (found["id"], found["geometry"]["coordinates"], found["properties"]["sources"]) == (
        "NEW",
        [40.056, 35.396],
        [],
    )


@pytest.mark.parametrize(
    "data", [b"", b"record,id\n", b"\xff\xfe", b"PK\x03\x04", b'"record', b"a\rb", b"x" * 200_000, "النص".encode()]
)
def test_other_tables_are_not_ours(data):
    """Somebody else's reader may have them."""
    assert read_csv_case(data) is None


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(CSV_HEAD), st.one_of(TEXTS, VALUES.map(json.dumps)), st.sampled_from(["ENVOY-SE", "CAMP"]))
def test_no_cell_breaks_the_reader(column, cell, record):
    """Whatever somebody writes into one: a document for the check to judge, or problems."""
    with suppress(CaseProblemsError):
        found = read_csv_case(changed(small_case(), record, **{column: cell}))
        assert found is None or check_bytes(json.dumps(found, allow_nan=False).encode()).level is not None


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"geometry_member": '{"type": "Poly'}, "'geometry_member' of the row 'PROVINCE' does not hold JSON"),
        ({"other_members": '{"a": NaN}'}, "'other_members' of the row 'PROVINCE' does not hold JSON"),
        ({"other_members": "[1]"}, "'other_members' of the row 'PROVINCE' does not hold a JSON object"),
        ({"record": "case"}, "2 rows of the kind 'case'"),
        ({"record": "place"}, "has the record 'place', which is not one of"),
    ],
)
def test_what_was_spoiled_is_named(cells, words):
    """One problem that says which cell, and what to do."""
    with pytest.raises(CaseProblemsError) as caught:
        read_csv_case(changed(small_case(), "PROVINCE", **cells))
    [problem] = caught.value.problems
    assert words in problem.message


@pytest.mark.parametrize(
    ("number", "cell"),
    [(2000, "2000"), (2000.0, "2000"), (0.1, "0.1"), (-0.5, "-0.5"), (1e300, "1e+300"), (1e-7, "1e-07")],
)
def test_numbers_come_back_with_their_value(number, cell):
    """A whole number as one."""
    assert (write_number(number), read_number(cell)) == (cell, number)


@pytest.mark.parametrize("cell", ["about 3", "1e999", "٣", "3 4"])
def test_what_is_no_number_stays_text(cell):
    """For the check to name."""
    assert read_number(cell) == cell
