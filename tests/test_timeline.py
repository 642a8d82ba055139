"""A timeline: where times stand on its axis, what its histogram counts, and what is drawn."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from geodata.__main__ import main
from geodata.app.case_store import BUNDLED_CASE
from geodata.app.results_cache import _setting_bytes
from geodata.app.work_limit import TooMuchWorkError
from geodata.casefile.io import read_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.render.html.statement_plot import statement_plot
from geodata.render.html.templating import render
from geodata.render.html.timeline_plot import TimeHead, timeline, timeline_head
from geodata.render.text.changes_view import changes_view
from geodata.render.text.claim_view import claim_line
from geodata.render.text.palette import colors
from geodata.render.text.timeline_view import timeline_view
from geodata.timeline.as_of import read_as_of, said_ends_s
from geodata.timeline.case_changes import changes_between
from geodata.timeline.claim_spans import claim_spans
from geodata.timeline.time_axis import opening_axis, time_axis
from geodata.verdicts.context import CaseContext
from geodata.view.filter_params import from_query
from geodata.view.filters import Filter
from tests.app import ROOT
from tests.cases import small_case

BUNDLED, _ = read_case(BUNDLED_CASE)
IDS = ("ARMY-AT", "ARMY-IN", "ENVOY-WITHIN", "ENVOY-BEYOND", "ENVOY-SE", "ENVOY-REPORT")
TIMES = (
    "2015-12-06", "2015-12-06T19:40/2015-12-06T19:55", "2015-12-06T21:00~", "2015-12", "2015-12-06T17:00Z",
    "../2015-12-05", "2015-12-07/..", "[2015-12-05,2015-12-09]", "{2015-12-06T08:00,2015-12-06T20:00}",
    "2015-12-06?", "Y-17000", None,
)  # fmt: skip


def case_with(*times):
    """Return the small case with these times, the rest without."""
    document = small_case()
    for feature in document["features"]:
        if feature["id"] in IDS:
            number = IDS.index(feature["id"])
            feature["properties"]["event_time"] = times[number] if number < len(times) else None
    return case_from_document(document)


def instant_s(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(TIMES), min_size=6, max_size=6),
    st.sampled_from(["local", "utc", "any"]),
    st.integers(3, 60),
)
def test_the_histogram_counts_what_brute_force_counts(times, reading, most):
    """Surely: whatever is meant is inside; possibly: something that may be meant is. Nothing is spread over bins."""
    spans = claim_spans(CaseContext(case_with(*times), Assumptions(zone=reading)))
    axis = time_axis(instant_s("2015-12-06T10:00"), instant_s("2015-12-07T02:00"), "Asia/Damascus")
    edges = axis.bins(most)
    assert edges[0] == axis.first_s
    assert edges[-1] == axis.last_s
    for (first_s, last_s), found in zip(pairwise(edges), spans.counts(edges, set(IDS)), strict=True):
        surely = possibly = 0
        for time in map(spans.time, IDS):
            if time.spans:
                inside = all(first_s <= one.first_wide_s and one.last_wide_s < last_s for one in time.spans)
                touched = any(one.first_wide_s < last_s and one.last_wide_s >= first_s for one in time.spans)
                surely += inside
                possibly += touched and not inside
        assert found == (surely, possibly)


@pytest.mark.parametrize(
    ("time", "ends", "expected"),
    [
        ("2015-12-06", ("2015-12-05T22:00", "2015-12-06T21:59:59.999999"), "surely"),
        ("2015-12-06", ("2015-12-05T22:00:01", "2015-12-06T23:00"), "possibly"),
        ("2015-12-06", ("2015-12-06T22:00", "2015-12-07"), "outside"),
        ("2015-12-07/..", ("2015-12-06", "2020-01-01"), "possibly"),
        ("2015-12-07/..", ("2014-01-01", "2015-01-01"), "outside"),
        ("[2015-12-05,2015-12-09]", ("2015-12-07", "2015-12-08"), "outside"),
        ("[2015-12-05,2015-12-09]", ("2015-12-01", "2015-12-07"), "possibly"),
        ("[2015-12-05,2015-12-09]", ("2015-12-01", "2015-12-11"), "surely"),
        ("2015-12-06T21:00~", ("2015-12-06T18:00", "2015-12-06T20:00:59.999999"), "surely"),
        ("2015-12-06T21:00~", ("2015-12-06T18:30", "2015-12-06T20:01"), "possibly"),
        (None, ("2015-12-01", "2015-12-11"), "undated"),
    ],
)
def test_a_claim_is_surely_or_possibly_in_a_time(time, ends, expected):
    """Both ends belong to it; clocks at the camp were two hours ahead of UTC."""
    found = claim_spans(CaseContext(case_with(time))).inside(*map(instant_s, ends))
    assert found["ARMY-AT"] == expected


@pytest.mark.parametrize(
    ("days", "words", "contexts"),
    [
        (0.05, ["11:30", "11:40", "11:50", "12:00", "12:10", "12:20", "12:30"], ["6 Dec 2015"]),
        (
            1.5,
            ["18:00", "00:00", "06:00", "12:00", "18:00", "00:00", "06:00"],
            ["5 Dec 2015", "6 Dec 2015", "7 Dec 2015"],
        ),
        (60, ["8", "22", "6", "20", "3"], ["November 2015", "December 2015", "January 2016"]),
        (400, ["Jul", "Oct", "Jan", "Apr"], ["2015", "2016"]),
        (20_000, ["1990", "2000", "2010", "2020", "2030", "2040"], []),
        (900_000, ["1000", "1500", "2000", "2500", "3000"], []),
    ],
)
def test_ticks_are_round_from_minutes_to_centuries(days, words, contexts):
    """Hours in the zone of the axis; the day, the month or the year is told once."""
    middle_s = instant_s("2015-12-06T10:00")
    ticks = time_axis(middle_s - days * 43_200, middle_s + days * 43_200, "Asia/Damascus").ticks(8)
    assert [tick.words for tick in ticks] == words
    assert [tick.context for tick in ticks if tick.context] == contexts
    assert all(0 <= tick.share <= 1 for tick in ticks)


def test_a_zone_moves_words_and_not_bars():
    """One picture, with hours two apart."""
    here = time_axis(instant_s("2015-12-06T16:00"), instant_s("2015-12-06T20:00"), "Asia/Damascus")
    utc = replace(here, zone="UTC")
    assert [tick.share for tick in here.ticks(8)] == [tick.share for tick in utc.ticks(8)]
    assert [here.ticks(8)[0].words, utc.ticks(8)[0].words] == ["18:00", "16:00"]
    assert (here.face(here.first_s), utc.face(utc.first_s)) == ("2015-12-06T18:00+02:00", "2015-12-06T16:00Z")


@pytest.mark.parametrize("name", ["America/St_Johns", "Asia/Kathmandu", "Europe/London", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("day", ["1850-03-01", "1916-05-21", "2015-03-29", "2015-10-25", "9990-01-01", "0003-01-01"])
def test_ticks_are_in_order_whatever_a_clock_does(name, day):
    """Also on days when it jumps, and with offsets of seconds."""
    start_s = instant_s(day)
    for hours in (1, 5, 30, 700, 20_000):
        ticks = time_axis(start_s - 1_000, start_s + hours * 3_600, name).ticks(8)
        shares = [tick.share for tick in ticks]
        assert shares == sorted(shares)
        assert ticks


def test_it_opens_on_the_hours_of_the_main_event():
    """Of the evening of 6 December, not on the ten weeks that the case speaks of."""
    spans = claim_spans(CaseContext(BUNDLED))
    axis = opening_axis(BUNDLED, spans, spans.zone)
    assert (axis.face(axis.first_s), axis.face(axis.last_s)) == ("2015-12-06T18:38+02:00", "2015-12-06T22:22+02:00")


@pytest.mark.parametrize(
    ("times", "opened"),
    [
        ((), None),
        (("2015-12-06",), ("2015-12-05", "2015-12-07")),
        (("2015",), ("2014-11", "2016-02")),
        (("2015-12-06/..",), ("2015-12-05T10:00", "2015-12-06T10:00")),
        (("../..",), None),
    ],
)
def test_without_hours_it_opens_on_what_there_is(times, opened):
    """Days, years, the one end that is known; without any there is no axis."""
    spans = claim_spans(CaseContext(case_with(*times)))
    axis = opening_axis(case_with(*times), spans, "UTC")
    if opened is None:
        assert axis is None
    else:
        assert [axis.face(axis.first_s)[: len(opened[0])], axis.face(axis.last_s)[: len(opened[1])]] == list(opened)


def drawn(case, axis, chosen=None, **assumed):
    setting = CaseContext(case, Assumptions(**assumed))
    spans = claim_spans(setting)
    shown = timeline_view(setting, spans, axis, case.claims, set(case.claim_by_id), chosen)
    head = TimeHead(axis, None)
    return shown, str(timeline(shown, head, timeline_head(head, spans, set(case.claim_by_id)), colors(case)))


EVENING = time_axis(instant_s("2015-12-06T16:00"), instant_s("2015-12-06T20:00"), "Asia/Damascus")


def test_a_bar_is_as_stated_and_a_whisker_as_wide_as_may_be_meant():
    """Of “about 21:00”: a minute, and an hour on both sides."""
    shown, html = drawn(case_with("2015-12-06T21:00~"), EVENING)
    (row,) = [row for lane in shown.lanes for row in lane.rows]
    assert row.time == "about 21:00 on 6 December 2015 (time zone not stated, read as Asia/Damascus)"
    plot = html[html.index('class="plot"') :]
    assert re.search(r'<line x1="50%" x2="100%" y1="13.0" y2="13.0"', plot)
    assert re.search(r'<rect x="75%" width="0.4166[0-9]*%"', plot)


def test_an_open_end_has_an_arrow_and_what_goes_on_beside_the_axis_has_none():
    """And no cap either."""
    assert "M-11 0.5L-1 6" in drawn(case_with("2015-12-06T20:00/.."), EVENING)[1]
    assert "M-11 0.5L-1 6" not in drawn(case_with("2015-12-06"), EVENING)[1]
    assert "M11 0.5L1 6" in drawn(case_with("../2015-12-06T20:00"), EVENING)[1]


def test_where_the_zone_is_not_known_the_bar_is_hollow():
    """It may be anywhere in it."""
    shown, html = drawn(case_with("2015-12-06T20:00"), EVENING, zone="any")
    assert shown.lanes[0].rows[0].spans[0].first_wide_s < EVENING.first_s
    assert 'fill="currentColor"' not in html[html.index('class="plot"') : html.index("time-signs")]


def test_the_chosen_claim_shows_where_other_readings_put_it():
    """Only it, and only where its zone is not stated."""
    case = case_with("2015-12-06T20:00", "2015-12-06T20:00Z")
    ghosts = {row.line.id: row.ghosts for lane in drawn(case, EVENING, "ARMY-AT")[0].lanes for row in lane.rows}
    assert [one.first_wide_s for one in ghosts["ARMY-AT"]] == [instant_s("2015-12-06T20:00")]
    assert drawn(case, EVENING, "ARMY-IN")[0].lanes[0].rows[0].ghosts == ()


def test_claims_beside_the_axis_are_counted_and_those_without_a_time_are_listed():
    """None is lost."""
    shown, html = drawn(case_with("2015-12-06T20:00", "2015-12-01", "2015-12-09", "2015-12-08"), EVENING)
    lanes = [(lane.side.name, len(lane.rows), lane.beside) for lane in shown.lanes]
    assert sum(rows for _, rows, _ in lanes) == 1
    assert sorted(beside for _, _, beside in lanes) == ["1 earlier", "2 later"]
    assert (len(shown.undated), shown.without_time) == (2, 2)
    assert "2 claims without a time" in html


def test_of_very_many_claims_the_rest_is_counted(monkeypatch):
    """No more rows than a browser draws at once, and some of every side."""
    monkeypatch.setattr("geodata.render.text.timeline_view._MOST_ROWS", 3)
    monkeypatch.setattr("geodata.render.text.timeline_view._LEAST_ROWS", 1)
    shown, html = drawn(BUNDLED, EVENING)
    assert [len(lane.rows) for lane in shown.lanes][:3] == [3, 1, 1]
    assert shown.lanes[0].undrawn == 2
    assert "2 more in this time, not drawn" in html
    assert (len(shown.undated), shown.without_time) == (3, 26)
    assert "and 23 more" in html


def said_and_drawn(*, stated, published=None, event_time="2015-12-06T20:00Z"):
    """Return the rectangles of one claim, as attributes of theirs."""
    document = small_case()
    for source in document["case"]["sources"]:
        source["published"] = published
    for feature in document["features"]:
        if feature["id"] in IDS:
            feature["properties"] |= {"event_time": None, "stated": None}
        if feature["id"] == "ARMY-AT":
            feature["properties"] |= {"event_time": event_time, "stated": stated}
    case = case_from_document(document)
    setting = CaseContext(case)
    spans = claim_spans(setting)
    lines = [claim_line(case, claim) for claim in case.claims]
    drawn = statement_plot(lines, spans, said_ends_s(setting), EVENING, colors(case), None)
    return None if drawn is None else re.findall(r"<rect [^>]*>", drawn.html)


def test_a_statement_stands_where_it_was_said_as_high_as_it_may_have_been():
    """A day's statement is as high as the day; where the sources alone tell, it is open downward."""
    (stated,) = said_and_drawn(stated="2015-12-07T10:00Z/2015-12-07T12:00Z")
    assert 'y="5.3571%" height="89.286%"' in stated
    assert "stroke-dasharray" not in stated
    (published,) = said_and_drawn(stated=None, published="2015-12-07T12:00Z")
    assert "stroke-dasharray" in published
    assert said_and_drawn(stated=None) is None
    assert said_and_drawn(stated="2015-12-07", event_time=None) is None


