"""Distances from places in words, of three languages."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import read_case
from geodata.core.model import COMPASS_POINTS, StatedDistance
from geodata.core.problems import InputError
from geodata.gazetteer.geocoder import Gazetteer
from geodata.gazetteer.relative import RelativePhraseError, read_relative, relative_candidates
from tests.benchmarks.serving import ROOT


@pytest.mark.parametrize(
    ("words", "value", "unit", "point", "reference"),
    [
        ("35 miles SE of Raqqa", "35", "mi", "SE", "Raqqa"),
        ("about 35 nautical miles to the south-east of Deir ez-Zor", "35", "nmi", "SE", "Deir ez-Zor"),
        ("10 1/2 mi north-northeast of al-Hol.", "10.5", "mi", "NNE", "al-Hol"),
        ("at a distance of 20 km from Aleppo", "20", "km", None, "Aleppo"),
        ("2km west of the airfield", "2", "km", "W", "airfield"),
        ("55 كم جنوب شرق دير الزور", "55", "km", "SE", "دير الزور"), ("٥٥ كم شرقي الرقة", "55", "km", "E", "الرقة"),
        ("على بعد حوالي 55 كم إلى الجنوب الشرقي من دير الزور", "55", "km", "SE", "دير الزور"),
        ("55 كم شمال غربي حلب", "55", "km", "NW", "حلب"), ("10 كم من حمص", "10", "km", None, "حمص"),
        ("в 35 милях к юго-востоку от Ракки", "35", "mi", "SE", "Ракки"),
        ("35 км юго-восточнее Ракки", "35", "km", "SE", "Ракки"),
        ("на 5 км севернее города Хама", "5", "km", "N", "Хама"),
    ],
)  # fmt: skip
def test_distance_direction_and_place(words, value, unit, point, reference):
    """The distance keeps its digits, the place its spelling."""
    phrase = read_relative(words)

    assert (phrase.distance, phrase.reference) == (StatedDistance(value, unit), reference)
    assert (phrase.bearing.point if phrase.bearing else None) == point


@pytest.mark.parametrize("point", COMPASS_POINTS)
def test_all_points_of_the_compass(point):
    """In letters, and in English words."""
    words = {"N": "north", "E": "east", "S": "south", "W": "west"}
    spelled = "-".join(words[wind] for wind in point)

    assert read_relative(f"5 km {point} of X").bearing.point == point
    assert read_relative(f"5 km {spelled} of X").bearing.point == point


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("SE of Raqqa", "states no distance"), ("20 km", "names no place"), ("20 km SE of", "names no place"),
        ("20 SE of Raqqa", "no unit known here"), ("more than 20 km from Homs", "makes a limit"),
        ("", "states no distance"),
        ("Raqqa 20 km", "no unit known here"), ("20", "no unit"),
    ],
)  # fmt: skip
def test_other_words_are_refused(words, message):
    """With what to do."""
    with pytest.raises(InputError, match=message):
        read_relative(words)


def test_the_place_is_looked_up_and_no_point_is_computed():
    """The candidate is the city itself, 55 km from what is meant."""
    case, _ = read_case(ROOT / "incidents.geojson")
    phrase, found = relative_candidates(Gazetteer(None, case), "55 كم جنوب شرق دير الزور")

    assert (phrase.bearing.point, found[0].site_id) == ("SE", "DEIR-EZ-ZOR-CITY")
    assert (found[0].lon_deg, found[0].lat_deg) == (40.14084, 35.33588)


@given(st.text())
def test_any_words_are_read_or_refused(words):
    """Whatever they are."""
    with suppress(InputError):
        assert read_relative(words).reference


def test_the_words_come_with_the_error():
    """For whoever shows it beside them."""
    with pytest.raises(RelativePhraseError) as error:
        read_relative("nowhere")
    assert error.value.text == "nowhere"
