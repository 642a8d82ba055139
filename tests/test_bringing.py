"""Which files are cases of ours, and that nothing is lost of them."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from geodata.__main__ import main
from geodata.app import import_page
from geodata.app.case_store import BUNDLED_CASE
from geodata.app.words.import_words import field_label
from geodata.core.problems import CaseProblemsError
from geodata.editing.size_limits import LimitError, check_editable
from geodata.importing.members import CONSTANTS, RECORDS
from geodata.sandbox.packed import PackedCase
from geodata.sandbox.read_back import as_case
from tests.cases import small_case

DOCUMENT = json.loads(BUNDLED_CASE.read_bytes())


@pytest.mark.parametrize("ending", [".csv", ".gpkg", ".geojson"])
def test_a_case_goes_out_and_comes_back_by_the_commands(ending, tmp_path, capsys):
    """Export, then import: the same document to the last member."""
    out, back = tmp_path / f"case{ending}", tmp_path / "back.geojson"
    assert main(["export", str(BUNDLED_CASE), "-o", str(out)]) == 0
    assert main(["import", str(out), "-o", str(back)]) == 0
    assert "copied as it is" in capsys.readouterr().out
    assert json.loads(back.read_bytes()) == DOCUMENT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"place,lat,lon\nAyyash,35.4,40.1\n", "a.csv"),
        (b'{"type": "FeatureCollection", "features": []}', "a.geojson"),
        (b"not JSON", "a.geojson"),
        (b"", "a.xlsx"),
    ],
)
def test_other_files_are_no_cases(data, name):
    """They are imported instead."""
    assert as_case(data, name) is None


def test_a_case_with_faults_says_them():
    """It does not come in as something else."""
    document = small_case()
    document["features"][3]["properties"]["actor"] = "NOBODY"
    with pytest.raises(CaseProblemsError):
        as_case(json.dumps(document).encode(), "case.geojson")


@pytest.mark.parametrize("record", RECORDS)
def test_what_is_said_of_all_rows_is_called_something(record):
    """Whatever a row is: a member without a label would end the page where columns are matched."""
    assert all(field_label(record, member)[:1].isupper() for member in CONSTANTS)


def _asked():
    """Draw one question on a page of its own."""
    from types import SimpleNamespace

    from geodata.app.import_page import _show_questions
    from geodata.importing.questions import Answer, ImportQuestion

    places = (Answer("a", "Alpha, Syria", (40.1, 35.3)), Answer("b", "Alpha, Lebanon", (35.8, 34.4)))
    question = ImportQuestion("name:alpha", "Which?", (*places, Answer("none", "None of these")), "--answers FILE")
    _show_questions(SimpleNamespace(answers={}), SimpleNamespace(questions=(question,), question_count=1))


def test_places_to_choose_from_are_numbered_as_on_their_map():
    """Before anything is taken; the map stands above the list."""
    page = AppTest.from_function(_asked).run(timeout=60)

    assert not page.exception
    assert page.radio[0].options == ["1. Alpha, Syria", "2. Alpha, Lebanon", "3. None of these"]
    assert "panel map of" in str(page.main)


def test_a_record_that_would_hold_everybody_up_is_not_opened():
    """Of a text of 20 MB others waited for 6 s: it was folded for the search in one go."""
    case = small_case()
    case["features"][3]["properties"]["summary"] = "word " * 1_000_000
    packed = PackedCase.of(case)
    with pytest.raises(LimitError, match=r"5\.0 MB; at most 4 MB can be edited"):
        check_editable(packed.records, packed.size, packed.largest)


def _refused():
    """Draw what comes in of a file that takes too long, with how often that was tried; no case is open."""
    from types import SimpleNamespace

    import streamlit as st

    from geodata.app import import_page
    from geodata.importing.limits import TableError
    from geodata.sandbox.process import NoSeatError

    state = st.session_state
    state.setdefault("tried", 0)

    def taken(*_, **__):
        state.tried += 1
        raise NoSeatError("Try again.") if state.tried == 1 else TableError("This took too long.")

    import_page._taken = taken
    import_page.is_own = lambda: False
    file = state.setdefault("file", SimpleNamespace(mapping=SimpleNamespace(column_of=lambda _: None),
                                                    table=SimpleNamespace(row_count=2)))  # fmt: skip
    import_page._outcome(file)


def test_what_took_too_long_is_not_done_again_for_each_drawing():
    """Six windows kept both places where files are read, by being drawn; who found no place gets one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(import_page, "_taken", import_page._taken)
        patched.setattr(import_page, "is_own", import_page.is_own)
        page = AppTest.from_function(_refused).run(timeout=60)
        told = [page.error[0].value.replace("\\", "")]
        for _ in range(3):
            page.run(timeout=60)
            told.append(page.error[0].value.replace("\\", ""))

    assert told == ["Try again.", *["This took too long."] * 3]
    assert page.session_state.tried == 2
