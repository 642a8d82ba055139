"""Typed coordinates: read, refused, and never swapped in silence."""

# ruff: noqa: RUF001 - digits and signs of other scripts

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.parsing.lat_lon import PositionError, read_lat_lon


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [
        ("35.396,40.056", 40.056, 35.396), (" 35.396, 40.056 ", 40.056, 35.396), ("35.396 40.056", 40.056, 35.396),
        ("-35.1;-40", -40, -35.1), ("−35.1,+40", 40, -35.1), ("90,180", 180, 90), ("-90,-180", -180, -90),
        ("35.396°, 40.056°", 40.056, 35.396), ("٣٥٫٣٩٦،٤٠٫٠٥٦", 40.056, 35.396), (".5,-.5", -0.5, 0.5),
        ("35 , 40", 40, 35),
    ],
)  # fmt: skip
def test_positions_as_people_write_them(text, lon, lat):
    """Latitude first, digits of any script."""
    assert read_lat_lon(text) == (lon, lat)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("139.69,35.68", "These look swapped: did you mean 35.68,139.69[?]"),
        ("95,170", "Write latitude and longitude"), ("35,200", "Did you mean 35,-160[?]"),
        ("35,-190.5", "Did you mean 35,169.5[?]"), ("35,400", "Write latitude"), ("", "is not two numbers"),
        ("35", "is not two numbers"), ("35,40,5", "is not two numbers"), ("nan,1", "not two"),
        ("1e1,5", "not two"), ("35,396 40,056", "not two"), ("35°23'45'' 40°3'", "not two"),
        ("here", "not two"), ("\u202e1,2", "not two"), ("9" * 400 + ",1", "not two"),
    ],
)  # fmt: skip
def test_what_is_no_position(text, words):
    """One or two sentences that say what to do; a guess is asked about, not taken."""
    with pytest.raises(PositionError, match=words) as error:
        read_lat_lon(text)

    assert error.value.text == text
    assert len(str(error.value)) < 200


@given(st.text())
def test_any_text_is_a_position_or_refused(text):
    """Nothing else happens."""
    try:
        lon, lat = read_lat_lon(text)
    except PositionError:
        return
    assert max(abs(lon) / 2, abs(lat)) <= 90
