"""Rows as records: good ones come in, bad ones are listed, nothing is guessed, nothing is lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.casefile import validate
from geodata.gazetteer.candidate import Candidate
from geodata.gazetteer.geocoder import Gazetteer
from geodata.geojson import rfc7946
from geodata.importing.import_result import Counts, ImportOptions, TakenName, bad_rows_csv
from geodata.importing.import_rows import import_rows, new_case
from geodata.importing.mapping import Mapping, MappingError, mapping_from_bytes, mapping_to_bytes
from geodata.importing.members import KEEP, LEAVE_OUT, MEMBERS
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping
from geodata.importing.templates import samples, template_csv, template_xlsx
from tests.cases import small_case
from tests.worlds import made_up, place


def bring(text, name="a.csv", case=None, mapping=None, **settings):
    """Import a text, with the mapping that is suggested for it."""
    table = read_table(text.encode() if isinstance(text, str) else text, name)
    return import_rows(table, mapping or suggest_mapping(table).mapping, case, **settings)


def records(imported, kind):
    """Return the features of a kind that came in, by the row they are of."""
    features = [feature for feature in imported.document["features"] if feature["properties"]["record"] == kind]
    return {feature["properties"]["name" if kind == "site" else "summary"]: feature for feature in features}


def errors(document):
    """Return what is wrong with a document as a case."""
    found = (*rfc7946.check_geojson(document), *validate.check_case(document))
    return [problem for problem in found if problem.severity == "error"]


GOOD = "summary,actor,place,lat,lon,killed,date\nA strike,SOHR,Ayyash,35.421,40.055,at least 3,2015-12-06\n"


def test_a_row_becomes_a_claim_at_a_site():
    """With the digits as uncertainty, and the file as the source of a row that names none."""
    imported = bring(GOOD)
    site, claim = records(imported, "site")["Ayyash"], records(imported, "claim")["A strike"]
    source = imported.document["case"]["sources"][0]

    assert site["properties"]["coordinateUncertaintyInMeters"] == 144
    assert "WGS84 is assumed" in site["properties"]["georeferenceRemarks"]
    assert claim["properties"]["killed"] == {"min": 3, "max": None}
    assert (claim["geometry"], claim["properties"]["relation"]) == (site["geometry"], "at")
    assert (claim["properties"]["sources"], source["title"]) == (["A-CSV"], "a.csv")
    assert source["sha256"] == imported.table.sha256


@pytest.mark.parametrize("words", ["TBD", "unknown", "?"])
def test_words_for_nothing_are_no_place(words):
    """Nor is one looked up."""
    assert records(bring(f"actor,place,summary\nA,{words},Y\n"), "site") == {}


def test_who_speaks_is_not_invented():
    """A row without a speaker asserts nothing, and says so."""
    imported = bring("summary,date\nA strike,2015-12-06\n")
    said = records(imported, "claim")["A strike"]["properties"]

    assert (said["actor"], said["polarity"], said["site"]) == ("NOT-STATED", "report", None)
    assert imported.document["case"]["actors"][0]["name"] == "Not stated"


@pytest.mark.parametrize("words", ["", "Not stated", "unknown", "N/A", "-", "(not known)", "неизвестно", "غير معروف"])
def test_a_speaker_who_is_not_stated_is_asked_about(words):
    """No actor is called so; one answer is for these rows alone."""
    text = f"actor,event,summary\nA,E,X\n{words},E,Y\n"
    imported, answered = bring(text), bring(text, options=ImportOptions({"actor": "B"}))
    (question,) = imported.questions

    assert (question.key, question.rows) == ("actor", (3,))
    assert [actor["name"] for actor in imported.document["case"]["actors"]] == ["A", "Not stated"]
    assert records(imported, "claim")["Y"]["properties"]["polarity"] == "report"
    assert [actor["name"] for actor in answered.document["case"]["actors"]] == ["A", "B"]
    assert answered.questions == ()


def test_attributed_to_is_who_did_it():
    """As the forms of this program call it; who says it is asked."""
    said = records(bring("attributed to,event,summary\nA,E,X\n"), "claim")["X"]["properties"]

    assert (said["actor"], said["about_actor"]) == ("NOT-STATED", "A")


def test_a_file_that_is_in_the_case_already_is_told():
    """By its bytes: another name does not make it another file."""
    first = bring("actor,summary\nA,X\n")
    again = bring("actor,summary\nA,X\n", case=first.document)

    assert not any("imported already" in note for note in first.notes)
    assert again.notes[0] == "This file was imported already, as 'a.csv': its rows come in once more."


def test_each_place_that_a_name_may_mean_says_where_it_is():
    """For the map beside the question; that it is none of them is nowhere."""
    text = "actor,place,lat,lon,summary\nA,Alpha,35.4,40.1,X\nA,Alpha,34.4,35.8,Y\nA,Alpha,,,Z\n"
    question = next(one for one in bring(text).questions if one.key == "name:alpha")

    assert [choice.lon_lat for choice in question.choices] == [(40.1, 35.4), (35.8, 34.4), None]


def test_a_bad_row_blocks_no_other_and_every_fault_is_listed():
    """With row, column, value, rule and remedy; the counts add up."""
    imported = bring(GOOD + "B,SOHR,X,95.1,40,dozens,2015-12-06\n,,,,,,\nC,SOHR,Y,35,40,3,2015-12-06\n")

    assert imported.counts == Counts(read=4, imported=2, bad=1, blank=1)
    assert [(problem.row, problem.column, problem.value, problem.rule) for problem in imported.problems] == [
        (3, "lat", "95.1", "import.coordinates"),
        (3, "killed", "dozens", "import.killed"),
    ]
    assert imported.problems[1].remedy.startswith("Write a number such as 3")
    assert list(imported.records) == [2, 5]


def test_counts_that_do_not_add_up_are_refused():
    """A row cannot get lost."""
    with pytest.raises(ValueError, match="does not add up"):
        Counts(read=3, imported=1, bad=1, blank=0)


def test_bad_rows_are_mended_and_come_in():
    """In the file that is handed back, or in place."""
    imported = bring(GOOD + "=B(),SOHR,X,95.1,40,3,2015-12-06\n")
    text = bad_rows_csv(imported).decode("utf-8-sig")
    mended = bring(text.replace("95.1", "35.1"), mapping=imported.mapping)

    assert text.splitlines()[1].startswith("'=B(),SOHR,X,95.1,40,3,2015-12-06,lat: Latitude 95.1")
    assert (mended.counts.imported, list(records(mended, "claim"))) == (1, ["=B()"])
    assert suggest_mapping(mended.table).columns[-1].member == LEAVE_OUT
    assert imported.mapping.fits(mended.table)
    assert import_rows(imported.table.with_cell(3, "lat", "35.1"), imported.mapping).counts.imported == 2


@pytest.mark.parametrize("text", ["=B()", "'=B()", "'-1", "''", "\uff1dB()", "'\uff1dB()"])
def test_a_bad_row_comes_back_as_it_was(text):
    """Whatever the file does so that no spreadsheet runs a cell is undone."""
    feature = {"type": "Feature", "properties": {"summary": text, "lat": 95.1, "lon": 40}, "geometry": None}
    imported = bring(json.dumps(feature), "a.geojson")

    again = bring(bad_rows_csv(imported))

    assert again.table.rows[0][:3] == imported.table.rows[0] == (text, "95.1", "40")


def test_names_without_letters_are_told_apart():
    """Of actors, events, sources and places: spelled alike they are one, and these are spelled with nothing alike."""
    imported = bring("summary,actor,event,place,source\nA,☺,★,♜,①\nB,☹,☆,♖,②\nC,☺!,★,♜,①\n")

    claims = [claim["properties"] for claim in records(imported, "claim").values()]
    case = imported.document["case"]
    assert [actor["name"] for actor in case["actors"]] == ["☺", "☹", "☺!"]
    assert [event["name"] for event in case["events"]] == ["★", "☆"]
    assert len({claim["site"] for claim in claims}) == 2
    assert [len(claim["sources"]) for claim in claims] == [1, 1, 1]


def test_rows_go_into_a_case_without_changing_it():
    """Actors, events and sites are found by id or name; ids stay different."""
    case = small_case()
    text = "id,actor,event,place,summary\nARMY-AT,army,Strike on the camp,CAMP,X\n,New,STRIKE,معسكر,Y\n"
    imported = bring(text, case=case)
    first, second = (feature["properties"] for feature in imported.document["features"][-2:])

    assert case == small_case()
    assert imported.records[2] == "ARMY-AT-2"
    assert (first["actor"], first["event"], first["site"]) == ("ARMY", "STRIKE", "CAMP")
    assert (second["actor"], second["event"]) == ("NEW", "STRIKE")
    assert errors(imported.document) == []


def test_a_name_that_two_sites_have_is_asked_about():
    """Until it is answered the row has no position."""
    text = "actor,place,summary\nA,معسكر,Y\n"
    [question] = bring(text, case=small_case()).questions
    answered = bring(text, case=small_case(), options=ImportOptions({question.key: "CITY"}))

    assert [choice.key for choice in question.choices] == ["CAMP", "CITY", "PROVINCE", "none"]
    assert (question.rows, answered.questions) == ((2,), ())
    assert answered.document["features"][-1]["properties"]["site"] == "CITY"


def ayyash(lon, lat):
    """Return a place that a gazetteer has."""
    return Candidate(
        "Ayyash", lon, lat, 1000.0, "Gazetteer 1", "Gazetteer (CC0)", "Ayash", 1.0, 0.5, "", "SY", "village",
        site_id=None, is_exact=True, what="village in Syria",
    )  # fmt: skip


AYYASH = ayyash(40.055, 35.421)
OTHERS = (AYYASH, ayyash(38.0, 36.0))


def asked(imported):
    """Return the keys of the questions, but for that of the event, which every file of several rows without one has."""
    return [question.key for question in imported.questions if question.key != "event"]


@pytest.mark.parametrize(
    ("found", "questions", "lon"), [((AYYASH,), [], 40.055), (OTHERS, ["name:ayash"], None), ((), [], None)]
)
def test_names_are_geocoded_and_more_than_one_place_is_asked_about(found, questions, lon):
    """A name that nothing is found for is listed without a place."""
    imported = bring("actor,place,country,summary\nA,Ayash,Syria,Y\n", geocode=lambda *_: found)
    geometry = records(imported, "claim")["Y"]["geometry"]

    assert asked(imported) == questions
    assert (geometry and geometry["coordinates"][0]) == lon


@pytest.mark.parametrize(
    ("columns", "cells", "questions"),
    [
        ("lat,lon,country", ",,", ["country", "name:ayash"]),  # alone in the world
        ("lat,lon,country", ",,Syria", []),
        ("lat,lon,country", ",,SYR", []),
        ("lat,lon,country", ",,Atlantis", ["name:ayash"]),
        ("lat,lon,province", ",,Far", ["country", "name:ayash"]),
    ],
)
def test_a_name_alone_is_taken_where_something_says_where_it_is(columns, cells, questions):
    """A country; else it is asked, once for all names, which one."""

    def found(name, *_):
        return (AYYASH,) if name == "Ayash" else ()

    imported = bring(f"actor,summary,place,{columns}\nA,X,Ayash,{cells}\n", geocode=found)

    assert asked(imported) == questions
    assert (records(imported, "claim")["X"]["geometry"] is None) == bool(questions)


@pytest.mark.parametrize(("lat", "lon", "questions"), [("35.3", "40.1", []), ("5.3", "20.1", ["name:ayash"])])
def test_other_places_of_the_file_say_where_a_name_is(lat, lon, questions):
    """Near them it is taken, far from them it is asked about."""
    text = f"actor,summary,place,lat,lon\nA,X,Ayash,,\nA,Y,Other,{lat},{lon}\n"
    imported = bring(text, geocode=lambda *_: (AYYASH,))

    assert asked(imported) == questions
    assert bring(text, geocode=lambda *_: (AYYASH,), options=ImportOptions({"country": "SY"})).document


def test_a_province_speaks_against_a_place_far_from_it():
    """In the same country."""
    far = replace(AYYASH, name="Far", lon_deg=37.0, lat_deg=33.0)
    text = "actor,summary,place,country,province\nA,X,Ayash,SY,Far\n"
    imported = bring(text, geocode=lambda name, *_: (far,) if name == "Far" else (AYYASH,))

    assert asked(imported) == ["name:ayash"]
    assert "far from 'Far'" in imported.questions[0].text


@pytest.mark.parametrize(
    ("columns", "cells", "questions", "lon"),
    [
        ("province", "Far", [], 37.1),
        ("область", "Одеська", [], 30.7),
        ("oblast", "Odesa Oblast", [], 30.7),
        ("raion", "Одеський район", [], 30.7),
        ("district,province", "Odeskyi,Odesa oblast", [], 30.7),
        ("province", "Nowhere", ["name:odesa"], None),
        ("province", "Odesa", [], 30.7),  # a province of one country alone
        ("province", "Dnipro", ["name:odesa"], None),  # a place, of which there are two
        ("область", "Закарпатська", ["name:odesa"], None),  # where there is none of the name
        ("governorate", "Rif Dimashq Governorate", [], 37.1),
        ("provincia", "provincia de Almería", ["name:odesa"], None),
    ],
)
def test_a_province_or_a_district_narrows_a_name(columns, cells, questions, lon):
    """To the places that are there, by the word for it also to the countries that have such areas."""
    at = {"Far": (37.0, 33.0), "Odesa": (30.7, 46.5), "Одеса": (30.7, 46.5)}
    ours, theirs = (replace(AYYASH, name="Odesa", country=code, lon_deg=lon_deg, lat_deg=lat_deg, source=code)
                    for code, (lon_deg, lat_deg) in (("UA", at["Odesa"]), ("US", (-102.4, 31.8))))  # fmt: skip
    far = replace(AYYASH, name="Far", lon_deg=37.0, lat_deg=33.0)
    other = replace(ours, source="SY", country="SY", lon_deg=37.1, lat_deg=33.1)

    def found(name, *_):
        folded = name.casefold()
        named = {"odesa": (ours, theirs, other), "одеса": (ours, theirs), "dnipro": (ours, theirs), "far": (far,)}
        return named.get(folded, ())

    imported = bring(f"actor,summary,place,{columns}\nA,X,Odesa,{cells}\n", geocode=found)
    geometry = records(imported, "claim")["X"]["geometry"]

    assert (asked(imported), geometry and geometry["coordinates"][0]) == (questions, lon)


def test_a_village_that_is_called_like_the_adjective_is_not_what_a_province_is_named_after():
    """Nor speaks it against a place in it: Kurskaya is far from Kursk."""
    city, village = (replace(AYYASH, country="RU", source=str(lon), lon_deg=lon, lat_deg=51.7, weight=weight)
                     for lon, weight in ((36.2, 0.6), (44.0, 0.3)))  # fmt: skip
    ours = replace(AYYASH, country="RU", lon_deg=34.7, lat_deg=51.6)
    places = {"курск": (city,), "курская": (village,), "рыльск": (ours,)}
    text = "actor,summary,place,область\nA,X,Рыльск,Курская\n"
    imported = bring(text, geocode=lambda name, *_: places.get(name.casefold(), ()))

    assert asked(imported) == []
    assert records(imported, "claim")["X"]["geometry"]["coordinates"] == [34.7, 51.6]


def test_a_country_that_was_answered_places_names():
    """By the option, or on the page."""
    text = "actor,summary,place\nA,X,Ayash\n"
    imported = bring(text, geocode=lambda *_: (AYYASH,), options=ImportOptions({"country": "SY"}))

    assert (asked(imported), records(imported, "claim")["X"]["geometry"] is None) == ([], False)


@pytest.mark.parametrize(("heads", "is_exact"), [("", True), (",uncertainty", False)])
def test_a_name_takes_the_place_of_another_row_only_with_its_extent(heads, is_exact):
    """The digits of a point say nothing of how large a place is; in a case of an import before neither."""
    first = f"actor,summary,place,lat,lon{heads}\nA,X,Ayyash,35.421,40.055{heads and ',2000'}\n"
    again = bring("actor,summary,place\nA,Y,Ayyash\n", name="b.csv", case=bring(first).document)

    assert asked(again) == (["name:ayyash"] if is_exact else [])


def test_a_place_of_the_case_is_not_offered_among_names_that_are_only_like_its_own():
    """As of a list of villages that was imported as places: it, and what is spelled so elsewhere, are all."""
    case = bring("name,lat,lon\nAyyash,35.421,40.055\n").document
    like, same = replace(AYYASH, name="Ayas", lat_deg=36.5, is_exact=False), replace(AYYASH, lat_deg=31.0)
    imported = bring("actor,summary,place\nA,Y,Ayyash\n", name="b.csv", case=case, geocode=lambda *_: (like, same))
    (question,) = (question for question in imported.questions if question.key == "name:ayyash")

    assert [choice.key for choice in question.choices] == ["AYYASH", "31.00000,40.05500", "none"]


def test_a_likeness_is_asked_about_even_if_it_is_the_only_one():
    """No single candidate is taken for being alone."""
    like = replace(AYYASH, matched="Ayyas", is_exact=False)
    imported = bring("actor,place,summary\nA,35 miles SE of Ayash,Y\n", geocode=lambda *_: (like,))

    assert imported.questions[0].text.startswith(
        "'Ayash' may be Ayyash, village in Syria (35.421, 40.055), Gazetteer 1; Gazetteer (CC0)."
    )
    assert records(imported, "claim")["Y"]["geometry"] is None


@pytest.mark.parametrize("name", ["!!!", "x" * 201])
def test_words_that_cannot_be_looked_up_keep_no_row_out(name):
    """Their site says why it has no position."""
    geocode = Gazetteer(made_up(place("GeoNames 1", "Tripoli", lon=35.85, lat=34.43))).candidates
    imported = bring(f"actor,place,summary\nA,{name},Y\n", geocode=lambda name, near, _: geocode(name, near=near))
    [site] = records(imported, "site").values()

    assert (imported.counts.imported, site["geometry"]) == (1, None)
    assert "is not the name of a place" in site["properties"]["georeferenceRemarks"]


def test_a_site_by_name_alone_keeps_what_its_row_says():
    """Kind, radius, source and kept columns; a second row that differs is noted."""
    text = "name,kind,uncertainty,source,note of ours\nX,hamlet,300,Map Y,bad\nX,,,,\nX,,300 m,,\nx,city,,,\n"
    imported = bring(text)
    site = records(imported, "site")["X"]["properties"]

    assert (site["kind"], site["coordinateUncertaintyInMeters"]) == ("hamlet", 300)
    assert (site["georeferenceSources"], site["imported:note of ours"]) == ("Map Y", "bad")
    assert imported.notes[-1].endswith("it stays as it is: 5.")


def test_a_site_of_the_case_stays_as_it_is():
    """What a row says of it otherwise is noted."""
    imported = bring("name,kind,uncertainty\nCAMP,hamlet,3\n", case=small_case())

    assert imported.document["features"] == small_case()["features"]
    assert imported.notes[-1].endswith("it stays as it is: 2.")


def test_a_claim_by_name_keeps_its_uncertainty():
    """As that of the place that was found."""
    found = replace(AYYASH, uncertainty_m=None)
    imported = bring("actor,place,country,uncertainty\nA,Ayash,SY,5 km\n", geocode=lambda *_: (found,))

    assert records(imported, "site")["Ayyash"]["properties"]["coordinateUncertaintyInMeters"] == 5_000


def test_a_site_is_named_as_a_whole():
    """It is not the place that its name measures from."""
    assert list(records(bring("name,kind\n2 km west of X,camp\n"), "site")) == ["2 km west of X"]


def test_a_direction_beside_a_limit_is_kept():
    """The case's own check warns of it, and takes it."""
    said = records(bring("actor,summary,place\nA,X,within 5 km SE of Y\n"), "claim")["X"]["properties"]

    assert (said["relation"], said["bearing"]) == ("within", {"value": "SE"})


