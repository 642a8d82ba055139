"""The height of the sun, against tables of others."""

import json
from datetime import datetime, timedelta

import pytest

from geodata.__main__ import main
from geodata.timeline.sunlight import phase_at, shadow_miss_deg, sunlight

#: Sunsets, UTC, as the United States Naval Observatory gives them to the minute (aa.usno.navy.mil; a work of the United
#: States' government, in the public domain).
ANCHORAGE, AUCKLAND, BRASILIA = (61.216667, -149.866667), (-36.833333, 174.8), (-15.8, -47.85)
SINGAPORE, LONGYEARBYEN = (1.283333, 103.833333), (78.216667, 15.633333)
SUNSETS = [
    (ANCHORAGE, "2020-01-05T00:57"), (ANCHORAGE, "2020-03-15T04:01"), (ANCHORAGE, "2020-06-15T07:40"),
    (ANCHORAGE, "2020-09-25T03:51"), (ANCHORAGE, "2020-12-15T00:40"),
    (AUCKLAND, "2020-01-05T07:44"), (AUCKLAND, "2020-03-15T06:40"), (AUCKLAND, "2020-06-15T05:11"),
    (AUCKLAND, "2020-09-25T06:20"), (AUCKLAND, "2020-12-25T07:41"),
    (BRASILIA, "2020-01-05T21:48"), (BRASILIA, "2020-04-15T21:03"), (BRASILIA, "2020-07-05T20:53"),
    (BRASILIA, "2020-11-05T21:17"),
    (SINGAPORE, "2020-02-15T11:21"), (SINGAPORE, "2020-05-05T11:06"), (SINGAPORE, "2020-11-05T10:50"),
    (LONGYEARBYEN, "2020-03-05T15:33"), (LONGYEARBYEN, "2020-03-25T18:02"), (LONGYEARBYEN, "2020-09-25T16:42"),
    (LONGYEARBYEN, "2020-10-15T13:54"),
]  # fmt: skip
#: By the same tables: the sun does not set, and does not rise.
POLAR = [
    ("2020-04-25", {"day"}), ("2020-06-15", {"day"}), ("2020-08-15", {"day"}),
    ("2020-11-05", None), ("2020-12-15", None), ("2020-01-25", None),
]  # fmt: skip


@pytest.mark.parametrize(("place", "sunset"), SUNSETS)
def test_the_sun_sets_within_a_minute_of_the_table(place, sunset):
    """Half a minute is what the table rounds."""
    at = datetime.fromisoformat(sunset)
    before, after = ((at + timedelta(seconds=by)).isoformat() for by in (-90, 90))
    assert sunlight(*place, f"{before}Z").phases == ("day",)
    assert sunlight(*place, f"{after}Z").phases == ("civil twilight",)


@pytest.mark.parametrize(("day", "phases"), POLAR)
def test_polar_day_and_night(day, phases):
    """All day long, and not for a moment."""
    found = set(sunlight(*LONGYEARBYEN, day).phases)
    assert found == phases if phases else "day" not in found


def test_the_evening_of_the_first_case():
    """Sunset at the camp was at 16:06, local time: the strike at 19:40 was at night."""
    camp = (35.396, 40.056)
    assert sunlight(*camp, "2015-12-06T16:05").phases == ("day",)
    assert sunlight(*camp, "2015-12-06T16:08").phases == ("civil twilight",)
    night = sunlight(*camp, "2015-12-06T19:40")
    assert night.phases == ("night",)
    assert night == sunlight(*camp, "2015-12-06T17:40Z")


@pytest.mark.parametrize("time", ["2015-06-06T08:17:30Z", "2015-12-21T10:00Z", "2015-03-20T00:00Z"])
def test_a_longer_time_holds_a_shorter_one(time):
    """Its altitudes, its directions and its phases."""
    short, day = sunlight(35.4, 40.1, time), sunlight(35.4, 40.1, f"{time[:10]}T00:00Z/{time[:10]}T23:59Z")
    assert day.altitude_deg[0] <= short.altitude_deg[0] <= short.altitude_deg[1] <= day.altitude_deg[1]
    assert day.azimuth_deg == (0.0, 360.0)
    assert set(short.phases) <= set(day.phases)


