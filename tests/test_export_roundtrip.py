"""A case through CSV, GeoPackage and KML and back: equal, member for member."""

import json
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.casefile.validate import check_case
from geodata.core.model import case_from_document
from geodata.exporting.case_csv import case_csv, read_csv_case
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.extract import cut
from geodata.exporting.geopackage import geopackage
from geodata.exporting.geopackage_reader import read_gpkg_case
from geodata.exporting.kml import kml
from geodata.exporting.kml_case import read_kml_case, sealed
from geodata.exporting.record_cells import same
from geodata.exporting.record_rows import document_of, rows_of_records
from geodata.exporting.writers import ExportOptions
from geodata.importing.reading import read_table
from tests.cases import small_case
from tests.documents import documents


def through_csv(document):
    return read_csv_case(case_csv(document, "2020"))


def through_gpkg(document):
    _, chosen = cut(case_from_document(document))
    return read_gpkg_case(geopackage(document, chosen, "2020", date(2026, 11, 22)))


def through_kml(document):
    return read_kml_case(kml(*cut(case_from_document(document)), "2020"))


@pytest.mark.parametrize("through", [through_csv, through_gpkg, through_kml])
def test_the_bundled_case_comes_back_equal(through):
    """Every member, and numbers written as they were."""
    document = read_case(BUNDLED_CASE)[0].document

    back = through(document)

    assert same(back, document)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_case_comes_back_from_rows_equal(document):
    """With unknown members, awkward texts and numbers, and what is absent rather than null."""
    assert [problem for problem in check_case(document) if problem.severity == "error"] == []
    assert same(document_of(rows_of_records(document)), document)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_case_comes_back_from_csv_equal(document):
    """Through quotation marks, line breaks and guards against formulas."""
    assert same(through_csv(document), document)


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_case_comes_back_from_kml_equal(document):
    """Through XML, which cannot hold every sign."""
    assert same(through_kml(document), document)


def test_a_kml_file_that_another_program_changed_is_no_longer_its_case():
    """A place was moved: the placemarks are read as they stand, and it is said."""
    written = kml(*cut(case_from_document(small_case())), "2020")
    moved = written.replace(b"40.056,35.396", b"41.056,35.396", 1)

    assert read_kml_case(moved) is None
    table = read_table(moved, "a.kml")
    assert any("it was changed or packed since" in note for note in table.notes)
    assert {"claim", "actor_name", "event_time"} <= set(table.columns)


def test_a_seal_that_somebody_made_anew_makes_no_case_of_what_is_none():
    """Anybody can work it out: what is in the file is judged like any other JSON, to the last digit."""
    written = kml(*cut(case_from_document(small_case())), "2020")
    forged = re.sub(rb'(name="case_file">\s*<value>)[^<]*', rb'\1{"case": ' + b"9" * 5000 + b"}", written)
    forged = re.sub(rb'(name="sha256_of_this_file">\s*<value>)[^<]*', rb"\g<1>" + b"0" * 64, forged)
    assert read_kml_case(sealed(forged)) is None


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents())
def test_any_case_comes_back_from_a_geopackage_equal(document):
    """Through a database's types."""
    assert same(through_gpkg(document), document)


def test_nothing_is_changed_by_exporting():
    """The document given is as it was."""
    document = small_case()
    before = json.dumps(document)
    through_csv(document)
    through_gpkg(document)
    assert json.dumps(document) == before


def gained_case():
    """Return the small case with every member that the format has gained."""
    document = small_case()
    document["case"]["events"][0] |= {"plural": True}
    document["features"][5]["properties"]["distance"] |= {"about": True}
    document["features"][7]["properties"] |= {
        "certainty": "possible", "quantity": "all", "event_kinds": ["raid, by night", "strike"],
        "statement": "=Note; 1",
        "event_time_words": "evening", "about_actor": ["ARMY", "ENVOY"],
        "killed": {"min": 3, "max": None, "about": True, "so_far": True},
        "derived_from": ["ARMY-AT", {"claim": "ARMY-IN", "kind": "quotes", "basis": "stated", "note": "a; b"}],
    }  # fmt: skip
    assert [problem for problem in check_case(document) if problem.severity == "error"] == []
    return document


@pytest.mark.parametrize(
    ("name", "read"), [("a.csv", read_csv_case), ("a.gpkg", read_gpkg_case), ("a.geojson", json.loads)]
)
def test_what_the_format_has_gained_comes_back_from_every_export_that_can_be_imported(name, read):
    """As a user does it: exported, and opened again."""
    document, options = gained_case(), ExportOptions(rule="2020", made=date(2026, 11, 22))
    data, _ = exported(case_from_document(document), name, Wanted(), options, str.encode)
    assert same(read(data), document)
