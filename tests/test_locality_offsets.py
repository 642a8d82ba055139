"""Distances from places in words, of three languages: the same for a name that is looked up and for a table."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.cli import geocode
from geodata.core.model import COMPASS_POINTS
from geodata.importing.import_rows import import_rows
from geodata.importing.mapping import Mapping
from geodata.importing.reading import read_table
from geodata.parsing.locality_offsets import read_compass, read_offset

#: Words; place, relation, distance and direction.
PHRASES = (
    ("35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles south-east of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles south east of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles southeast from Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles S.E. of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles southeastern of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles to the southeast of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 miles due east of Raqqa", "Raqqa", "at_distance", "35 mi", "E"),
    ("35 miles, SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35 mi. SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("35mi SE Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("2 km W Deir ez-Zor", "Deir ez-Zor", "at_distance", "2 km", "W"),
    ("2-km west of Deir ez-Zor", "Deir ez-Zor", "at_distance", "2 km", "W"),
    ("2km west of the airfield", "airfield", "at_distance", "2 km", "W"),
    ("2 km north of the city of Raqqa", "Raqqa", "at_distance", "2 km", "N"),
    ("2 km northward of Raqqa", "Raqqa", "at_distance", "2 km", "N"),
    ("10 1/2 mi north-northeast of al-Hol.", "al-Hol", "at_distance", "10.5 mi", "NNE"),
    ("10½ mi NNE of al-Hol", "al-Hol", "at_distance", "10.5 mi", "NNE"),
    ("1,000 m N of Raqqa", "Raqqa", "at_distance", "1000 m", "N"),
    ("1.5 km N of Raqqa", "Raqqa", "at_distance", "1.5 km", "N"),
    ("5 nautical miles north-east of Raqqa", "Raqqa", "at_distance", "5 nmi", "NE"),
    ("500 feet E of Raqqa", "Raqqa", "at_distance", "500 ft", "E"),
    ("50 yards from Raqqa", "Raqqa", "at_distance", "50 yd", None),
    ("20 km from Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("20 km off Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("20 km away from Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("20 km to Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("20 km outside Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("at a distance of 20 km from Aleppo", "Aleppo", "at_distance", "20 km", None),
    ("located 20 km N of Aleppo", "Aleppo", "at_distance", "20 km", "N"),
    ("about 35 nautical miles to the south-east of Deir ez-Zor", "Deir ez-Zor", "at_distance", "35 nmi", "SE"),
    ("some 35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("roughly 35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("approx. 35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("Circa 35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("around 35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("~35 miles SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("nearly 2 km from Raqqa", "Raqqa", "at_distance", "2 km", None),
    ("35 miles or so SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("within 5 km of Raqqa", "Raqqa", "within", "5 km", None),
    ("within about 5 km of Raqqa", "Raqqa", "within", "5 km", None),
    ("less than 5 km from Raqqa", "Raqqa", "within", "5 km", None),
    ("up to 5 km from Raqqa", "Raqqa", "within", "5 km", None),
    ("within 5 km SE of Raqqa", "Raqqa", "within", "5 km", "SE"),
    ("more than 5 km north of Raqqa", "Raqqa", "beyond", "5 km", "N"),
    ("at least 55 km from Raqqa", "Raqqa", "beyond", "55 km", None),
    ("Raqqa, 35 miles SE", "Raqqa", "at_distance", "35 mi", "SE"),
    ("Raqqa, Syria, about 35 miles to the southeast", "Raqqa, Syria", "at_distance", "35 mi", "SE"),
    ("Raqqa (35 miles SE)", "Raqqa", "at_distance", "35 mi", "SE"),
    ("Camp 12, 35 miles SE", "Camp 12", "at_distance", "35 mi", "SE"),
    ("35 miles SE of Camp 12", "Camp 12", "at_distance", "35 mi", "SE"),
    ("35 miles SE of Raqqa (city)", "Raqqa (city)", "at_distance", "35 mi", "SE"),
    ("35 miles (56 km) SE of Raqqa", "Raqqa", "at_distance", "35 mi", "SE"),
    ("near Raqqa", "Raqqa", None, None, None), ("just outside Raqqa", "Raqqa", None, None, None),
    ("close to Raqqa", "Raqqa", None, None, None), ("in the vicinity of Raqqa", "Raqqa", None, None, None),
    ("قرب الرقة", "الرقة", None, None, None), ("вблизи Ракки", "Ракки", None, None, None),
    ("55 كم جنوب شرق دير الزور", "دير الزور", "at_distance", "55 km", "SE"),
    ("٥٥ كم شرقي الرقة", "الرقة", "at_distance", "55 km", "E"),
    ("على بعد حوالي 55 كم إلى الجنوب الشرقي من دير الزور", "دير الزور", "at_distance", "55 km", "SE"),
    ("55 كم شمال غربي حلب", "حلب", "at_distance", "55 km", "NW"), ("10 كم من حمص", "حمص", "at_distance",
    "10 km", None),
    ("أكثر من 10 كم عن حمص", "حمص", "beyond", "10 km", None),
    ("в 35 милях к юго-востоку от Ракки", "Ракки", "at_distance", "35 mi", "SE"),
    ("35 км юго-восточнее Ракки", "Ракки", "at_distance", "35 km", "SE"),
    ("на 5 км севернее города Хама", "Хама", "at_distance", "5 km", "N"),
    ("35 км ЮВ от Ракки", "Ракки", "at_distance", "35 km", "SE"),
    ("5 км В от Ракки", "Ракки", "at_distance", "5 km", "E"),
    ("не далее 5 км от Ракки", "Ракки", "within", "5 km", None),
)  # fmt: skip
#: Words that are a name as a whole: nothing of them is guessed, or dropped in silence.
NAMES = (
    "Ayyash", "168th brigade", "Camp 12", "35 miles", "Highway 7 km 5", "5 km Camp", "20 km Aleppo", "Raqqa 20 km",
    "20",
    "Raqqa, 20 km", "Raqqa 35 miles SE", "SE of Raqqa", "north of Raqqa", "20 km SE of", "35 miles SE",
    "20 SE of Raqqa",
    "between Raqqa and Homs and Hama", "between Raqqa, Homs and Hama", "between Raqqa/Homs and Hama",
    "между Раккой, Хомсом и Хамой", "بين الرقة، حمص و حماة",
    "5 km from between Raqqa and Homs", "Camp, between Raqqa and Homs",
    "2 km E and 3 km N of Raqqa", "35 miles SE of Raqqa and 10 km N of Homs", "5 to 10 km N of Raqqa",
    "5-10 km N of Raqqa",
    "between 5 and 10 km from Raqqa", "-5 km N of Raqqa", "Raqqa, 35 miles SE of Homs", "35 M SE of Raqqa",
    "5 км в Ракке",
    "0 km N of Raqqa", "35 miles (10 km) N of Raqqa", "Raqqa (35 miles)", "Kilo 5 from Raqqa",
    "35 parsecs N of Raqqa", "5 km in Raqqa", "near Camp 12",
)  # fmt: skip


def parts(words):
    """Return what the reader says of words."""
    found = read_offset(words)
    if found is None:
        return words, "at", None, None
    return found.site, found.relation, found.distance and f"{found.distance.value} {found.distance.unit}", found.bearing


@pytest.mark.parametrize(("words", "site", "relation", "distance", "bearing"), PHRASES)
def test_distance_direction_and_place(words, site, relation, distance, bearing):
    """The distance keeps its digits, the place its spelling."""
    assert parts(words) == (site, relation, distance, bearing)


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("between Raqqa and Homs", "Raqqa", "Homs"), ("Somewhere between Raqqa and Camp B.", "Raqqa", "Camp B"),
        ("بين حمص وحلب", "حمص", "حلب"), ("بين دير الزور و الرقة", "دير الزور", "الرقة"),
        ("между Раккой и Хамой", "Раккой", "Хамой"),
    ],
)  # fmt: skip
def test_between_two_places(words, first, second):
    """Each in its own spelling; words that can be taken apart in more ways than one are a name."""
    found = read_offset(words)
    assert (found.site, found.relation, found.site2) == (first, "between", second)


@pytest.mark.parametrize(
    ("words", "is_about"),
    [
        ("about 35 miles SE of Raqqa", True), ("~35 miles SE of Raqqa", True), ("35 miles or so SE of Raqqa", True),
        ("Raqqa, Syria, about 35 miles to the southeast", True), ("within about 5 km of Raqqa", True),
        ("35 miles SE of Raqqa", False), ("within 5 km of Raqqa", False),
    ],
)  # fmt: skip
def test_that_it_was_said_to_be_about_so_much_is_kept(words, is_about):
    """Before the number as behind it."""
    assert read_offset(words).distance.about is is_about


@pytest.mark.parametrize("words", NAMES)
def test_other_words_are_names(words):
    """Whatever numbers they have."""
    assert read_offset(words) is None


@pytest.mark.parametrize("words", [*(phrase[0] for phrase in PHRASES), *NAMES])
def test_geocode_and_the_importer_agree(words, monkeypatch, capsys):
    """What is looked up is what the row's site is called, and what is said is what its claim has."""
    asked = []
    monkeypatch.setattr(geocode, "open_world", lambda _: None)
    monkeypatch.setattr(geocode.Gazetteer, "candidates", lambda _, name, **__: asked.append(name) or ())
    assert main(["geocode", "--", words]) == 0
    members = (("actor", "actor"), ("summary", "summary"), ("place", "place"))
    table = read_table(f'actor,summary,place\nA,X,"{words}"\n'.encode(), "a.csv")
    features = import_rows(table, Mapping(members), None).document["features"]
    [site] = [one["properties"] for one in features if one["properties"]["record"] == "site"]
    [claim] = [one["properties"] for one in features if one["properties"]["record"] == "claim"]
    name, relation, distance, bearing = parts(words)

    assert (asked, site["name"], claim["relation"]) == ([name], name, relation)
    found = read_offset(words)
    assert claim["distance"] == (found.distance.to_json() if distance else None)
    assert claim["bearing"] == (bearing and {"value": bearing})
    said = " ".join(filter(None, (distance, bearing)))
    assert (said in capsys.readouterr().err) if distance else True


@pytest.mark.parametrize("point", COMPASS_POINTS)
def test_all_points_of_the_compass(point):
    """In letters, and in English words."""
    words = {"N": "north", "E": "east", "S": "south", "W": "west"}
    spelled = "-".join(words[wind] for wind in point)

    assert {read_compass(point), read_compass(spelled), read_compass(spelled.replace("-", ""))} == {point}
    assert read_offset(f"5 km {spelled} of X").bearing == point


@given(st.text())
def test_any_words_are_read_or_a_name(words):
    """Whatever they are."""
    found = read_offset(words)

    assert found is None or found.site
