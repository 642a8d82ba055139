"""Files that are known on sight: each has a sample with its real headings and values that were made up."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from geodata.core.model import case_from_document
from geodata.exporting.extract import cut
from geodata.exporting.kml import kml
from geodata.importing.derived_columns import derive
from geodata.importing.import_rows import import_rows
from geodata.importing.known_files import DerivedColumn, known_files
from geodata.importing.members import KEEP, LEAVE_OUT, MEMBERS
from geodata.importing.reading import read_table
from geodata.importing.recognising import headings_of_headless, known_file
from geodata.importing.suggesting import suggest_mapping
from geodata.sandbox.read_back import as_case
from tests.cases import small_case

BUNDLED = Path(__file__).parents[1] / "incidents.geojson"
SAMPLES = Path(__file__).parent / "data" / "known_files"
#: Of the first record of each sample: what it is known as, and what it says.
SAID = {
    "acled.csv": ("ACLED", {
        "id": "SYR90001", "actor": "ACLED", "about": "Force A", "site": "Alpha", "at": [40.056, 35.396],
        "uncertainty": 5144, "time": "2015-12-06", "killed": 3, "sources": ["Agency One", "Agency Two"],
        "summary": "On 6 December 2015, aircraft hit a camp near Alpha.", "acled:sub_event_type": "Air/drone strike"}),
    "acled_old.csv": ("ACLED", {
        "id": "90001SYR", "about": "Force A", "acled:ACTOR1": "Force A", "site": "Alpha", "time": "2001-04-18",
        "killed": 1, "acled:GWNO": "652"}),
    "ucdp_ged.csv": ("UCDP GED", {
        "id": "900001", "actor": "UCDP GED", "about": None, "ucdp:side_a": "Side A", "site": "Alpha village",
        "killed": 2, "time": "2015-12-06/2015-12-07", "sources": ["A headline"],
        "ucdp:best": "2", "ucdp:geom_wkt": "POINT (40.056 35.396)"}),
    "ucdp_candidate.csv": ("UCDP GED", {"id": "900002", "ucdp:code_status": "Check dyad"}),
    "airwars.csv": ("Airwars", {
        "id": "ZZ9001", "actor": "Airwars", "time": "2015-12-06", "killed": 3, "wounded": 14,
        "urls": ["https://example.org/civ/zz9001"], "airwars:Grading": "fair", "airwars:Militants Killed Min": "0"}),
    "gtd.csv": ("Global Terrorism Database", {
        "id": "201512060001", "about": "Group A", "site": "Alpha", "time": "2015-12-06", "killed": 3, "wounded": 14,
        "gtd:attacktype1_txt": None, "gtd:specificity": "1"}),
    "insecurity_insight.csv": ("Insecurity Insight", {
        "id": "90001", "about": "Force A", "at": [40.056, 35.396], "time": "2023-05-14", "killed": None,
        "insecurity_insight:Educators Killed": "1", "insecurity_insight:Geo Precision": "(2) 25 km precision"}),
    "gdelt_2.csv": ("GDELT 2.0 events", {
        "id": "900000001", "about": None, "gdelt:Actor1Name": "AIR FORCE", "site": "Alpha, Dayr Az Zawr, Syria",
        "time": "2015-12-06", "urls": ["https://example.org/1"], "gdelt:GoldsteinScale": "-10.0",
        "gdelt:Day": "20151206"}),
    "gdelt_1.csv": ("GDELT 1.0 events", {"id": "900000001", "time": "2015-12-06", "gdelt:DATEADDED": "20151207"}),
    "firms.csv": ("NASA FIRMS", {
        "at": [15.038, 37.748], "time": "2026-08-28T01:13Z", "uncertainty": 284, "bearing": None,
        "firms:satellite": "N", "firms:acq_time": "113"}),
    "flightradar24.csv": ("Flightradar24 track", {
        "about": None, "flightradar24:Callsign": "TEST1", "at": [40.056, 35.396], "time": "2015-12-06T19:40:00Z",
        "flightradar24:Direction": "126"}),
    "opensky.csv": ("OpenSky Network states", {
        "about": None, "opensky:icao24": "abc123", "at": [40.056, 35.396], "time": "2015-12-06T19:40:00Z",
        "opensky:heading": "126.0"}),
    "timemap.json": ("TimeMap", {
        "id": "CIV9001", "site": "Bakhmut", "time": "2022-12-06", "summary": "A house was hit.",
        "urls": ["https://example.org/1", "https://example.org/2"]}),
    "timemap_api.json": ("TimeMap", {"id": "CIV9001", "time": "2022-12-06", "timemap:graphic": "FALSE"}),
    "geoconfirmed.kml": ("GeoConfirmed", {
        "time": "2022-12-06", "at": [38.0006, 48.5947], "geoconfirmed:folder": "Last 7 days",
        "urls": [f"https://example.org/{number}" for number in (1, 2, 3)]}),
    "auto_archiver.csv": ("Auto Archiver", {
        "urls": ["https://example.org/post/1"], "sha256": "ab" * 32,
        "archived_url": "https://archive.example.org/1.html",
        "archived": "2023-05-14T09:12:33.123456+00:00", "sources": ["A video"], "summary": "Smoke over Alpha.",
        "auto_archiver:Archive status": "tiktok_archiver: success"}),
    "telegram.json": ("Telegram channel", {
        "id": "1", "actor": "Channel", "time": None, "stated": "2015-12-06T19:40:00Z",
        "summary": "A strike hit a camp near Alpha.", "telegram:date": "2015-12-06T22:40:00"}),
    "ushahidi.csv": ("Ushahidi reports", {
        "id": "1256", "site": "Alpha Airport", "summary": "Aircraft hit the airport.", "sources": ["Airport hit"],
        "ushahidi:VERIFIED": "NO"}),
    "kobotoolbox.csv": ("KoboToolbox submissions", {
        "id": "100001", "at": [40.056, 35.396], "uncertainty": 5, "time": "2023-05-13", "killed": 3,
        "kobo:_submission_time": "2023-05-14T06:15:01"}),
    "odk.csv": ("ODK submissions", {
        "id": "uuid:1", "at": [40.056, 35.396], "uncertainty": 5, "time": "2023-05-13", "killed": 3,
        "odk:SubmitterName": "A"}),
    "wikidata.csv": ("Wikidata query", {"site": "Alpha", "at": [40.056, 35.396]}),
    "overpass.geojson": ("OpenStreetMap objects (Overpass turbo)", {
        "site": "Alpha", "at": [40.056, 35.396], "osm:place": "village"}),
    "ocha_cod.geojson": ("OCHA administrative boundaries", {
        "id": "SY9002", "site": "Alpha", "ocha:ADM1_EN": "Deir-ez-Zor"}),
    "my_maps.kml": ("Google My Maps", {"site": "North gate", "kind": "Checkpoints", "at": [40.056, 35.396]}),
    "umap.umap": (None, {"site": "North gate", "kind": "Checkpoints"}),
    "hxl.csv": (None, {"site": "Alpha", "time": "2015-12-06", "killed": 3, "sources": ["Agency One"]}),
}  # fmt: skip


def brought(name):
    table = read_table((SAMPLES / name).read_bytes(), name)
    return table, import_rows(table, suggest_mapping(table).mapping)


def said_of(imported):
    """Return what the record of the first row says, by name, with what it refers to by name as well."""
    case = imported.document["case"]
    features = {feature["id"]: feature for feature in imported.document["features"]}
    record = features[imported.records[min(imported.records)]]
    said = dict(record["properties"])
    is_claim = said["record"] == "claim"
    site = features.get(said["site"]) if is_claim else record
    actors = {one["id"]: one["name"] for one in case["actors"]}
    sources = [one for one in case["sources"] if is_claim and one["id"] in said["sources"]]
    return {
        **said, **({key: sources[0].get(key) for key in ("archived_url", "sha256", "archived")} if sources else {}),
        "id": record["id"], "actor": actors.get(said.get("actor")), "about": actors.get(said.get("about_actor")),
        "site": site and site["properties"]["name"], "kind": site and site["properties"]["kind"],
        "uncertainty": site and site["properties"]["coordinateUncertaintyInMeters"],
        "at": record["geometry"] and record["geometry"]["coordinates"], "time": said.get("event_time"),
        "killed": (said.get("killed") or {}).get("min"), "wounded": (said.get("wounded") or {}).get("min"),
        "sources": [one["title"] for one in sources], "urls": [one["url"] for one in sources],
    }  # fmt: skip


def id_of(text):
    return text.upper().replace(":", "-")


@pytest.mark.parametrize("name", SAID)
def test_a_known_file_is_mapped_whole(name):
    """Every row comes in, every column is one or is kept, and what it is known as is told."""
    known_as, expected = SAID[name]
    table, imported = brought(name)
    known, found = known_file(table), said_of(imported)

    assert (known and known.name) == known_as
    assert known_as is None or any(f"Known on sight: {known_as}." in note for note in imported.notes)
    assert (imported.counts.bad, imported.counts.imported) == (0, len(table.rows))
    assert LEAVE_OUT not in dict(imported.mapping.columns).values()
    wanted = {**expected, **({"id": id_of(expected["id"])} if "id" in expected else {})}
    assert {key: found.get(key) for key in wanted} == wanted


def test_there_is_a_sample_of_every_known_file():
    """And every sample is tried above."""
    assert {path.name for path in SAMPLES.iterdir()} == SAID.keys()
    tried = {name for name, _ in SAID.values()}
    assert {known.name for known in known_files()} - tried == {"a KML file of this program"}


@pytest.mark.parametrize("known", known_files(), ids=lambda known: known.name)
def test_the_data_of_a_known_file_are_in_order(known):
    """Headings in lower case, members that there are, sentences that end."""
    headings = {*known.columns, *known.cells, *(one for needed in known.needs for one in needed)}
    members = {*known.columns.values(), *known.first, *(column.member for column in known.derived)}

    assert {one for one in headings if one != one.casefold()} == set()
    assert members <= {*MEMBERS[known.record], KEEP, LEAVE_OUT}
    assert not known.notes or known.notes.endswith(".")
    assert known.headless is None or len(set(known.headless.headings)) == len(known.headless.headings)
    # Nothing but a heading that is there can look like something.
    assert all(set(known.cells) <= needed for needed in known.needs)


def authors_of(name, data):
    """Return whom the claim of each row says to have done it, by name."""
    table = read_table(data.encode(), name)
    document = import_rows(table, suggest_mapping(table).mapping).document
    names = {actor["id"]: actor["name"] for actor in document["case"]["actors"]}
    claims = [one["properties"] for one in document["features"] if one["properties"]["record"] == "claim"]
    return [(names[claim["actor"]], names.get(claim["about_actor"])) for claim in claims]


@pytest.mark.parametrize(
    ("kind", "actor1", "author"),
    [
        ("Battles", "Force A", None), ("Protests", "Protesters", None), ("Strategic developments", "Force A", None),
        ("Riots", "Rioters", None), ("Explosions/Remote violence", "Force A", "Force A"),
        ("Violence against civilians", "Force A", "Force A"), ("Remote violence", "Force A", "Force A"),
        ("Explosions/Remote violence", "Unidentified Armed Group (Syria)", None),
    ],
)  # fmt: skip
def test_a_party_of_a_battle_is_not_who_did_it(kind, actor1, author):
    """ACLED has two actors a row, and says of some kinds of event alone that the first one acts; it speaks of each."""
    data = f"event_id_cnty,event_date,event_type,actor1,actor2,notes\nA1,2015-12-06,{kind},{actor1},Force B,Said.\n"

    assert authors_of("a.csv", data) == [("ACLED", author)]


def test_a_first_actor_without_a_kind_of_event_is_kept():
    """Who chose the columns to export may have left out what tells."""
    data = "event_id_cnty,event_date,actor1,notes\nA1,2015-12-06,Force A,Said.\n"

    assert authors_of("a.csv", data) == [("ACLED", None)]


@pytest.mark.parametrize(("kind", "author"), [("1", None), ("2", None), ("3", "Side A")])
def test_a_side_of_a_conflict_is_not_who_did_it(kind, author):
    """UCDP's first side acts in one-sided violence alone."""
    data = f"id,where_prec,type_of_violence,side_a,side_b,date_start\n1,1,{kind},Side A,Civilians,2015-12-06\n"

    assert authors_of("a.csv", data) == [("UCDP GED", author)]


