"""The pages run, without a browser, on the bundled case and on files that cannot be shown."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from geodata.app import claim_panels, consistency_page, distances_page
from geodata.app.case_store import BUNDLED_CASE
from geodata.app.words import case_words, edit_words, export_words
from geodata.casefile.io import check_bytes, read_case
from geodata.core.model import MAX_DISTANCE_M
from geodata.editing.drafts.draft import keep, open_draft
from geodata.timeline.as_of import known_by, read_as_of
from geodata.verdicts.context import CaseContext
from geodata.view.assumption_params import FLAGS, NUMBERS
from tests.app import ROOT
from tests.cases import small_case

PAGES = ("dashboard.py", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "pages").glob("*.py"))))


def _labelled(widgets, label):
    """Return the widget with a label."""
    return next(one for one in widgets if one.label == label)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_the_bundled_case(page):
    """A page runs through without an exception or an error box."""
    app = AppTest.from_file(str(ROOT / page), default_timeout=60).run()
    assert list(app.exception) == []
    assert list(app.error) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_a_case_at_the_ends_of_what_is_valid(page, monkeypatch, tmp_path):
    """The last minute that there is, and a place that may be anywhere on the Earth, chosen to be put on trial."""
    document = small_case()
    for feature in document["features"]:
        if feature["properties"]["record"] == "claim":
            feature["properties"]["event_time"] = "9999-12-31T23:59"
        elif feature["id"] == "CAMP":
            feature["properties"]["coordinateUncertaintyInMeters"] = MAX_DISTANCE_M
    document["features"][-1]["properties"]["event_time"] = "2015-12-06T19:40"
    case = tmp_path / "case.geojson"
    case.write_text(json.dumps(document))
    assert check_bytes(case.read_bytes()).valid
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    app.query_params["site"] = "CAMP"
    assert list(app.run().exception) == []
    assert list(app.error) == []


@pytest.mark.parametrize(
    ("page", "module", "limit", "work"),
    [
        ("consistency.py", consistency_page, "MOST_CLAIMS", "table_of"),
        ("distances.py", distances_page, "MOST_SITES", "_table_of"),
    ],
)
def test_no_page_compares_more_than_a_server_has_memory_for(page, module, limit, work, monkeypatch):
    """Of 6,000 claims the tables took 1.5 GB and minutes, of the 20,000 that a case may have all that there is."""
    hints = []
    monkeypatch.setattr(module, limit, 5)
    monkeypatch.setattr(module, work, lambda *_: pytest.fail("compared all the same"))
    monkeypatch.setattr(module, "panel", lambda html, *_, **__: hints.append(str(html)))
    app = AppTest.from_file(str(ROOT / "pages" / page), default_timeout=60).run()
    assert list(app.exception) == []
    assert any("at most 5 are" in hint for hint in hints)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_a_missing_file(page, monkeypatch, tmp_path):
    """A case file that is not there is an error box, not an exception."""
    monkeypatch.setenv("CROSSBEARING_CASE", str(tmp_path / "none.geojson"))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60).run()
    assert list(app.exception) == []
    assert "The case file has problems" in app.error[0].value


def test_the_filters_of_the_page_reach_its_state():
    """What is written in a widget is what filters, and what the address says."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    app.text_input(key="w_words").set_value("عياش").run()
    assert app.session_state.filter.words == "عياش"
    assert app.query_params["words"] == "عياش"


def test_what_coordinates_were_read_as_is_told():
    """The middle of a map is no marked point; what cannot be read adds none."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["tool"] = "ruler"
    app.run().text_input(key="w_place").set_value("https://www.openstreetmap.org/#map=9/35.396/40.056").run()
    assert "what is meant may lie beside it" in app.caption[0].value
    app.text_input(key="w_place").set_value("93W4+CC Saeqa camp").run()
    assert "off by 9 m" in app.caption[0].value
    app.text_input(key="w_place").set_value("93W4+CC").run()
    assert "is a short plus code" in app.session_state.refused[0]
    assert app.session_state.tools.points == ("35.396,40.056", "35.3960625,40.0560625")


def test_the_card_tells_how_the_sun_stood(monkeypatch):
    """Of the claim that is chosen, which has hours and a point; no list asks for it."""
    drawn = []
    card = claim_panels.cards.card
    monkeypatch.setattr(claim_panels.cards, "card", lambda view, *rest: drawn.append(view) or card(view, *rest))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["claim"] = "US-OFFICIALS-AP-COALITION-55-KM"
    app.run()
    assert "night; sun 59° below" in str(drawn[-1].content)


def test_what_was_done_is_told_until_something_else_is(monkeypatch, tmp_path):
    """A change that was taken back is not said to be done, nor is one that was not made said once more."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_kind"] = "event"
    app.run()
    record = _labelled(app.selectbox, edit_words.RECORD)
    record.set_value(read_case(ROOT / "incidents.geojson")[0].events[0].id).run()
    _labelled(app.text_input, "Name *").set_value("Another name")
    _labelled(app.button, edit_words.APPLY).click().run()
    assert [one.value.partition(" event")[0].replace("\\", "") for one in app.success] == ["Done: Change"]
    app.button(key="w_undo").click().run()

    assert list(app.exception) == []
    assert [one.value for one in app.success] == []


