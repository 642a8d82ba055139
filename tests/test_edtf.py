"""EDTF: what a text may mean, what it cannot mean, and how it is said."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.parsing.edtf import EdtfError, interval_in_words, parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2015", "2015-01-01T00:00", "2015-12-31T23:59:59.999999"),
        ("2015-02", "2015-02-01T00:00", "2015-02-28T23:59:59.999999"),
        ("2015-12-06?", "2015-12-06T00:00", "2015-12-06T23:59:59.999999"),
        ("2015-12-07T01:00~", "2015-12-07T01:00", "2015-12-07T01:00:59.999999"),
        ("2015-12-06T19:40:05", "2015-12-06T19:40:05", "2015-12-06T19:40:05.999999"),
        ("2015-12-06T23:30-05:00", "2015-12-07T04:30", "2015-12-07T04:30:59.999999"),
        ("2015-12-06T19:40/2015-12-06T19:55", "2015-12-06T19:40", "2015-12-06T19:55:59.999999"),
        ("2015-12-06T23:00-05:00/2015-12-06", "2015-12-07T04:00", "2015-12-07T04:59:59.999999"),
        ("2015-12-06/..", "2015-12-06T00:00", None),
        ("/2015-12-06", None, "2015-12-06T23:59:59.999999"),
        ("201X", "2010-01-01T00:00", "2019-12-31T23:59:59.999999"),
        ("2015-12-XX", "2015-12-01T00:00", "2015-12-31T23:59:59.999999"),
        ("201X-02-29", "2012-02-29T00:00", "2016-02-29T23:59:59.999999"),
        ("2015-24", "2015-12-01T00:00", "2016-02-29T23:59:59.999999"),
        ("[2015-12-06,2015-12-08]", "2015-12-06T00:00", "2015-12-08T23:59:59.999999"),
        ("{..2014,2015}", None, "2015-12-31T23:59:59.999999"),
        ("[2015-12-06..2015-12-08]", "2015-12-06T00:00", "2015-12-08T23:59:59.999999"),
        ("Y2015", "2015-01-01T00:00", "2015-12-31T23:59:59.999999"),
    ],
)
def test_a_text_is_the_time_it_may_mean(text, earliest, latest):
    """Both ends are the first and the last instant; an open or unknown end is None."""
    interval = parse(text)

    expected = tuple(end and datetime.fromisoformat(end) for end in (earliest, latest))

    assert expected == (interval.earliest, interval.latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "offset"),
    [
        ("2015", False, False, None),
        ("2015~", True, False, None),
        ("2015?/2016", False, True, None),
        ("2015-12-06T19:40+02:00%", True, True, 120),
        ("2015-21", True, False, None),
    ],
)
def test_marks_and_zone_are_kept(text, approximate, uncertain, offset):
    """The marks of any part count for the whole."""
    interval = parse(text)

    assert (approximate, uncertain, offset) == (interval.approximate, interval.uncertain, interval.utc_offset_min)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "A date is missing"),
        ("yesterday", "is not a date that can be read"),
        ("2015-02-30", "February 2015 has 28 days"),
        ("2015-13", "neither a month"),
        ("2015-12-06T25:00", "hours run from 00 to 23"),
        ("2015-12-06T19:60", "minutes run from 00 to 59"),
        ("2015-12-06T19", "does not have the form"),
        ("2015-12-06T19:40+99:00", "not an offset from UTC"),
        ("2015-12-07/2015-12-06", "ends before it starts"),
        ("../..", "neither start nor end"),
        ("a/b/c", "2 slashes"),
        ("2015-12-06T19:40Z/2015-12-06T19:50", "state both"),
        ("٢٠١٥", "write them as 0 to 9"),
        ("2015~-12", "at its end"),
        (" 2015", "spaces around it"),
        ("Y17000", "outside 1 to 9999"),
        ("-0044", "outside 1 to 9999"),
        ("0001-01-01T00:00+05:00", "outside the years 1 to 9999"),
        ("[2015", "does not close it"),
        ("2" * 500, "500 characters"),
    ],
)
def test_what_is_no_time_is_refused_with_the_reason(text, reason):
    """The message says why."""
    with pytest.raises(EdtfError, match=reason):
        parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-12", "December 2015"),
        ("2015-12-06/2015-12-08?", "6 December 2015 to 8 December 2015 (uncertain)"),
        ("../2015-12-06", "6 December 2015 or earlier"),
        ("2015-12-06/", "from 6 December 2015, end not known"),
        ("2015-12-06T19:40:05Z", "19:40:05 on 6 December 2015 (UTC)"),
        ("2015-12-06T19:40+05:30?", "19:40 on 6 December 2015 (uncertain, UTC+5:30)"),
        ("2015-22%", "northern summer 2015 (approximate and uncertain)"),
        ("[2014,2015-12-08~]", "one of: 2014; 8 December 2015 (approximate)"),
    ],
)
def test_an_interval_is_said_in_english(text, words):
    """Nothing stated is lost, nothing is added."""
    assert words == interval_in_words(parse(text))


@given(st.text(alphabet="0123456789X-T:/.~?%[]{},YZ+ ", max_size=30))
def test_any_text_is_an_interval_in_order_or_refused(text):
    """No text makes the reader fail, and no interval ends before it starts."""
    try:
        interval = parse(text)
    except EdtfError:
        return

    assert None in (interval.earliest, interval.latest) or interval.earliest <= interval.latest
    assert interval_in_words(interval)