def test_a_group_that_is_not_known_is_nobody():
    """GTD writes it so in most rows."""
    data = "eventid,iyear,imonth,iday,gname\n1,2015,12,6,Unknown\n2,2015,12,6,Group A\n"

    assert [author for _, author in authors_of("a.csv", data)] == [None, "Group A"]


def test_a_hash_of_another_kind_is_kept_and_none_of_the_source():
    """SHA3-512 has twice as many digits, and would be no SHA-256 of anything."""
    _, imported = brought("auto_archiver.csv")
    source = next(one for one in imported.document["case"]["sources"] if one["url"] == "https://example.org/post/2")
    claim = imported.document["features"][-1]["properties"]

    assert (source["sha256"], source["archived_url"]) == (None, "https://archive.example.org/2.html")
    assert claim["auto_archiver:Hash"].startswith("SHA3-512:")


def test_a_table_like_any_other_is_none():
    """Also one whose placemarks have names that are no days, and one whose first row is nearly one of GDELT's."""
    for data, name in (
        (b"<kml><Placemark><name>Camp</name><description>x</description></Placemark></kml>", "a.kml"),
        (b"item,itemLabel\nbread,Bread\n", "a.csv"),
        (b"name,lat,lon\nA,35,40\n", "a.csv"),
    ):
        assert known_file(read_table(data, name)) is None
    assert headings_of_headless(["1"] * 61) is None