def test_how_a_word_of_daylight_was_read_is_told(monkeypatch, tmp_path):
    """With what was done, and by which sun."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_kind"] = "claim"
    app.run()
    _labelled(app.selectbox, edit_words.RECORD).set_value("SYRIA-MFA-CAMP-STRIKE").run()
    _labelled(app.text_input, "Event time").set_value("evening of 6 December 2015")
    _labelled(app.button, edit_words.APPLY).click().run()
    assert list(app.exception) == []
    [told] = [one.value.replace("\\", "") for one in app.success]
    assert told.endswith(
        "“evening of 6 December 2015” was read as 6 December 2015, 16:06 to 23:59 (UTC+2), by the sun at Saeqa camp: "
        "from sunset, or 17:00 if that is earlier, to midnight."
    )
    assert _labelled(app.text_input, "Event time").value.startswith("2015-12-06T16:06+02:00/")


def test_a_record_after_a_record_is_added(monkeypatch, tmp_path):
    """The form is empty after each: what is typed into it next makes another, and renames none."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_section"] = "start"
    app.run()
    app.text_input(key="w_new_title").set_value("Mine")
    _labelled(app.button, case_words.BEGIN).click().run()
    for name in ("Army", "Rebels"):
        _labelled(app.text_input, "Name *").set_value(name)
        _labelled(app.button, edit_words.add("actor")).click().run()
        assert [one.value.replace("\\", "") for one in app.success] == [f"Done: Add actor “{name}”."]
        assert _labelled(app.text_input, "Name *").value == ""
    draft = open_draft(app.session_state.reader, app.session_state.draft_path)
    assert [actor["name"] for actor in draft.history.document["case"]["actors"]] == ["Army", "Rebels"]


def test_what_another_window_changed_is_shown_here_after_it_was_refused(monkeypatch, tmp_path):
    """A brought case too, which a reload would not open: nothing is written over it, and the next press counts."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_section"] = "start"
    app.run().text_input(key="w_new_title").set_value("Mine")
    _labelled(app.button, case_words.BEGIN).click().run()
    _labelled(app.text_input, case_words.TITLE).set_value("Here")
    _labelled(app.button, case_words.APPLY).click().run()
    there = open_draft(app.session_state.reader, app.session_state.draft_path)
    other = {**there.history.document, "case": {**there.history.document["case"], "title": "There"}}
    keep(there, there.history.with_step("Elsewhere", other))
    app.button(key="w_undo").click().run()

    assert "changed in another window" in app.error[0].value
    assert _labelled(app.text_input, case_words.TITLE).value == "There"
    app.button(key="w_undo").click().run()
    assert (list(app.error), _labelled(app.text_input, case_words.TITLE).value) == ([], "Here")


def test_title_and_summary_are_those_of_the_case_that_is_open(monkeypatch, tmp_path):
    """After an undo and in another case: what stands in the form is kept with the next change."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_section"] = "start"
    app.run()
    first, summary = _labelled(app.text_input, case_words.TITLE).value, app.text_area[0].value
    _labelled(app.text_input, case_words.TITLE).set_value("Here")
    _labelled(app.button, case_words.APPLY).click().run()
    app.button(key="w_undo").click().run()
    assert (_labelled(app.text_input, case_words.TITLE).value, app.text_area[0].value) == (first, summary)
    app.text_input(key="w_new_title").set_value("Mine")
    _labelled(app.button, case_words.BEGIN).click().run()
    assert (_labelled(app.text_input, case_words.TITLE).value, app.text_area[0].value) == ("Mine", "")


def test_a_place_to_blur_that_the_case_has_no_more_is_not_forgotten(monkeypatch, tmp_path):
    """Streamlit drops the choice, and the press of the page before wrote a file with the place as it is."""
    case = tmp_path / "case.geojson"
    document = small_case()
    case.write_text(json.dumps(document))
    monkeypatch.setenv("CROSSBEARING_CASE", str(case))
    app = AppTest.from_file(str(ROOT / "pages" / "case.py"), default_timeout=60)
    app.session_state["w_section"] = "export"
    app.run()
    app.selectbox(key="w_ending").set_value(".geojson").run()
    app.multiselect(key="w_blur").set_value(["CAMP"]).run()
    case.write_text(json.dumps(document).replace('"CAMP"', '"CAMP-B"'))
    app.button(key="w_make").click().run()
    assert list(app.exception) == []
    assert "made" not in app.session_state
    assert [one.value for one in app.warning] == [export_words.BLUR_LOST]
    assert export_words.CREATE not in [one.label for one in app.button]
    _labelled(app.button, export_words.GO_ON).click().run()
    assert list(app.warning) == []
    app.button(key="w_make").click().run()
    assert app.session_state["made"]