def test_an_answer_chooses_a_candidate():
    """By its key."""

    def bring_it(answers):
        return bring("actor,place,summary\nA,Ayash,Y\n", geocode=lambda *_: OTHERS, options=ImportOptions(answers))

    key = bring_it({}).questions[0].choices[1].key
    imported = bring_it({"name:ayash": key})

    assert records(imported, "claim")["Y"]["geometry"]["coordinates"] == [38.0, 36.0]


def test_an_offset_is_a_distance_from_a_site_and_no_point():
    """A name alone is found among the places of the file itself."""
    text = "actor,summary,place,lat,lon,uncertainty\nA,X,35 miles SE of Ayyash,,,\nA,Y,Ayyash,35.421,40.055,2000\n"
    imported = bring(text)
    said = records(imported, "claim")["X"]["properties"]

    assert (said["relation"], said["site"], said["distance"]) == (
        "at_distance",
        "AYYASH",
        {"value": "35", "unit": "mi"},
    )
    assert (said["bearing"], len(records(imported, "site"))) == ({"value": "SE"}, 1)


AXES = "actor,summary,lat,lon\n" + "".join(f"A,S{n},35.{n},40.{n}\n" for n in range(8))


@pytest.mark.parametrize(("row", "imported_rows"), [("A,X,40.5,35.5\n", 9), ("A,X,140.5,35.5\n", 8)])
def test_swapped_axes_are_asked_about_and_never_swapped_silently(row, imported_rows):
    """Where latitude is beyond 90, or where swapped it would be among the others."""
    text = AXES.replace("40.", "139.") + row if "140" in row else AXES.replace("35.", "5.") + row.replace("35.5", "5.5")
    imported = bring(text)
    swapped = bring(text, options=ImportOptions({"axes": "swap"}))

    assert (imported.counts.imported, imported.questions[-1].rows) == (imported_rows, (10,))
    assert (swapped.counts.bad, asked(swapped)) == (0, [])
    assert "swapped on import, as asked" in str(swapped.document["features"])


