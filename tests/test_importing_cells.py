"""One cell as a value: dates, numbers of people, offsets, codes, radii."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.core.problems import InputError
from geodata.importing.cell_readers import read_bearing, read_polarity, uncertainty_m
from geodata.importing.cells import Cells, Layout
from geodata.importing.codes import CODES, code_table, default_radii
from geodata.importing.date_columns import date_columns
from geodata.importing.date_phrases import read_date_phrase
from geodata.importing.dates import DateError, DateUnclearError, read_date
from geodata.importing.import_result import unread_values
from geodata.importing.import_rows import import_rows
from geodata.importing.mapping import Mapping
from geodata.importing.people import read_people
from geodata.importing.questions import Inquiry
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.parsing.counts import CountError, read_count
from geodata.parsing.edtf import parse
from geodata.parsing.languages import languages


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2015-12-06", "2015-12-06"), ("2015-12~", "2015-12~"), ("06 December 2015", "2015-12-06"),
        ("Dec 6, 2015", "2015-12-06"), ("6-Dec-2015", "2015-12-06"), ("2015/12/6", "2015-12-06"),
        ("2015-12-06 19:40", "2015-12-06T19:40"), ("13/12/2015", "2015-12-13"), ("12/13/2015", "2015-12-13"),
        ("06/06/2015", "2015-06-06"), ("٦ كانون الأول ٢٠١٥", "2015-12-06"), ("6 декабря 2015", "2015-12-06"),
        ("December 2015", "2015-12"), ("2015-12-06 19:40:00 UTC", "2015-12-06T19:40:00Z"),
        ("2015-12-06 00:00:00.000", "2015-12-06"), ("2015-12-06 00:00", "2015-12-06T00:00"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text, edtf):
    """In three languages; a day above 12 says which number it is."""
    assert read_date(text, None) == edtf


@pytest.mark.parametrize("text", ["05/12/2015", "5.12.2015", "05-12-2015", "05/12/2015 7:05"])
def test_a_date_that_may_be_two_is_never_guessed(text):
    """Until somebody says which comes first."""
    with pytest.raises(DateUnclearError, match="day or the month first"):
        read_date(text, None)
    assert read_date(text, "day-first").startswith("2015-12-05")
    assert read_date(text, "month-first").startswith("2015-05-12")


@pytest.mark.parametrize(
    "text",
    ["yesterday", "31/02/2015", "2015-13-45", "6 Smarch 2015", "06-Dec-15", "0/0/2015", "20", "-19~", "06/12"],
)
def test_what_is_no_date_is_refused(text):
    """Two digits for a year among it: nobody can tell the century."""
    with pytest.raises(DateError, match="Write it as in"):
        read_date(text, "day-first")


@given(st.text(max_size=30))
def test_any_text_is_a_date_that_the_case_takes_or_refused(text):
    """What comes out is EDTF."""
    try:
        found = read_date(text, None)
    except DateError:
        return
    assert parse(found).text == found


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("3", 3, 3), ("3.0", 3, 3), ("٣", 3, 3), ("1,200", 1200, 1200), ("4+", 4, None), ("at least 4", 4, None),
        ("3-5", 3, 5), ("between 3 and 5", 3, 5), ("up to 47", 0, 47), ("more than 20", 21, None), ("0", 0, 0),
        ("على الأقل ٤", 4, None), ("не менее 4", 4, None), ("<5", 0, 4), ("fewer than 5", 0, 4), ("менше 5", 0, 4),
        ("12 (incl. 3 children)", 12, 12), ("at least 12, including 3 children", 12, None),
        ("12 dont 3 enfants", 12, 12),
        ("12 (3 children)", 12, 12), ("12 (3 women and 2 children)", 12, 12), ("12 (3 enfants, 2 femmes)", 12, 12),
        ("two", 2, 2), ("at least two", 2, None), ("two or three people", 2, 3), ("zwölf", 12, 12), ("on iki", 12, 12),
        ("до двух", 0, 2), ("12 including three children", 12, 12),
        ("3 men", 3, 3), ("one child", 1, 1), ("two women and a child", 3, 3), ("3-5 soldiers", 3, 5),
        ("two women, one child and a man", 4, 4), ("at least one child", 1, None), ("un enfant", 1, 1),
        ("zwei Frauen und ein Kind", 3, 3), ("двоє дітей", 2, 2), ("٣ رجال و٢ أطفال", 5, 5),
        ("12 (из них 3 детей)", 12, 12), ("١٢ بينهم ٣ أطفال", 12, 12), ("20 including 3 women and 4 children", 20, 20),
    ],
)  # fmt: skip
def test_numbers_of_people(text, least, most):
    """A limit is a range, and "at least" has no end."""
    assert (read_count(text).min, read_count(text).max) == (least, most)


NOBODY = {
    "en": "nil", "fr": "aucun", "de": "keine", "es": "ninguno", "ru": "нет", "uk": "немає", "ar": "صفر", "tr": "yok",
    "he": "אין", "fa": "هیچ",
}  # fmt: skip


@pytest.mark.parametrize("word", [NOBODY[code] for code in languages()])
def test_a_word_for_nobody_in_the_place_of_a_number_is_0(word):
    """In each language that is read."""
    table = read_table(f"actor,summary,killed\nA,X,{word.capitalize()}\n".encode(), "a.csv")
    (claim,) = import_rows(table, suggest_mapping(table).mapping).document["features"]

    assert claim["properties"]["killed"] == {"min": 0, "max": 0}


@pytest.mark.parametrize("word", ["none", "None", "-", "لا يوجد"])
def test_what_may_be_nobody_or_nothing_is_no_number_and_told(word):
    """Programs write "None" where they have nothing; the word is kept."""
    table = read_table(f"actor,summary,killed\nA,X,3\nA,Y,{word}\n".encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)
    claim = imported.document["features"][-1]["properties"]

    assert (claim["killed"], claim["imported:killed"]) == (None, word)
    assert f"'{word}' in 1 cell may mean 0" in " ".join(imported.notes)


def test_a_dozen_is_about_twelve():
    """Who counted says a number."""
    assert read_count("a dozen").in_words == read_count("une douzaine").in_words == "about 12"


def test_no_word_is_two_numbers():
    """A table may be in two languages."""
    numbers = {(word.casefold(), number) for language in languages().values()
               for number, words in enumerate(language["counts"]["numbers"]) for word in words}  # fmt: skip

    assert len(numbers) == len(dict(numbers))


def test_values_that_were_not_understood_are_counted_by_column_and_kept():
    """Also two dates that cannot be the ends of one time; a date that is taken all the same is none."""
    text = "actor,summary,date,end date,killed\nA,X,2015-12-09,2015-12-01,dozens\nA,Y,Monday 2015-12-06,ongoing,many\n"
    table = read_table(text.encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)
    first, second = (one["properties"] for one in imported.document["features"])

    assert unread_values(imported.problems) == (
        "3 values were not understood and are kept as text: 2 in killed, 1 in end date."
    )
    assert [first[f"imported:{heading}"] for heading in ("date", "end date", "killed")] == [
        "2015-12-09", "2015-12-01", "dozens",
    ]  # fmt: skip
    assert second["event_time"] == "2015-12-06/.."


def test_a_part_that_is_more_than_the_whole_is_refused():
    """One of the two is wrong."""
    with pytest.raises(CountError, match="a part that is more than the whole"):
        read_count("3 (incl. 12 children)")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("before 2015-12-06", "../2015-12-06"), ("no later than 6 December 2015", "../2015-12-06"),
        ("<2015-12-06", "../2015-12-06"), ("до 6 грудня 2022", "../2022-12-06"),
        ("avant le 6 mai 2015", "../2015-05-06"),
        ("after 2015-12-06", "2015-12-06/.."), ("since December 2015", "2015-12/.."),
        ("بعد 6 ديسمبر 2015", "2015-12-06/.."),
        ("nach dem 6. Dezember 2015", "2015-12-06/.."), ("2015-12-06 approx 19:40", "2015-12-06T19:40~"),
        ("6 December 2015, ca. 7:40 pm", "2015-12-06T19:40~"), ("2015-12-06 ~19:40", "2015-12-06T19:40~"),
        ("6 de diciembre de 2015 7:40 p. m.", "2015-12-06T19:40"),
        ("circa 6 December 2015", "2015-12-06~"), ("2015-12-06 19:40 - 20:00", "2015-12-06T19:40/2015-12-06T20:00"),
        ("2015-12-06 between 19:40 and 20:10", "2015-12-06T19:40/2015-12-06T20:10"),
        ("from 2015-12-06 to 2015-12-08", "2015-12-06/2015-12-08"),
        ("2015-12-06 to present", "2015-12-06/.."), ("6 December 2015 \u2013 ongoing", "2015-12-06/.."),
        ("since 6 December 2015 to date", "2015-12-06/.."), ("6 грудня 2022 дотепер", "2022-12-06/.."),
        ("2015-Q4", "2015-10/2015-12"), ("Q1 2015", "2015-01/2015-03"),
    ],
)  # fmt: skip
def test_dates_with_words_before_them(text, edtf):
    """A limit is open on one side, and the day itself is in it; about is approximate."""
    assert read_date_phrase(text, None) == edtf


@pytest.mark.parametrize(
    "text", ["before 6-7 December 2015", "after the strike", "before 19:40", "2015-12-06 23:40 - 00:20"]
)
def test_a_limit_that_is_not_one_day_is_refused(text):
    """Which end of it was meant is not guessed."""
    with pytest.raises(DateError):
        read_date_phrase(text, None)


def test_the_words_of_a_column_may_stand_in_its_cells():
    """And of no other: who was wounded is none of the killed."""
    text = "actor,summary,killed,wounded\nA,X,12 dead,5 injured\nA,Y,at least 3 killed,4 dead\n"
    table = read_table(text.encode(), "a.csv")
    claims = [one["properties"] for one in import_rows(table, suggest_mapping(table).mapping).document["features"]]

    assert [(claim["killed"]["min"], claim["wounded"]) for claim in claims] == [(12, {"min": 5, "max": 5}), (3, None)]


def test_words_for_who_was_counted_are_kept_beside_the_number():
    """A reader may want to know that they were children."""
    table = read_table(b"actor,summary,killed\nA,X,two women and a child\nA,Y,3 men\nA,Z,3\n", "a.csv")
    claims = [one["properties"] for one in import_rows(table, suggest_mapping(table).mapping).document["features"]]

    assert [(claim["killed"]["min"], claim.get("imported:killed")) for claim in claims] == [
        (3, "two women and a child"), (3, "3 men"), (3, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clocks", "times"),
    [
        (("0.8194", "0.5"), ["2015-12-06T19:40", "2015-12-07T12:00"]),
        (("0.819444444444444", "0.819794"), ["2015-12-06T19:40", "2015-12-07T19:40:30"]),
        (("0,8194", "0,8123"), ["2015-12-06T19:40", "2015-12-07"]), (("0.8", "0.5"), ["2015-12-06", "2015-12-07"]),
        (("0.8194", "7.5"), ["2015-12-06", "2015-12-07"]),
    ],
)  # fmt: skip
def test_parts_of_a_day_are_times_where_all_of_a_column_are(clocks, times):
    """As spreadsheets keep times, if their digits are enough to tell the minute."""
    rows = "".join(f'A,X,2015-12-0{6 + at},"{clock}"\n' for at, clock in enumerate(clocks))
    table = read_table(f"actor,summary,date,time\n{rows}".encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)

    assert [one["properties"]["event_time"] for one in imported.document["features"]] == times
    assert any("0.75 is 18:00" in note for note in imported.notes) == ("T" in times[0])


def test_numbers_of_reports_are_no_months():
    """A month in figures is one under a heading of dates alone."""
    table = read_table(b"actor,summary,file\nA,X,12/2015\nA,Y,1/2015\n", "a.csv")

    assert dict(suggest_mapping(table).mapping.columns)["file"] == "keep"


def test_words_before_a_date_or_a_part_of_a_number_are_shown_and_kept():
    """Each form that says less than a day does, behind three of the others too."""
    days = "".join(f"A,X{day},{day} December 2015,1\n" for day in range(1, 5))
    text = f"actor,summary,date,killed\n{days}A,Y,before 6 December 2015,12 (incl. 3 children)\n"
    table = read_table(text.encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)

    assert "'before 6 December 2015' is ../2015-12-06" in " ".join(imported.notes)
    assert imported.document["features"][-1]["properties"]["imported:killed"] == "12 (incl. 3 children)"


@pytest.mark.parametrize(
    "text",
    [
        "dozens",
        "-3",
        "5-3",
        "3.5",
        "many",
        "1e3",
        "<0",
        "5 wounded",
        "dozens (incl. 3)",
        "several",
        "0 (8 by others)",
        "12 (unconfirmed)",
        "12 (8)",
        "two hundred",
        "one 100",
        "no",
        "12*",
        "12¹",
        "5 civilians and 2 children",
        "3 men, 2 women",
        "3 men or 2 women",
        "2 women and children",
        "a few men",
        "the men",
        "personne",
    ],
)
def test_what_is_no_number_of_people_is_refused(text):
    """No number is made up for "dozens"."""
    with pytest.raises(CountError, match="not a number of people"):
        read_count(text)


@pytest.mark.parametrize(("text", "metres"), [("250", 250), ("± 2 km", 2000), ("0.5 km", 500), ("٢٥٠", 250)])
def test_radii(text, metres):
    """A bare number is metres."""
    assert uncertainty_m(text) == metres


@pytest.mark.parametrize(
    ("read", "text"), [(uncertainty_m, "0"), (uncertainty_m, "-5"), (read_bearing, "up"), (read_polarity, "maybe")]
)
def test_what_cannot_be_read_says_what_to_write(read, text):
    """In the same message."""
    with pytest.raises(InputError, match=r"Write|Give|km"):
        read(text)


@pytest.mark.parametrize("prefix", sorted(CODES))
def test_a_region_on_one_point_has_no_radius(prefix):
    """Where a codebook puts a province on a point, none would be honest; each row says where its own comes from."""
    for rule in CODES[prefix]:
        assert (rule.radius_m is None) == rule.basis.startswith("none: a region")
    assert dict(default_radii(prefix))["3"] is None


def test_the_table_of_codes_is_edited_without_changing_it():
    """A changed radius is said to be set by hand, the others keep their source."""
    mapping = Mapping((), prefix="ucdp", radii=default_radii("ucdp"))
    changed = mapping.with_radius("2", 10_000)

    assert {rule.code: rule.basis for rule in code_table(changed)}["2"] == "set by hand"
    assert {rule.code: rule.basis for rule in code_table(mapping)}["2"] == "the codebook's own length"


def test_what_cells_become_is_made_once_for_the_same_cells_and_noted_for_each_row():
    """By the cells that are looked at, whatever stands in the others."""
    text = "summary,date,killed\nA,2015-12-06,3\nB,2015-12-06,x\nC,2015-12-07,x\nD,2015-12-06,3\n"
    table = read_table(text.encode(), "a.csv")
    mapping = suggest_mapping(table).mapping
    inquiry = Inquiry({})
    layout = Layout.of(table, mapping, date_columns(table, mapping, inquiry), frozenset(), {}, {})
    rows = [Cells(row, number, layout) for row, number in zip(table.rows, table.numbers, strict=True)]
    called = []

    def day(cells):
        called.append(cells.number)
        return cells.read_date("event_time")

    assert [cells.once(day) for cells in rows] == ["2015-12-06", "2015-12-06", "2015-12-07", "2015-12-06"]
    assert called == [2, 4]
    assert [cells.once(read_people, "killed") is None for cells in rows] == [False, True, True, False]
    assert [len(cells.problems) for cells in rows] == [0, 1, 1, 0]
    assert rows[0].once(read_people, "killed") is rows[3].once(read_people, "killed")
