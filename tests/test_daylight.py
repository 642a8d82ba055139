"""Words of daylight as hours, against tables of others."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from geodata.core.problems import InputError
from geodata.parsing.edtf import parse, parts
from geodata.timeline.daylight import WORDS, daylight_hours, meaning_of_daylight
from geodata.timeline.sunlight import sunlight
from tests.test_sunlight import LONGYEARBYEN, SUNSETS

CAMP = (35.396, 40.056)
#: At the camp on 6 December 2015, by astral: sunrise 06:14, sunset 16:06, highest 11:10.
AT_CAMP = {
    "dawn": "2015-12-06T05:46+02:00/2015-12-06T06:14+02:00",
    "morning": "2015-12-06T04:00+02:00/2015-12-06T11:59+02:00",
    "noon": "2015-12-06T11:00+02:00/2015-12-06T12:59+02:00",
    "afternoon": "2015-12-06T11:10+02:00/2015-12-06T17:59+02:00",
    "dusk": "2015-12-06T16:06+02:00/2015-12-06T16:34+02:00",
    "evening": "2015-12-06T16:06+02:00/2015-12-06T23:59+02:00",
    "night": "[2015-12-05T16:06+02:00..2015-12-06T06:14+02:00,2015-12-06T16:06+02:00..2015-12-07T06:15+02:00]",
}


def ends(edtf):
    """Return first and last instant, in microseconds of UTC."""
    return parse(edtf).earliest, parse(edtf).latest


@pytest.mark.parametrize("word", WORDS)
def test_the_words_of_a_day_at_the_camp(word):
    """Every one, local there."""
    assert daylight_hours(word, "2015-12-06", *CAMP) == AT_CAMP[word]
    assert parts(AT_CAMP[word]).is_choice == (word == "night")
    assert meaning_of_daylight(word).startswith("from ")


@pytest.mark.parametrize(("place", "sunset"), SUNSETS)
def test_a_night_begins_at_the_sunset_of_the_table(place, sunset):
    """To a minute and what both round, whatever day it is there: some of these are on the day before by UTC."""
    at = datetime.fromisoformat(f"{sunset}+00:00")
    days = [(at + timedelta(days=by)).date().isoformat() for by in (-1, 0, 1, 2)]
    found = [ends(daylight_hours("night", "/".join(pair), *place))[0] for pair in pairwise(days)]
    assert min(abs(one + 30e6 - at.timestamp() * 1e6) for one in found) <= 90e6


def test_dawn_and_dusk_are_twilight_and_night_lies_between():
    """By the same sun as everywhere: no minute of day in them, and a step outside is another phase."""
    for word in ("dawn", "dusk"):
        first, last = daylight_hours(word, "2015-12-06", *CAMP).split("/")
        inside = sunlight(*CAMP, f"{first}/{last}").phases
        assert "civil twilight" in inside
        assert set(inside) <= {"day", "civil twilight", "nautical twilight"}  # of the minutes at its ends
    night = daylight_hours("night", "2015-12-06/2015-12-07", *CAMP)
    assert night == "2015-12-06T16:06+02:00/2015-12-07T06:15+02:00"
    assert daylight_hours("night", "2015-12-05/2015-12-07", *CAMP) == AT_CAMP["night"]


def test_people_go_by_the_clock_where_the_sun_is_far_from_it():
    """At midsummer in Helsinki the sun set at 22:50, and rose at 03:54."""
    assert daylight_hours("evening", "2020-06-21", 60.17, 24.94) == "2020-06-21T17:00+03:00/2020-06-21T23:59+03:00"
    assert daylight_hours("afternoon", "2020-06-21", 60.17, 24.94).endswith("/2020-06-21T22:50+03:00")
    assert daylight_hours("morning", "2020-06-21", 60.17, 24.94).startswith("2020-06-21T03:54")
    assert daylight_hours("dusk", "2020-06-21", 60.17, 24.94).endswith("/2020-06-22T00:42+03:00")  # behind midnight


def test_a_place_that_is_large_has_longer_words():
    """A degree of longitude is four minutes of the sun."""
    exact, wide = (ends(daylight_hours("dusk", "2015-12-06", *CAMP, radius_m)) for radius_m in (0.0, 91_000.0))
    assert [(exact[0] - wide[0]) / 60e6, (wide[1] - exact[1]) / 60e6] == pytest.approx([4.5, 4.5], abs=1)


def test_a_zone_that_is_not_sure_makes_both_count():
    """Between Elvas and Badajoz, in UTC: the clock hours are those of Portugal or of Spain."""
    assert daylight_hours("evening", "2015-06-06", 38.88, -7.01) == "2015-06-06T15:00Z/2015-06-06T22:59Z"
    before_zones = daylight_hours("evening", "1900-05-05", *CAMP)
    assert before_zones.endswith("Z")  # Damascus was 2:25:12 ahead


def test_clocks_that_are_set_back_in_a_night():
    """Each end by its own offset."""
    night = daylight_hours("night", "2015-10-24/2015-10-25", 50.45, 30.52)
    assert night == "2015-10-24T17:49+03:00/2015-10-25T06:36+02:00"


def test_the_day_is_the_local_one_on_either_side_of_the_date_line():
    """Kiritimati is fourteen hours ahead of UTC, at 157° west."""
    assert daylight_hours("dusk", "2020-01-01", 1.87, -157.4) == "2020-01-01T18:33+14:00/2020-01-01T18:55+14:00"


@pytest.mark.parametrize(
    ("day", "told"), [("2020-06-21", {"noon"}), ("2020-12-21", {"noon"}), ("2020-03-25", set(WORDS))]
)
def test_where_the_sun_does_not_set_or_rise_nothing_is_made_up(day, told):
    """A sentence says so, and what to write."""
    found = set()
    for word in WORDS:
        try:
            found.add(word if daylight_hours(word, day, *LONGYEARBYEN) else "")
        except InputError as error:
            assert "does not rise and set there" in str(error)  # noqa: PT017 - for each that is not found
            assert "T19:40" in str(error)  # noqa: PT017
    assert found == told


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("evening", "2015-12"), ("evening", "2015-12-06/2015-12-07"), ("night", "2015-12-01/2015-12-06"),
        ("night", "2015-12-06/.."), ("dusk", "0001-01-01"), ("night", "9999-12-31"), ("dawn", "2015-12-06T19:40"),
    ],
)  # fmt: skip
def test_other_times_than_a_day_are_refused(word, days):
    """In a sentence."""
    with pytest.raises(InputError, match="is of a single day"):
        daylight_hours(word, days, *CAMP)