def test_the_case_tells_where_rows_are_expected():
    """A single row is enough to suspect, beside sites of the case."""
    case = small_case()
    for site in case["features"][:2]:
        site["geometry"]["coordinates"] = [10.0, 60.0]
    case["features"] = case["features"][:2]

    assert asked(bring("actor,summary,lat,lon\nA,X,10.1,60.1\n", case=case)) == ["axes"]
    assert bring("actor,summary,lat,lon\nA,X,60.1,10.1\n", case=case).questions == ()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("37S,595897,3917471", 40.056),
        ("37 north,٥٩٥٨٩٧,3917471", 40.056),
        (",595897,3917471", "zone"),
        ("37S,5,1", "northing"),
    ],
)
def test_utm_in_columns_of_its_own(cells, found):
    """Zone, easting and northing, all or none."""
    imported = bring(f"actor,summary,zone,easting,northing\nA,X,{cells}\n")
    geometry = records(imported, "claim").get("X", {}).get("geometry")

    assert (round(geometry["coordinates"][0], 3) if geometry else imported.problems[0].column) == found


def test_words_made_for_a_row_show_its_date_as_it_is():
    """Before any name of others: after Arabic letters a browser turns 2017-09-05 around."""
    imported = bring("actor,event,place,date\nA,غارة,الرقة,2017-09-05\n")

    assert list(records(imported, "claim")) == ["Row 2 of 'a.csv': 2017-09-05, غارة, الرقة."]