@pytest.mark.parametrize(
    ("parts", "cells", "made"),
    [
        ("{a}-{b:2}", {"a": "2015", "b": "6"}, "2015-06"), ("{a}-{b:2}", {"a": "2015", "b": None}, None),
        ("{a:clock}", {"a": "1"}, "00:01"), ("{a:clock}", {"a": "2460"}, None), ("{a:clock}", {"a": "x"}, None),
        ("{a:seconds}", {"a": "1449430800"}, "2015-12-06T19:40:00Z"), ("{a:seconds}", {"a": "99999999999999"}, None),
        ("{a:day}", {"a": "20151206"}, "2015-12-06"), ("{a:day}", {"a": "2015126"}, None),
        ("{a:addresses}", {"a": 'See https://a.org/1, and "https://b.org/2". javascript:alert(1) https://a.org/1'},
         "https://a.org/1; https://b.org/2"),
        ("{a:addresses}", {"a": "none"}, None),
    ],
)  # fmt: skip
def test_a_column_is_made_of_others_or_of_nothing(parts, cells, made):
    """Never of a part: a year without its month would be a guess."""
    assert derive(DerivedColumn("x", "event_time", parts), cells) == made


def test_half_of_a_pixel_is_made_of_two_lengths():
    """In whole metres, rounded up; of nothing where one is none."""
    column = DerivedColumn("x", "uncertainty", "", ("scan", "track"))

    assert derive(column, {"scan": "0.3", "track": "0.4"}) == "250 m"
    assert derive(column, {"scan": "0.3", "track": "n/a"}) is derive(column, {"scan": "inf", "track": "1"}) is None