def test_what_is_said_much_later_is_counted_and_leaves_the_first_days_their_room():
    """Of the bundled case, reviews of the year after."""
    setting = CaseContext(BUNDLED)
    lines = [claim_line(BUNDLED, claim) for claim in BUNDLED.claims]
    spans = claim_spans(setting)
    drawn = statement_plot(lines, spans, said_ends_s(setting), EVENING, colors(BUNDLED), None)
    assert drawn.later == 0
    whole = time_axis(*spans.ends_s(BUNDLED.claim_by_id), "UTC")
    assert statement_plot(lines, spans, said_ends_s(setting), whole, colors(BUNDLED), None).later > 0


def test_changes_are_told_with_claims_and_verdicts_by_name():
    """What was added and updated, and how verdicts on what was updated stand now."""
    setting = CaseContext(BUNDLED)
    found = changes_view(
        BUNDLED, changes_between(setting, *(read_as_of(setting, day) for day in ("2015-12-06", "2015-12-09")))
    )
    assert len(found.added) > 20
    assert ("SOHR-LATER-3-AND-13", "SOHR-LATER-4-AND-13") in {(old.id, new.id) for old, new in found.revised}
    assert all("; before: " in one.words and one.sign for one in found.flipped)
    html = render("changes_between.html", found=found, colors=colors(BUNDLED), most=2)
    assert f"Claims added: {len(found.added)}" in html
    assert f"and {len(found.added) - 2} more" in html