def test_dates_that_may_be_two_are_asked_about_once():
    """With what the others tell; the mapping answers."""
    text = "actor,event,summary,date\nA,E,X,05/12/2015\nA,E,Y,2015-12-13\nA,E,Z,06/12/2015\n"
    imported = bring(text)
    answered = bring(text, mapping=imported.mapping.with_date_order("day-first"))

    assert (imported.counts.imported, [problem.is_in for problem in imported.problems]) == (3, [True, True])
    assert imported.questions[0].rows == (2, 4)
    assert "0 can only be day-first" in imported.questions[0].text
    assert records(answered, "claim")["X"]["properties"]["event_time"] == "2015-12-05"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("date_order:date", "actor,summary,date\nA,X,05/12/2015\n"),
        ("century", "actor,summary,date\nA,X,5 December 15\n"),
        ("actor", "event,summary,date\nA,X,2015-12-05\n"),
        ("actor", "actor,summary\n,X\n"),
        ("event", "actor,summary\nA,X\nA,Y\n"),
        ("event_time", "actor,summary,posted,seen\nA,X,2015-12-05,2015-12-06\n"),
        ("precision_codes", "actor,summary,lat,lon,geo precision\nA,X,35.4,40.1,1\n"),
        ("zone", "actor,summary,x,y\nA,X,595897,3917471\n"),
        ("zero", "actor,summary,lat,lon\nA,X,0,0\n"),
        ("denials", "actor,summary\nA,No strikes were carried out.\n"),
        ("axes", "actor,summary,lat,lon\nA,X,95.1,40\n"),
        ("name:ayash", "actor,summary,place\nA,X,Ayash\n"),
    ],
)
def test_each_answer_settles_its_question(key, text):
    """Whichever is chosen: what is asked on a page is answered there, and is not asked again."""
    (question,) = bring(text, geocode=lambda *_: OTHERS).questions
    assert question.key == key
    for choice in question.choices:
        answered = bring(text, geocode=lambda *_: OTHERS, options=ImportOptions({key: choice.key}))
        assert answered.questions == ()