def test_a_direction_that_goes_past_north_is_clockwise():
    """Where the sun stands in the north at noon: from the north-east to the north-west, backwards."""
    first, last = sunlight(-33.87, 151.21, "2015-12-21T10:00/2015-12-21T15:00").azimuth_deg
    assert 270 < first < 300
    assert 60 < last < 100


def test_what_is_near_a_border_of_zones_counts_all_of_them():
    """Noon between Elvas and Badajoz is one of two hours: Portugal's or Spain's."""
    here, border = (sunlight(*place, "2015-12-06T09:00").altitude_deg for place in ((48.1, 11.5), (38.88, -7.01)))
    assert here[1] - here[0] < 0.3
    assert border[1] - border[0] > 5


def test_altitudes_make_phases():
    """From the horizon down to night, with the bounds of the tables."""
    altitudes = (90, 0, -0.83, -0.84, -6, -6.1, -12, -12.1, -18, -18.1, -90)
    assert [phase_at(altitude)[:5] for altitude in altitudes] == [
        "day", "day", "day", "civil", "civil", "nauti", "nauti", "astro", "astro", "night", "night",
    ]  # fmt: skip


def test_the_command_line(capsys):
    """Three members; what is open or no time is refused in a sentence."""
    assert main(["sun", "--points", "35.396,40.056", "--time", "2015-12-06T19:40", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["altitude_deg", "azimuth_deg", "phase"]
    assert found["phase"] == ["night"]
    assert found["altitude_deg"][1] == pytest.approx(-42.7, abs=0.1)
    assert main(["sun", "--points", "35.396,40.056", "--time", "2015-12-06T19:40"]) == 0
    assert "It was night." in capsys.readouterr().out
    for time, words in (("2015/..", "is open"), ("noon", "Give a day or a time"), ("Y12000", "years 1 to 9999")):
        assert main(["sun", "--points", "35.396,40.056", "--time", time]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("time", "azimuth_deg", "miss_deg"),
    [
        ("2015-12-06T11:10", 0.0, 0.3),  # noon at the camp: shadows fall to the north
        ("2015-12-06T11:10", 90.0, 90.0),
        ("2015-12-06T08:00/2015-12-06T15:00", 0.0, 0.0),
        ("2015-12-06T08:00/2015-12-06T15:00", 180.0, 127.5),
        ("2015-12-06", 300.0, 0.0),
        ("2015-12-06/2015-12-08", 180.0, 118.0),
        ("2015-12-06T21:00", 0.0, None),
    ],
)
def test_a_shadow_is_of_a_time_in_which_the_sun_threw_one_there(time, azimuth_deg, miss_deg):
    """Opposite to the sun; none at night, also between two days."""
    found = shadow_miss_deg(35.396, 40.056, time, azimuth_deg)
    assert found == (None if miss_deg is None else pytest.approx(miss_deg, abs=1.5))


def test_shadows_at_high_noon_in_the_tropics_turn_through_all_that_is_between():
    """From the west over the north or the south to the east in some minutes."""
    day = "2015-03-20T06:05Z/2015-03-20T06:26Z"
    misses = [shadow_miss_deg(0.0, 88.0, day, float(azimuth)) for azimuth in range(0, 360, 15)]
    assert min(misses) == 0.0
    assert sum(miss == 0.0 for miss in misses) >= 10


@pytest.mark.parametrize(
    ("words", "told"), [(["--shadow", "x"], "is not an angle"), (["--shadow", "361"], "from 0 to 360")]
)
def test_what_is_no_direction_of_a_shadow_is_said(words, told, capsys):
    """In a sentence."""
    assert main(["sun", "--points", "35.396,40.056", "--time", "2015-12-06T11:00", *words]) == 2
    assert told in capsys.readouterr().err


def test_the_command_says_whether_a_shadow_is_possible(capsys):
    """In words and as JSON."""
    asked = ["sun", "--points", "35.396,40.056", "--time", "2015-12-06T11:10", "--shadow", "4", "--error", "5"]
    assert main(asked) == 0
    assert "A shadow towards 4° ±5° is possible." in capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shadow"]["possible"] is True
    assert (
        main(["sun", "--points", "35.396,40.056", "--time", "2015-12-06T11:10", "--shadow", "30", "--error", "5"]) == 0
    )
    assert "it misses the nearest that the sun threw by 29." in capsys.readouterr().out