def test_what_is_kept_of_times_of_many_stretches_is_numbers_and_is_weighed():
    """A time of hundreds of stretches weighs as much as it takes, also where verdicts keep it."""
    plain, vague = ([time] * 6 for time in ("2015-12-06", "[200X-XX-06,201X-XX-06,202X-XX-06,1000]"))
    light, heavy = (claim_spans(CaseContext(case_with(*times))).bytes for times in (plain, vague))
    assert heavy - light == 6 * 360 * 3 * 8
    settings_bytes = [_setting_bytes(CaseContext(case_with(*times))) for times in (plain, vague)]
    assert settings_bytes[1] - settings_bytes[0] == 6 * 360 * 300


@pytest.mark.parametrize("text", ["XXXX-02-29", "-XXXX-XX-31"])
def test_a_moment_of_very_many_times_is_none(text, capsys):
    """In the address and on the command line, in a sentence."""
    assert from_query({"said_by": text, "after": text}, BUNDLED) == (Filter(), (f"after {text}", f"said_by {text}"))
    assert main(["verdicts", str(BUNDLED_CASE), f"--as-of={text}"]) == 2
    assert "any of very many times" in capsys.readouterr().err


def test_claims_that_take_too_long_to_choose_end_the_page_in_a_sentence(monkeypatch):
    """Not only what is drawn of them has a limit."""

    def too_much(*_):
        raise TooMuchWorkError

    monkeypatch.setattr("geodata.app.filter_controls._by_times", too_much)
    app = AppTest.from_file(str(ROOT / "pages" / "timeline.py"), default_timeout=60)
    app.query_params["said_by"] = "2015-12-07"
    app.run()
    assert list(app.exception) == []
    assert "takes too long" in app.error[0].value