@pytest.mark.parametrize(("order", "found"), [(None, "2015-05-12"), ("day-first", "2015-05-12")])
def test_an_answered_order_of_dates_is_used(order, found):
    """Of a column by itself, before one that holds for all."""
    text = "actor,summary,date\nA,X,05/12/2015\n"
    answers = ImportOptions({"date_order:date": "month-first"})
    imported = bring(text, mapping=bring(text).mapping.with_date_order(order), options=answers)

    assert records(imported, "claim")["X"]["properties"]["event_time"] == found


ACLED = (
    "event_id_cnty,event_date,time_precision,actor1,location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    "SYR1,06 December 2015,1,Coalition,Ayyash,35.421,40.055,1,SOHR; ANHA,A,4\n"
    "SYR2,06 December 2015,3,Coalition,Deir ez-Zor,35.336,40.141,3,SOHR,B,\n"
    "SYR3,06 December 2015,2,Coalition,Tanak,34.913,40.816,9,SOHR,C,1\n"
)


def test_codes_become_uncertainty_and_are_kept():
    """No radius stands for a province; an unknown code is listed."""
    imported = bring(ACLED)
    sites, claims = records(imported, "site"), records(imported, "claim")
    said = claims["A"]["properties"]

    assert sites["Ayyash"]["properties"]["coordinateUncertaintyInMeters"] == 5_144
    assert sites["Deir ez-Zor"]["properties"]["coordinateUncertaintyInMeters"] is None
    assert (said["acled:geo_precision"], said["actor"], said["acled:actor1"]) == ("1", "ACLED", "Coalition")
    assert (said["sources"], claims["B"]["properties"]["event_time"]) == (["SOHR", "ANHA"], "2015-12")
    assert [(problem.row, problem.value) for problem in imported.problems] == [(4, "9")]