def test_the_case_as_it_stood_is_what_is_compared(monkeypatch):
    """The address says of which moment; the page compares the claims that had surely been said by then."""
    compared, table_of = [], consistency_page.table_of
    monkeypatch.setattr(
        consistency_page, "table_of", lambda *given: compared.append(table_of(*given).claims) or table_of(*given)
    )
    app = AppTest.from_file(str(ROOT / "pages" / "consistency.py"), default_timeout=60)
    app.query_params["said_by"] = "2015-12-07"
    app.run()
    assert list(app.exception) == []
    setting = CaseContext(read_case(BUNDLED_CASE)[0])
    known = known_by(setting, read_as_of(setting, "2015-12-07"))
    surely = [claim for claim, one in known.items() if one == "surely"]
    assert compared[0] == tuple(setting.current(surely))
    assert len(compared[0]) == 31


@pytest.mark.parametrize(("said_by", "is_there"), [("2015-12-07", False), ("2015-12-10", True), ("", True)])
def test_what_stands_above_the_map_is_as_it_stood(said_by, is_there, monkeypatch):
    """Nobody's account is told of a moment at which it had not been said."""
    found, headline_of = [], claim_panels.headline_of
    monkeypatch.setattr(claim_panels, "headline_of", lambda *given: found.append(headline_of(*given)) or found[-1])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if said_by:
        app.query_params["said_by"] = said_by
    app.run()
    assert list(app.exception) == []
    assert ("RUSSIA" in {account.actor for account in found[-1].accounts}) == is_there


@pytest.mark.parametrize(
    ("typed", "taken"), [("7 December 2015", "2015-12-07"), ("2015-12-07T18:00Z", "2015-12-07T18:00Z"), ("", "")]
)
def test_a_moment_is_taken_as_people_write_it(typed, taken):
    """And how many claims it leaves out is said, by why."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["said_by"] = "2015-12-06"
    app.run().text_input(key="w_said_by").set_value(typed).run()
    assert app.session_state.filter.said_by == taken
    assert any("had been said for sure; " in one.value for one in app.caption) == bool(taken)


@pytest.mark.parametrize("typed", ["yesterday", "2015-12-07/..", "06/07/2015"])
def test_what_is_no_moment_is_said_and_changes_nothing(typed):
    """The filter stays, with what was typed beside what is wrong with it."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["said_by"] = "2015-12-06"
    app.run().text_input(key="w_said_by").set_value(typed).run()
    assert app.session_state.filter.said_by == "2015-12-06"
    assert app.warning[0].value
    assert app.text_input(key="w_said_by").value == typed


def test_no_two_widgets_have_one_key():
    """Drawn in one run, they end it: a fold was called as the switch was that is inside another one."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "geodata" / "app").rglob("*.py")]
    # In one module it may be one of two that is drawn.
    keys = [key for source in sources for key in set(re.findall(r'key="(w_[a-z_]+)"', source))]
    keys += [f"w_{name}" for name in (*NUMBERS, *FLAGS)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_assumption_is_drawn_beside_a_moment():
    """All folds open."""
    app = AppTest.from_file(str(ROOT / "pages" / "consistency.py"), default_timeout=60)
    for name, value in {"said_by": "2015-12-07", "after": "2015-12-01T00:00", "hedged": "yes", "zone": "utc"}.items():
        app.query_params[name] = value
    app.run()
    assert list(app.exception) == []
    keys = {one.key for one in (*app.text_input, *app.toggle, *app.selectbox, *app.slider)}
    assert {"w_said_by", "w_as_of", "w_zone", "w_after"} <= keys
    assert app.selectbox(key="w_zone").value == "utc"


def test_two_moments_are_compared_on_the_timeline():
    """As typed; with one alone nothing is asked, and what is no moment is said."""
    app = AppTest.from_file(str(ROOT / "pages" / "timeline.py"), default_timeout=60)
    app.run().text_input(key="w_changed_from").set_value("7 December 2015").run()
    assert app.session_state.timeline.changed_from == ""
    app.text_input(key="w_changed_by").set_value("2015-12-09").run()
    asked = app.session_state.timeline
    assert (asked.changed_from, asked.changed_by, list(app.exception)) == ("2015-12-07", "2015-12-09", [])
    app.text_input(key="w_changed_by").set_value("2015-12-01").run()
    assert "not a stretch of time" in app.warning[0].value
    assert app.session_state.timeline == asked


@pytest.mark.parametrize(
    ("query", "unread"),
    [
        ({"since": "2015-12-06", "until": "2015-12-05"}, ["since 2015-12-06", "until 2015-12-05"]),
        ({"since": "2015-12-06"}, ["since 2015-12-06"]),
        ({"axis": "../../etc/passwd"}, ["axis ../../etc/passwd"]),
        ({"changed_from": "x", "changed_by": "2015"}, ["changed_from x", "changed_by 2015"]),
        ({"since": "0001", "until": "9999", "axis": "Asia/Kathmandu"}, []),
        ({"since": "Y-20000", "until": "Y20000", "axis": "Europe/London"}, []),
    ],
)
def test_an_axis_of_any_address_is_drawn(query, unread):
    """What cannot be read is told, and the rest is drawn."""
    app = AppTest.from_file(str(ROOT / "pages" / "timeline.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert list(app.exception) == []
    assert list(app.session_state.unread) == unread
