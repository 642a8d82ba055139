"""When a claim says that it was, as bounds: as stated, and as wide as it may be meant."""

import json

import pytest

from geodata.__main__ import main
from geodata.app.case_store import BUNDLED_CASE
from geodata.render.text.claim_view import claim_view
from geodata.timeline.claim_times import claim_time, said_before_event, zone_read
from tests.cases import small_case
from tests.test_verdicts import setting

AT_CAMP = {"relation": "at", "site": "CAMP"}


def bounds(event_time, *, zone="local", place=AT_CAMP):
    found = setting({"event": "STRIKE", "event_time": event_time, **place}, zone=zone)
    return claim_time(found, found.case.claims[0]).to_json()


@pytest.mark.parametrize(
    ("event_time", "first", "last", "first_wide", "last_wide"),
    [
        ("2015-12-06", "12-06T00:00:00", "12-06T23:59:59", "12-06T00:00:00", "12-06T23:59:59"),
        ("2015-12-06T21:00~", "12-06T21:00:00", "12-06T21:00:59", "12-06T20:00:00", "12-06T22:00:59"),
        ("2015-12-06?", "12-06T00:00:00", "12-06T23:59:59", "12-05T00:00:00", "12-07T23:59:59"),
        ("2015-12-06T19:40/..", "12-06T19:40:00", None, "12-06T19:40:00", None),
        ("[2015-12-06,2015-12-09]", "12-06T00:00:00", "12-09T23:59:59", "12-06T00:00:00", "12-09T23:59:59"),
    ],
)
def test_a_local_time_has_the_offset_of_its_place(event_time, first, last, first_wide, last_wide):
    """Two hours ahead of UTC, that winter; an open end is null."""
    expected = [None if end is None else f"2015-{end}+02:00" for end in (first, last, first_wide, last_wide)]
    found = bounds(event_time)
    assert [found[name] for name in ("first", "last", "first_wide", "last_wide")] == expected
    assert (found["id"], found["zone"]) == ("A", "Asia/Damascus")


def test_each_end_has_the_offset_of_its_own_day():
    """Clocks went back on 30 October 2015 in Syria."""
    found = bounds("2015-10-01/2015-11-30")
    assert (found["first"], found["last"]) == ("2015-10-01T00:00:00+03:00", "2015-11-30T23:59:59+02:00")


def test_where_nobody_knows_the_zone_the_ends_are_as_wide_as_all_zones():
    """As it stands without an offset, and in UTC from 14 hours ahead of it to 12 behind."""
    found = bounds("2015-12-06T12:00", place={})
    assert found["zone"] is None
    assert (found["first"], found["last"]) == ("2015-12-06T12:00:00", "2015-12-06T12:00:59")
    assert (found["first_wide"], found["last_wide"]) == ("2015-12-05T22:00:00Z", "2015-12-07T00:00:59Z")
    assert bounds("2015-12-06T12:00", zone="any") == found


@pytest.mark.parametrize(("zone", "event_time"), [("utc", "2015-12-06T12:00"), ("local", "2015-12-06T14:00+02:00")])
def test_utc_is_said_as_z(zone, event_time):
    """Whether it is assumed or stated with another offset."""
    found = bounds(event_time, zone=zone)
    assert (found["zone"], found["first"]) == ("UTC", "2015-12-06T12:00:00Z")


@pytest.mark.parametrize(
    ("event_time", "first"),
    [("-0044-03-15", "-0044-03-15T00:00:00Z"), ("Y12000", "+12000-01-01T00:00:00Z"), ("0000", "0000-01-01T00:00:00Z")],
)
def test_years_of_other_lengths_have_a_sign(event_time, first):
    """As ISO 8601 has it."""
    assert bounds(event_time, zone="utc")["first"] == first


def test_a_claim_without_a_time_is_listed_without_one(capsys):
    """Every claim is, on the lane of its side."""
    assert main(["timeline", str(BUNDLED_CASE), "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["SOHR-FIRST-COUNT"] == dict.fromkeys(rows["SOHR-FIRST-COUNT"]) | {
        "id": "SOHR-FIRST-COUNT",
        "lane": "SOHR",
    }
    assert rows["MCGURK-55-KM"]["lane"] == "COALITION"
    assert list(rows["MCGURK-55-KM"]) == ["id", "first", "last", "first_wide", "last_wide", "zone", "lane"]
    assert main(["timeline", str(BUNDLED_CASE), "--as-of", "2015-12-07"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) < len(rows)
    assert any(line.startswith("MCGURK-55-KM: 6 December 2015") for line in lines)


@pytest.mark.parametrize(
    ("stated", "is_early"),
    [("2015-12-05", True), ("2015-12-06", False), ("2015-12-05~", False), ("2015-12-05T22:00Z", False), (None, False)],
)
def test_a_statement_before_its_event_is_an_error_or_a_forecast(stated, is_early):
    """Only where no reading of either time lets it be later: at the camp the day began at ten in the evening, UTC."""
    found = setting({"event": "STRIKE", "event_time": "2015-12-06", "stated": stated, **AT_CAMP})
    assert said_before_event(found) == (("A",) if is_early else ())


def test_it_is_told_of_a_timeline(tmp_path, capsys):
    """On standard error, beside the list."""
    document = small_case()
    document["features"][3]["properties"] |= {"event_time": "2015-12-06", "stated": "2015-12-01"}
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(document))
    assert main(["timeline", str(path), "--json"]) == 0
    assert "ARMY-AT was said before what it speaks of: an error, or a forecast." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("event_time", "zone", "read"),
    [
        ("2015-12-06T21:00~", "local", "Asia/Damascus"),
        ("2015-12-06T21:00~", "utc", "UTC"),
        ("2015-12-06T21:00", "Asia/Tokyo", "Asia/Tokyo"),
        ("2015-12-06T21:00", "any", None),
        ("2015-12-06T21:00Z", "local", None),
        ("2015-12-06", "local", None),
    ],
)
def test_a_card_says_in_which_zone_a_time_is_read(event_time, zone, read):
    """The same as the timeline, where the claim does not say it itself."""
    found = setting({"event": "STRIKE", "event_time": event_time, **AT_CAMP}, zone=zone)
    claim = found.stated_case.claims[0]
    assert zone_read(found.stated_case, claim, found.assumptions) == read
    if read is not None:
        assert claim_time(found, claim).zone == read
    view = claim_view(found.stated_case, claim, found.assumptions, "km", is_single=True)
    notes = [run.text for row in view.content for one in row.lines for run in one]
    assert (f"read as {read}" in notes) == (read is not None)