def test_ucdp_ranges_become_times_and_counts():
    """From two columns each."""
    text = (
        "id,side_a,where_coordinates,latitude,longitude,where_prec,date_start,date_end,low,high,source_headline\n"
        "77,IS,Ayyash,35.421,40.055,2,2015-12-06 00:00:00.000,2015-12-08 00:00:00.000,2,5,Report\n"
    )
    said = bring(text).document["features"][-1]["properties"]

    assert said["event_time"] == "2015-12-06/2015-12-08"
    assert (said["killed"], said["ucdp:where_prec"]) == ({"min": 2, "max": 5}, "2")


@pytest.mark.parametrize("columns", [ACLED.splitlines()[0]])
def test_a_mapping_is_kept_for_the_next_file(columns):
    """Whatever the order of its columns; a changed radius too."""
    table = read_table(ACLED.encode(), "a.csv")
    mapping = suggest_mapping(table).mapping.with_member("notes", KEEP).with_radius("1", 2_000)
    turned = read_table(",".join(reversed(columns.split(","))).encode(), "b.csv")

    assert mapping_from_bytes(mapping_to_bytes(mapping)) == mapping
    assert (mapping.fits(turned), mapping.fits(read_table(b"a,b", "c.csv"))) == (True, False)
    assert import_rows(table, mapping).document["features"][0]["properties"]["coordinateUncertaintyInMeters"] == 2_144


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"mapping": 1}', b'{"mapping": 1, "record": "claim", "columns": {"a": "nonsense"}}',
             b'{"mapping": 1, "record": "claim", "columns": {"a": "lat"}, "radii": {"1": -5}}',
             b'{"mapping": 1, "record": "claim", "columns": {"a": "lat", "b": "lat"}}'],
)  # fmt: skip
def test_what_is_no_mapping_is_refused(data):
    """Before a row is read."""
    with pytest.raises(MappingError, match=r"mapping|member"):
        mapping_from_bytes(data)


def test_every_column_has_a_reason_and_a_preview():
    """By its heading, in three languages, or by its cells."""
    text = "Широта,خط الطول,x,distance\n35.421,40.055,https://example.org/1,35 miles\n"
    found = suggest_mapping(read_table(text.encode(), "a.csv"))

    assert [column.member for column in found.columns] == ["lat", "lon", "source_url", "distance"]
    assert all(column.reason and column.examples for column in found.columns)
    assert found.columns[2].reason == "1 of 1 cells are web addresses."


def test_columns_of_a_map_do_not_replace_what_it_draws():
    """Coordinates in them are kept as they are."""
    point = '"geometry": {"type": "Point", "coordinates": [40.1, 35.4]}'
    members = '"properties": {"name": "A", "x": 1.5, "lat": 9.123, "position": "1, 2"}'
    feature = f'{{"type": "Feature", {point}, {members}}}'
    imported = bring(f'{{"type": "FeatureCollection", "features": [{feature}]}}', "a.geojson")
    site = records(imported, "site")["A"]

    assert site["geometry"]["coordinates"] == [40.1, 35.4]
    assert [site["properties"][f"imported:{name}"] for name in ("x", "lat", "position")] == ["1.5", "9.123", "1, 2"]


@pytest.mark.parametrize("cells", [("3-13", "4-10"), ("5/12", "1/3"), ("3 13", "4 10"), ("bad", "good")])
def test_ranges_and_fractions_are_no_coordinates(cells):
    """By their cells; a heading may say that they are."""
    [column] = suggest_mapping(read_table("\n".join(("a", *cells)).encode(), "a.csv")).columns

    assert column.member == KEEP


@pytest.mark.parametrize(
    ("heading", "radius_m"),
    [("Radius (m)", 5), ("Radius (km)", 5_000), ("Radius (miles)", 8_047), ("Radius (leagues)", 1)],
)
def test_a_radius_in_another_unit_is_not_read_as_metres(heading, radius_m):
    """In a unit that is not known it is kept as it is, and the digits give the radius."""
    imported = bring(f"place,lat,lon,{heading}\nX,35.4000000,40.1000000,5\n")

    assert records(imported, "site")["X"]["properties"]["coordinateUncertaintyInMeters"] == radius_m


@pytest.mark.parametrize(("cells", "least", "most"), [("3,", 3, None), (",13", 0, 13), ("3-5,", 3, 5), ("3,3", 3, 3)])
def test_no_limit_is_made_up_from_the_least(cells, least, most):
    """Where the column for it is empty."""
    imported = bring(f"summary,killed min,killed max\nA,{cells}\n")

    assert records(imported, "claim")["A"]["properties"]["killed"] == {"min": least, "max": most}