def test_hashtags_are_found_below_other_headings():
    """What is above them is left out with them, and told."""
    data = "Lieu,Tués\nName,Dead\n#loc +name,#affected+killed +f\nAlpha,3\n".encode()
    table = read_table(data, "a.csv")

    assert (table.rows, table.numbers) == ((("Alpha", "3"),), (4,))
    assert dict(table.hints) == {"Lieu": "place", "Tués": "killed"}
    assert "Row 3 has hashtags (HXL): left out and 1 row above it, and used to match the columns." in table.notes


def test_hashtags_alone_are_headings():
    """As of a table that only programs read."""
    table = read_table(b"#loc+name,#meta+source,#affected+injured\nAlpha,Agency,3\n", "a.csv")

    assert (table.rows, list(dict(suggest_mapping(table).mapping.columns).values())) == (
        (("Alpha", "Agency", "3"),), ["place", "source", "wounded"]
    )  # fmt: skip


def test_hashtags_count_before_headings():
    """They are there for programs; a heading is anybody's."""
    table = read_table(b"Name,Source,Number\n#loc+name,#meta+source,#affected+injured\nAlpha,Agency,3\n", "a.csv")

    assert dict(suggest_mapping(table).mapping.columns) == {"Name": "place", "Source": "source", "Number": "wounded"}


