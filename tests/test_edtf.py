"""EDTF: what a text may mean, what it cannot mean, and how it is said."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.parsing.edtf import EdtfError, interval_in_words, parse, parts
from geodata.parsing.instants import day_of, instant_us, midnight_us, moment_of


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
        ("20", "2000-01-01T00:00", "2099-12-31T23:59:59.999999"),
        ("../..", None, None),
        ("/", None, None),
        ("2015-12-06T19:40:05.25", "2015-12-06T19:40:05.25", "2015-12-06T19:40:05.259999"),
        ("2015-12-06T19:40:05.1234567Z", "2015-12-06T19:40:05.123456", "2015-12-06T19:40:05.123456"),
        ("2015-12-06T24:00:00", "2015-12-07T00:00", "2015-12-07T00:00:00.999999"),
        ("2015-12-06T22:00/2015-12-06T24:00", "2015-12-06T22:00", "2015-12-07T00:00:59.999999"),
        ("2015-12-06T23:59+14:00", "2015-12-06T09:59", "2015-12-06T09:59:59.999999"),
    ],
)
def test_a_text_is_the_time_it_may_mean(text, earliest, latest):
    """Both ends are the first and the last instant; an open or unknown end is None."""
    interval = parse(text)

    expected = tuple(end and instant_us(datetime.fromisoformat(end)) for end in (earliest, latest))

    assert expected == (interval.earliest, interval.latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Y170000002", (170_000_002, 1, 1), (170_000_002, 12, 31)),
        ("Y-170000002~", (-170_000_002, 1, 1), (-170_000_002, 12, 31)),
        ("-1985", (-1985, 1, 1), (-1985, 12, 31)),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("0000-02", (0, 2, 1), (0, 2, 29)),
        ("-19", (-1999, 1, 1), (-1900, 12, 31)),
        ("-1XXX-02-29", (-1996, 2, 29), (-1004, 2, 29)),
        ("9999-24", (9999, 12, 1), (10_000, 2, 29)),
        ("-0043/Y17000", (-43, 1, 1), (17_000, 12, 31)),
        ("0000-01-01T00:00+05:00", (-1, 12, 31), (-1, 12, 31)),
    ],
)
def test_years_before_1_and_after_9999(text, first, last):
    """The calendar is carried on both ways; year 0 is there, and is a leap year."""
    interval = parse(text)

    assert (day_of(interval.earliest), day_of(interval.latest)) == (first, last)
    assert moment_of(midnight_us(10_000)) is None
    assert midnight_us(10_000) == instant_us(datetime(9999, 12, 31, 23, 59, 59, 999_999)) + 1  # noqa: DTZ001 - as written


#: Every example of the specification's levels 0 and 1, and those of level 2 that are read.
SPECIFICATION = """
    1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30
    1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02
    Y170000002 Y-170000002 2001-21 1984? 2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
    1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12 ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/
    /1985-04-12 /1985-04 /1985 -1985 1984~/2004-06 1984/2004-06~ 2004-06-11%/2004-08
    [1667,1668,1670..1672] [..1760-12-03] [1760-12..] [1760-01,1760-02,1760-12..] [1667,1760-12] [..1984]
    {1667,1668,1670..1672} {1960,1961-12} {..1984} 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X
    2004-06-XX/2004-07-03
"""


@pytest.mark.parametrize("text", SPECIFICATION.split())
def test_what_the_specification_gives_as_an_example_is_read(text):
    """And said, and taken apart."""
    assert interval_in_words(parse(text))
    assert parts(text).intervals


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
        ("[..]", "neither start nor end"),
        ("a/b/c", "2 slashes"),
        ("2015-12-06T19:40Z/2015-12-06T19:50", "state both"),
        ("٢٠١٥", "write them as 0 to 9"),
        ("2015~-12", "at its end"),
        (" 2015", "spaces around it"),
        ("Y2015", "Y stands before five digits or more"),
        ("Y-2015", "Y stands before five digits or more"),
        ("Y017000", "the first of which is not 0"),
        ("Y17000-12", "by itself"),
        ("17000", "has a Y before it"),
        ("20151206", "has hyphens in it"),
        ("-0000", "is '0000'"),
        ("-00", "the one before '00' is '-01'"),
        ("06/12", "'06' is not a date"),
        ("20-12", "is not a date"),
        ("2015-12-06T24:00:01", "24:00 is the end of a day"),
        ("2015-12-06T19:40:60", "seconds run from 00 to 59"),
        ("2015-12-06T19:40:05.", "does not have the form"),
        ("2015-12-06T19:40+14:01", "from -14:00 to [+]14:00"),
        ("2015-12-06T19:40-15", "from -14:00 to [+]14:00"),
        ("2015-12-06T19:40-00:00", "write Z where the time is in UTC"),
        ("2015-12-06T19:40-00", "write Z where the time is in UTC"),
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
        ("../..", "any time"),
        ("/", "at a time that is not known"),
        ("19~", "the years 1900 to 1999 (approximate)"),
        ("-0043-03-15", "15 March 44 BC"),
        ("Y-17000", "17001 BC"),
        ("2015-12-06T19:40:05.50", "19:40:05.50 on 6 December 2015 (time zone not stated)"),
    ],
)
def test_an_interval_is_said_in_english(text, words):
    """Nothing stated is lost, nothing is added."""
    assert words == interval_in_words(parse(text))


@given(st.datetimes())
def test_instants_are_those_of_the_calendar(moment):
    """There and back, and the day is its day."""
    instant = instant_us(moment)

    assert moment_of(instant) == moment
    assert day_of(instant) == (moment.year, moment.month, moment.day)


@given(st.text(alphabet="0123456789X-T:/.~?%[]{},YZ+ ", max_size=30))
def test_any_text_is_an_interval_in_order_or_refused(text):
    """No text makes the reader fail, and no interval ends before it starts."""
    try:
        interval = parse(text)
    except EdtfError:
        return

    assert None in (interval.earliest, interval.latest) or interval.earliest <= interval.latest
    assert interval_in_words(interval)