def test_a_plain_map_opens_as_sites():
    """Each feature is one; what is not known of it is kept."""
    imported = bring(samples()["places.geojson"], "places.geojson")
    camp = records(imported, "site")["Saeqa camp"]

    assert (imported.mapping.record, imported.counts.imported) == ("site", 2)
    assert camp["properties"]["kind"] == "military camp"
    assert camp["properties"]["coordinateUncertaintyInMeters"] == 144
    assert "Wikipedia" in camp["properties"]["georeferenceSources"]


@pytest.mark.parametrize("name", list(samples()))
def test_samples_come_in_whole(name):
    """And are in order as cases."""
    imported = bring(samples()[name], name)

    assert (imported.problems, imported.questions, errors(imported.document)) == ((), (), [])
    assert KEEP not in dict(imported.mapping.columns).values()


@pytest.mark.parametrize(("data", "name"), [(template_csv(), "t.csv"), (template_xlsx(), "t.xlsx")])
def test_the_template_is_matched_by_name_and_comes_in(data, name):
    """Every heading has its member."""
    imported = bring(data, name)

    assert (imported.counts.imported, imported.problems) == (2, ())
    assert KEEP not in dict(imported.mapping.columns).values()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("A,X,Ayyash,35.4,40.1,2015-12-06,3\n" * 2, "All cells are the same."),
        ("A,X,Ayyash,35.4,40.1,2015-12-06,3\nA,Y,Ayyash,35.4,40.1,2015-12-06,3\n", "Actor, place, time and counts"),
        ("A,A strike on the camp.,Ayyash,35.4,40.1,2015-12-06,\nA,a strike on the camp,Ayyash,35.4,40.1,2015-12-06,4\n",
         "the words nearly"),
    ],
)  # fmt: skip
def test_near_duplicates_are_pointed_out_and_come_in(rows, reason):
    """Each with the reason."""
    imported = bring("actor,summary,place,lat,lon,date,killed\n" + rows)

    assert (imported.counts.imported, [duplicate.rows for duplicate in imported.duplicates]) == (2, [(2, 3)])
    assert reason in imported.duplicates[0].reason


def test_a_claim_that_was_there_is_a_duplicate_too():
    """By its id."""
    case = bring(GOOD).document
    again = bring(GOOD, name="b.csv", case=case)

    assert again.duplicates[0].claims == ("A-CSV-2",)
    assert len([feature for feature in again.document["features"] if feature["properties"]["record"] == "site"]) == 1


@pytest.mark.parametrize(
    ("columns", "cells", "rule"),
    [
        ("summary,relation", "X,within", "site-needed"), ("summary,place,relation", "X,Y,within", "distance-needed"),
        ("summary,lat", "X,35", "coordinates"), ("summary,url", "X,javascript:alert(1)", "source_url"),
        ("summary,date start,date end", "X,2015-12-06,2015-12-01", "event_end"),
        ("summary,killed,killed max", "X,5,3", "count"), ("summary,credibility", "X,9", "credibility"),
        ("summary,bearing", "X,up", "bearing"), ("summary,place,distance", "X,Y,far", "distance"),
        ("summary,place,lat,lon,uncertainty", "X,Y,35,40,0", "uncertainty"),
        ("actor,summary", f"A,{'x' * 10_001}", "summary"),
    ],
)  # fmt: skip
def test_each_rule_keeps_its_row_out(columns, cells, rule):
    """Or costs it the value, and names itself; the second row shows what the column is."""
    good = {"bearing": "SE", "distance": "5 km", "credibility": "2", "source_url": "https://example.org"}.get(rule, "")
    table = f"{columns}\n{cells}\n" + (",".join([*cells.split(",")[:-1], good]) + "\n" if good else "")
    assert [problem.rule for problem in bring(table).problems] == [f"import.{rule}"]


MEMBERS_OF_CLAIMS = sorted(MEMBERS["claim"])
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["35.4", "-140", "40.1", "2015-12-06", "35 miles SE of X", "at_distance", "in", "3", "X", "deny"]),
)


@settings(max_examples=60)
@given(
    st.sampled_from(["claim", "site"]),
    st.lists(st.lists(CELLS, min_size=len(MEMBERS_OF_CLAIMS), max_size=len(MEMBERS_OF_CLAIMS)), max_size=4),
)
def test_whatever_is_in_the_cells_a_case_comes_out(record, rows):
    """In order by the rules of ``check``, and every row is counted; import_rows holds it to them."""
    from geodata.importing.table import make_table

    table = make_table("a.csv", b"", MEMBERS_OF_CLAIMS, list(enumerate(rows, start=2)))
    columns = tuple((name, name if name in MEMBERS[record] else KEEP) for name in MEMBERS_OF_CLAIMS)
    imported = import_rows(table, Mapping(columns, record), small_case())

    assert imported.counts.read == len(rows)
    assert errors(imported.document) == []


def test_an_empty_table_gives_an_empty_case():
    """Which is one."""
    imported = bring("summary,actor\n")

    assert (imported.counts, imported.document["features"]) == (Counts(0, 0, 0, 0), [])
    assert errors(new_case("Other")) == []