@pytest.mark.parametrize("rows", ["#loc,#geo\n#fire,#date\n", "#1,# two\n", "#loc,x\n", "#loc,\n", "#fire,#smoke\n"])
def test_tags_that_people_write_are_no_hashtags_of_columns(rows):
    """Several rows of them, one cell that is none, or one tag alone."""
    table = read_table(f"text,tag\n{rows}x,y\n".encode(), "a.csv")

    assert (len(table.rows), table.hints) == (rows.count("\n") + 1, ())


def saved_anew(*changes):
    """Return what is imported of the bundled case as KML, once another program changed texts of it."""
    document = json.loads(BUNDLED.read_bytes())
    text = kml(*cut(case_from_document(document)), "2020").decode()
    for old, new in ((r"<Document>\s*<name>", "<Document><name>Copy of "), *changes):
        text, count = re.subn(old, new, text, flags=re.DOTALL)
        assert count, old
    table = read_table(text.encode(), "a.kml")
    return document, import_rows(table, suggest_mapping(table).mapping)


def told_of_claims(document):
    """Return by id all that a document's claims say, with names for the ids of others."""
    case = document["case"]
    names = {one["id"]: one["name"] for one in (*case["actors"], *case["events"])}
    sources = {
        one["id"]: (one["title"], one["url"] or one["archived_url"], one["publisher"]) for one in case["sources"]
    }
    places = {
        one["id"]: (one["properties"]["name"], one["properties"]["coordinateUncertaintyInMeters"], one["geometry"])
        for one in document["features"]
        if one["properties"]["record"] == "site"
    }
    members = ("polarity", "summary", "relation", "distance", "bearing", "event_time", "stated", "killed", "wounded",
               "credibility", "certainty", "quantity", "event_kinds", "event_time_words", "statement")  # fmt: skip
    claims = {one["id"]: one["properties"] for one in document["features"] if one["properties"]["record"] == "claim"}
    return {
        claim_id: {
            **{member: said.get(member) for member in members}, "sources": [sources[one] for one in said["sources"]],
            "names": [names.get(said[member]) for member in ("actor", "event", "about_actor")],
            "places": [places.get(said.get(member)) for member in ("site", "site2")],
        }
        for claim_id, said in claims.items()
    }  # fmt: skip


def test_a_kml_of_ours_that_was_changed_gives_its_claims_whole():
    """Hedges, numbers, statements, sources without addresses, and provinces as provinces: in words and in outlines."""
    document, imported = saved_anew()

    assert told_of_claims(imported.document) == told_of_claims(document)
    assert imported.counts.bad == 0
    assert any("Which actor is part of which" in note and "are lost" in note for note in imported.notes)


