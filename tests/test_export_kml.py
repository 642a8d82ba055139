"""A case as KML: read back by an XML parser and by GDAL."""

import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from geodata.core.model import case_from_document
from geodata.exporting.extract import cut
from geodata.exporting.kml import kml, time_element
from tests.cases import small_case
from tests.test_hostile import PAYLOADS, poisoned

KML = "{http://www.opengis.net/kml/2.2}"
#: The order that OGC 07-147r2, section 9.1 and 9.5, gives the children of a feature, as far as they are used.
ORDER = ["name", "description", "TimeStamp", "TimeSpan", "styleUrl", "Style", "ExtendedData", "Folder", "Placemark"]
GEOMETRIES = ["Point", "Polygon", "MultiGeometry"]


def written(document=None, claim_ids=None):
    part, chosen = cut(case_from_document(document or small_case()), claim_ids)
    return kml(part, chosen, "2020")


def parsed(data):
    return ET.fromstring(data)  # noqa: S314 - written here


def placemarks(data):
    return {mark.get("id"): mark for mark in parsed(data).iter(f"{KML}Placemark")}


def test_the_order_of_elements_is_the_schemas():
    """A strict reader drops what stands elsewhere."""
    features = [element for element in parsed(written()).iter() if element.find(f"{KML}name") is not None]
    for feature in features:
        names = [child.tag.removeprefix(KML) for child in feature]
        places = [(ORDER + GEOMETRIES).index(name) for name in names]
        assert places == sorted(places), names


def test_there_is_a_folder_for_each_actor_who_says_something():
    """And one for places."""
    folders = parsed(written()).findall(f"{KML}Document/{KML}Folder")
    found = {folder.findtext(f"{KML}name"): len(folder.findall(f"{KML}Placemark")) for folder in folders}
    assert found == {"Envoy": 4, "Army": 2, "Places": 3}


def test_gdal_reads_it(tmp_path):
    """With geometry and data."""
    (tmp_path / "a.kml").write_bytes(written())
    # In a process of its own: ours has taken that driver away.
    code = (
        "import pyogrio, sys; frame = pyogrio.read_dataframe(sys.argv[1], layer='Envoy').set_index('id'); "
        "claim = frame.loc['claim-ENVOY-SE']; "
        "print(sorted(part.geom_type for part in claim.geometry.geoms), claim.min_km)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.kml")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["['Point',", "'Polygon']", "58.5"]


def test_styles_are_there_and_colours_are_reversed():
    """KML writes alpha, blue, green, red; a denial has no fill."""
    root = parsed(written())
    styles = {style.get("id"): style for style in root.iter(f"{KML}Style")}
    assert {element.text.removeprefix("#") for element in root.iter(f"{KML}styleUrl")} <= set(styles)
    fills = [styles[name].findtext(f"{KML}PolyStyle/{KML}color") for name in ("says-COALITION", "denies-COALITION")]
    assert fills == ["40b4771f", "00b4771f"]


def test_every_member_is_in_the_data():
    """Sources and uncertainty among them; a claim without a place is there without geometry."""
    document = small_case()
    document["features"][3] |= {"geometry": None}
    document["features"][3]["properties"] |= {"relation": None, "site": None, "remarks": "As said."}
    mark = placemarks(written(document))["claim-ARMY-AT"]
    data = {item.get("name"): item.findtext(f"{KML}value") for item in mark.iter(f"{KML}Data")}
    wanted = {"claim": "ARMY-AT", "killed_min": "3", "sources": "TRT", "source_urls": "https://example.org/1"}
    assert {name: data[name] for name in wanted} == wanted
    assert data["other_members"] == '{"remarks": "As said."}'
    assert [mark.find(f"{KML}{name}") for name in GEOMETRIES] == [None, None, None]


@pytest.mark.parametrize("payload", [*PAYLOADS, "]]>", "&lt;b&gt;", "\x00\x0b\x1b", "\uffff\ufffe", "\r\n\t"])
def test_hostile_text_is_text(payload):
    """In names, balloons and data: the XML is well-formed, and a balloon's own markup has no part of it."""
    root = parsed(written(poisoned(payload)))
    assert {element.tag for element in root.iter()} == {element.tag for element in parsed(written()).iter()}
    balloons = [element.text for element in root.iter(f"{KML}description")]
    assert not any(tag in balloon for balloon in balloons for tag in ("<img", "<script", "<svg", "<style", "<b>"))


def test_nothing_is_asked_of_another_machine():
    """No icon, no link to load, no style from elsewhere."""
    tags = {element.tag.removeprefix(KML) for element in parsed(written()).iter()}
    assert tags.isdisjoint({"href", "Icon", "NetworkLink", "Link", "GroundOverlay", "Model"})


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-12-06", {"when": "2015-12-06"}),
        ("2015-12-06T19:40/2015-12-06T19:55", {"begin": "2015-12-06T19:40:00", "end": "2015-12-06T19:55:59"}),
        ("2015-12-06T19:40+02:00", {"begin": "2015-12-06T17:40:00Z", "end": "2015-12-06T17:40:59Z"}),
        ("2015-12", {"begin": "2015-12-01T00:00:00", "end": "2015-12-31T23:59:59"}),
        ("../2015-12-06", {"end": "2015-12-06T23:59:59"}),
        ("0001", {"begin": "0001-01-01T00:00:00", "end": "0001-12-31T23:59:59"}),
    ],
)
def test_times(edtf, words):
    """A day is a stamp, anything else a span; an open end is left out."""
    element = time_element(edtf)
    assert {child.tag: child.text for child in element} == words


@pytest.mark.parametrize("edtf", [None, "../..", "Y17000", "-0043/2015", "2015/Y17000", "-0043-03-15"])
def test_no_time_is_no_element(edtf):
    """Not stated is not now, nor is what XML has no way to write."""
    assert time_element(edtf) is None


def test_a_name_is_short_and_the_balloon_has_all_words():
    """A globe writes the name beside the mark: who and how far, or by whom; never a text that is cut."""
    document = small_case()
    document["features"][3]["properties"]["summary"] = words = "What the army says at length. " * 40
    marks = placemarks(written(document))
    found = {name: mark.findtext(f"{KML}name") for name, mark in marks.items() if name.startswith("claim-")}

    assert found["claim-ENVOY-SE"] == "Envoy: 59 km"
    assert found["claim-ENVOY-WITHIN"] == "Envoy: none within 55 km"
    assert found["claim-ARMY-AT"] == "Army: by Coalition, at Camp"
    assert max(map(len, found.values())) <= 60
    assert words.strip() in marks["claim-ARMY-AT"].findtext(f"{KML}description")


def test_a_balloon_links_to_the_sources():
    """And says who, how far, and that it is what somebody said."""
    balloon = placemarks(written())["claim-ENVOY-SE"].findtext(f"{KML}description")
    assert '<a href="https://example.org/1"' in balloon
    assert "59 kilometres as stated = 59.0 km (36.7 mi)" in balloon
    assert "58.5 to 59.5 km, 36.3 to 37.0 mi, ± half of the last digit" in balloon
