"""The form of a site, with what tells how far it may be off: filled in, added up, put into the form, kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from geodata.app.georeference_panel import georeferenced_point, site_texts
from geodata.app.words import edit_words
from geodata.parsing.georeferencing import read_georeference
from tests.app import ROOT

WORDS = {"kind": "heading", "coordinates": "35.336, 40.141", "source": "gazetteer", "extent": "6 km",
         "distance": "35 mi", "heading": "SE"}  # fmt: skip


@pytest.fixture
def form():
    """Return the case page with the form of a new site."""
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_kind"] = "site"
    return app.run()


def fill(app, site="", **words):
    """Fill in the panel, kind first: it decides what else there is."""
    app.selectbox(f"g {site} kind").set_value(words.pop("kind")).run()
    for name, text in words.items():
        widgets = [one for one in (*app.text_input, *app.selectbox) if (one.key or "").startswith(f"g {site} {name}")]
        widgets[0].set_value(text).run()
    assert list(app.exception) == []


def in_form(app, member):
    """Return what the form says of a member."""
    [found] = [
        one for one in (*app.text_input, *app.text_area) if one.key and one.key[:2] == "f " and one.key.endswith(member)
    ]
    return found.value


def press(app, words):
    next(one for one in app.button if one.label == words).click().run()
    assert list(app.exception) == []


def test_the_result_is_put_into_the_form(form):
    """Place, uncertainty, sources and remarks, by the module that the command line uses."""
    fill(form, **WORDS)
    press(form, edit_words.FILL_FORM)

    found = read_georeference(WORDS)
    for member, text in site_texts(found, {}).items():
        assert in_form(form, member) == text
    assert in_form(form, "geometry") == f"{found.lat}, {found.lon}"


def test_pressing_twice_adds_no_distance_twice(form):
    """The coordinates that were typed stay those that the distance is from."""
    fill(form, **WORDS)
    press(form, edit_words.FILL_FORM)
    before = in_form(form, "geometry"), in_form(form, "georeferenceRemarks")
    press(form, edit_words.FILL_FORM)

    assert (in_form(form, "geometry"), in_form(form, "georeferenceRemarks")) == before


def test_nothing_is_put_before_it_is_whole(form):
    """There is no button until nothing is missing."""
    fill(form, kind="heading", coordinates="35.336, 40.141", source="gazetteer")
    assert edit_words.FILL_FORM not in [one.label for one in form.button]


def test_a_map_on_an_old_datum_is_not_put_in(form):
    """A case is on WGS84."""
    fill(form, kind="place", coordinates="35.336, 40.141", source="1:50000", datum="Pulkovo 1942", extent="6 km")

    assert any("convert these from Pulkovo 1942" in one.value for one in form.warning)
    assert edit_words.FILL_FORM not in [one.label for one in form.button]


def test_another_record_is_not_filled(form):
    """What was put into the form of one site, or of a new one, is not shown in that of another."""
    fill(form, **WORDS)
    press(form, edit_words.FILL_FORM)
    record = next(one for one in form.selectbox if one.label == edit_words.RECORD)
    record.set_value("AYYASH").run()

    assert in_form(form, "georeferenceRemarks") != site_texts(read_georeference(WORDS), {})["georeferenceRemarks"]
    assert in_form(form, "name") == "Ayyash"


def test_what_others_wrote_stays():
    """Sources are listed as Darwin Core wants them; of the remarks only those of an earlier georeference go."""
    found = read_georeference(WORDS)
    first = site_texts(found, {"georeferenceSources": "Map of 1984", "georeferenceRemarks": "Doubtful.\nTwo villages."})
    again = site_texts(read_georeference(WORDS | {"distance": "36 mi"}), first)

    assert first["georeferenceSources"] == again["georeferenceSources"] == "Map of 1984 | gazetteer"
    assert first["georeferenceRemarks"].splitlines()[1:] == ["Doubtful.", "Two villages."]
    assert again["georeferenceRemarks"].splitlines()[1:] == ["Doubtful.", "Two villages."]
    assert "36 mi SE from 35.336, 40.141" in again["georeferenceRemarks"]


def test_the_radius_is_rounded_up():
    """It holds the place; and Darwin Core knows no 0."""
    exact = {"kind": "coordinates", "coordinates": "35.3361234, 40.1411234", "source": "gazetteer"}
    found = read_georeference(exact)

    assert 0 < found.uncertainty_m < 1
    assert site_texts(found, {})["coordinateUncertaintyInMeters"] == "1"
    assert georeferenced_point(found)["coordinates"] == [40.1411234, 35.3361234]