def test_a_row_says_what_the_format_has_gained():
    """Each in a column of its own, by its heading; a claim has the member only where a row states it."""
    imported = bring(
        "summary,actor,event,about actors,certainty,part of statement,some or all,kinds of event,time as spoken,killed,"
        "distance,place,lat,lon\n"
        'X,SOHR,Strikes,Army; Air force,probable,Briefing,all,"air strike, shelling",evening,"about 40, so far",'
        "about 35 miles,Camp,35.4,40.1\n"
        "Y,SOHR,Strikes,,,,,,,3,,,,\n"
    )
    assert imported.problems == ()
    said, bare = (records(imported, "claim")[name]["properties"] for name in "XY")
    assert said["about_actor"] == ["ARMY", "AIR-FORCE"]
    assert (said["certainty"], said["statement"], said["quantity"]) == ("probable", "Briefing", "all")
    assert (said["event_kinds"], said["event_time_words"]) == (["air strike", "shelling"], "evening")
    assert said["killed"] == {"min": 40, "max": 40, "about": True, "so_far": True}
    assert said["distance"] == {"value": "35", "unit": "mi", "about": True}
    assert not {"certainty", "statement", "quantity", "event_kinds", "event_time_words"} & bare.keys()
    assert errors(imported.document) == []


def test_a_word_that_is_no_certainty_is_a_fault_of_the_row():
    """With what to write."""
    [problem] = bring("summary,certainty,quantity\nX,maybe,all\n").problems
    assert (problem.rule, problem.column, problem.value) == ("import.certainty", "certainty", "maybe")
    assert problem.remedy == "Write certain, probable or possible."


def test_rows_are_compared_with_claims_of_several_authors():
    """Of the case that they go into."""
    case = bring("summary,actor,about actors,place,lat,lon,date\nX,SOHR,A; B,Camp,35.4,40.1,2015-12-06\n").document
    imported = bring(
        "summary,actor,about actors,place,lat,lon,date\nX,SOHR,A; B,Camp,35.4,40.1,2015-12-06\n", case=case
    )
    assert len(imported.duplicates) == 1


def test_a_place_of_another_province_is_not_in_the_one_that_a_row_names():
    """However near its middle is: of two villages of a name, the one in the province is taken, though fewer know it."""
    ours, theirs = (
        replace(AYYASH, country="UA", province=code, source=code, lon_deg=lon, lat_deg=50.6, weight=known)
        for code, lon, known in (("UA.21", 34.3, 0.2), ("UA.07", 36.2, 0.6))
    )
    text = "actor,summary,place,область\nA,X,Vasylivka,Сумська\n"
    imported = bring(text, geocode=lambda name, *_: (theirs, ours) if name == "Vasylivka" else ())

    assert asked(imported) == []
    assert records(imported, "claim")["X"]["geometry"]["coordinates"][0] == 34.3


def test_of_two_places_of_a_name_in_one_province_none_is_taken():
    """However much better known one is; and both are looked for near the province, not anywhere."""
    town, village = (
        replace(AYYASH, country="UA", province="UA.21", source=str(lon), lon_deg=lon, lat_deg=50.6, weight=known)
        for lon, known in ((34.3, 0.7), (34.5, 0.1))
    )
    near = []

    def found(name, where, _):
        near.append(where)
        return (town, village) if name == "Vasylivka" else ()

    imported = bring("actor,summary,place,область\nA,X,Vasylivka,Сумська\n", geocode=found)

    assert asked(imported) == ["name:vasylivka"]
    assert near[0] == pytest.approx((34.329, 50.770))


@pytest.mark.parametrize(
    ("place", "country", "lon"),
    [
        ("Ayash, Syria", "", 40.055),
        ("Ayash, Syria", "SYR", 40.055),
        ("Ayash, Syria", "Iraq", None),
        ("Ayash, Deir ez-Zor", "", 40.055),
        ("Ayash, Deir ez-Zor Governorate, Syria", "", 40.055),
        ("Ayash, Idlib", "", None),
        ("Elsewhere, Syria", "", None),
    ],
)
def test_a_country_or_a_province_behind_a_name_is_where_it_is(place, country, lon):
    """As in a column of its own; where that says otherwise, the name is as it is written."""
    text = f'actor,summary,place,country\nA,X,"{place}",{country}\n'
    imported = bring(text, geocode=lambda name, *_: (AYYASH,) if name == "Ayash" else ())
    geometry = records(imported, "claim")["X"]["geometry"]

    assert (geometry and geometry["coordinates"][0]) == lon


def test_places_that_were_taken_by_name_are_listed():
    """With what they are and how many rows have them, before anything is imported; those of the case are not."""
    text = "actor,summary,place,country\nA,X,Ayash,Syria\nA,Y,ayash,Syria\nA,Z,Nowhere,Syria\nA,V,Alpha,\n"
    case = bring("name,lat,lon,uncertainty\nAlpha,35.3,40.1,50\n", name="b.csv").document
    imported = bring(text, case=case, geocode=lambda name, *_: (AYYASH,) if name.casefold() == "ayash" else ())

    assert imported.taken_names == (TakenName("Ayash", "Ayyash", "village in Syria", (40.055, 35.421), 2),)


@pytest.mark.parametrize(("is_exact", "questions"), [(True, ["name:odesa"]), (False, [])])
def test_what_is_only_like_a_name_is_not_offered_outside_its_province(is_exact, questions):
    """A village that no gazetteer has is not one of a likely name in another country."""
    place = replace(AYYASH, name="Odessa", country="US", lon_deg=-102.4, lat_deg=31.8, is_exact=is_exact)
    imported = bring("actor,summary,place,область\nA,X,Odesa,Харківська\n", geocode=lambda *_: (place,))

    assert asked(imported) == questions