def test_what_another_program_took_from_a_kml_of_ours_is_said():
    """The case in it, the folder of places with their outlines, and a claim."""
    document, imported = saved_anew(
        ("<Folder>\\s*<name>Places</name>.*?</Folder>", ""), ('<Placemark id="claim-MCGURK-55-KM">.*?</Placemark>', "")
    )
    regions = [one["properties"]["name"] for one in document["features"] if one["properties"]["record"] == "site"
               and one["geometry"] and one["geometry"]["type"] != "Point"]  # fmt: skip
    sites = {one["properties"]["name"]: one for one in imported.document["features"]
             if one["properties"]["record"] == "site"}  # fmt: skip
    drawn = [sites[name] for name in regions if name in sites and sites[name]["geometry"]]

    assert "Claims of that case without a placemark, which are not read: 'MCGURK-55-KM'." in imported.notes
    assert drawn
    assert {site["properties"]["coordinateUncertaintyInMeters"] for site in drawn} == {None}
    note = next(note for note in imported.notes if note.startswith("Regions without their outline"))
    assert any(site["properties"]["name"] in note for site in drawn)


def test_a_place_that_was_moved_on_the_drawing_is_named():
    """Nobody should think that the claims went with it."""
    point = "<Point>\\s*<coordinates>40.056,35.396</coordinates>\\s*</Point>\\s*<Polygon>.*?</Polygon>"
    _, imported = saved_anew(
        (f'(<Placemark id="site-SAEQA-CAMP">.*?<MultiGeometry>\\s*){point}',
         r"\1<Point><coordinates>41.5,36</coordinates></Point>")
    )  # fmt: skip

    assert any("Places that were moved" in note and "'Saeqa camp'" in note for note in imported.notes)


def test_a_kmz_of_ours_that_nobody_changed_is_the_case():
    """As its KML is: some programs pack it and change nothing."""
    document = json.loads(BUNDLED.read_bytes())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("doc.kml", kml(*cut(case_from_document(document)), "2020"))

    assert as_case(packed.getvalue(), "a.kmz") == document


def test_a_kml_of_ours_that_was_changed_gives_its_claims():
    """Who says what, when and of which place: in words, since its shapes are no places."""
    written = kml(*cut(case_from_document(small_case())), "2020").replace(b"40.056,35.396", b"41.056,35.396", 1)
    table = read_table(written, "a.kml")
    imported = import_rows(table, suggest_mapping(table).mapping)
    claims = {feature["id"]: feature for feature in imported.document["features"]
              if feature["properties"]["record"] == "claim"}  # fmt: skip

    assert set(claims) == {feature["id"] for feature in small_case()["features"][3:]}
    se = claims["ENVOY-SE"]["properties"]
    assert (se["polarity"], se["relation"], se["distance"], se["bearing"]) == (
        "affirm", "at_distance", {"value": "59", "unit": "km"}, {"value": "SE"}
    )  # fmt: skip
    assert claims["ENVOY-SE"]["geometry"]["coordinates"] == [40.056, 35.396]
    assert any("Left out: 3 rows without 'claim'" in note for note in imported.notes)


def test_the_axes_of_a_known_file_are_found_where_it_has_them_under_other_names():
    """OCHA's tables of places have a point; its boundaries have none but what is drawn."""
    head = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM4_EN,ADM4_PCODE,LATITUDE_Y,LONGITUDE_X"
    rows = "Syria,SY,Alpha,SY90,Beta,SY9001,35.42,40.05\nSyria,SY,Alpha,SY90,Gamma,SY9002,35.11,40.15\n"
    table = read_table(f"{head}\n{rows}".encode(), "a.csv")
    imported = import_rows(table, suggest_mapping(table).mapping)

    assert [feature["geometry"]["coordinates"] for feature in imported.document["features"]] == [
        [40.05, 35.42],
        [40.15, 35.11],
    ]
