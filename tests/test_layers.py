"""The map's scripts as streamlit-folium makes them: the same when nothing changed, and asking nobody else."""

import json
import re
from dataclasses import replace

import pytest

from geodata.core.model import case_from_document
from geodata.render.map.assets import SCRIPT, STYLE
from geodata.render.map.folium_map import CaseMap, ClaimLayer, OnlineTiles, View
from geodata.render.map.payload import draw
from tests.cases import small_case

DRAWING = draw(case_from_document(small_case()))
VIEW = View("/map-data/abc.json", "Pw==", "Pw==", 0, None, "light", "Whose map")
TILES = OnlineTiles("https://t.example.org/{z}/{x}/{y}.png", 19)
HOSTILE = ["</script><script>alert(1)</script>", "\u2028", "\u2029", "${1}", "`", "'\"\\", "<!--", "{{ 7*7 }}", "\x00"]


def scripts(view, key="SMALL", online_host=""):
    """Return the script of the map and of the layer, as st_folium sends them."""
    from streamlit_folium import _get_feature_group_string, generate_leaflet_string  # slow, and only here

    case_map = CaseMap(DRAWING.bounds, key, online_host)
    case_map.get_root().render()
    return generate_leaflet_string(case_map), _get_feature_group_string(ClaimLayer(view), case_map)


def test_the_same_view_gives_the_same_scripts():
    """Otherwise each run would make the map anew, and lose pan and zoom."""
    assert scripts(VIEW) == scripts(VIEW)


@pytest.mark.parametrize(
    "change",
    [
        {"data": "/map-data/def.json"},
        {"shown": "Pg=="},
        {"selected": "ARMY-AT"},
        {"theme": "dark"},
        {"credit": "Somebody else"},
        {"online": TILES},
    ],
)
def test_a_changed_view_changes_the_layer_alone(change):
    """The map stays as it is; what is on it is sent again."""
    (map_before, layer_before), (map_after, layer_after) = scripts(VIEW), scripts(replace(VIEW, **change))

    assert map_before == map_after
    assert layer_before != layer_after


@pytest.mark.parametrize("change", [{"key": "OTHER"}, {"online_host": "t.example.org"}])
def test_another_case_or_another_base_map_is_another_map(change):
    """The browser makes a new frame for it."""
    assert scripts(VIEW)[0] != scripts(VIEW, **change)[0]


def test_the_layer_says_all_of_the_view():
    """In the words that the map's script reads."""
    message = json.loads(re.search(r"crossbearing\.layer\((.*)\);", scripts(replace(VIEW, online=TILES))[1])[1])

    assert message == {
        "data": "/map-data/abc.json",
        "shown": "Pw==",
        "passing": "Pw==",
        "press": 0,
        "selected": None,
        "theme": "light",
        "base": "online",
        "online": {"url": "https://t.example.org/{z}/{x}/{y}.png", "max_zoom": 19},
        "tool": "",
        "measure": None,
        "found": None,
        "links": None,
        "credit": "Whose map",
    }


def test_our_own_base_map_is_the_one_unless_chosen():
    """No online base map, no address of one."""
    assert (VIEW.message()["base"], VIEW.message()["online"]) == ("own", None)


def test_the_map_asks_no_other_machine():
    """Neither its page, nor its script, nor the files that it or a child of it names."""

    def files(element):
        yield from getattr(element, "default_js", [])
        yield from getattr(element, "default_css", [])
        for child in element._children.values():
            yield from files(child)

    case_map = CaseMap(DRAWING.bounds, "SMALL")
    case_map.add_child(ClaimLayer(VIEW))
    page = case_map.get_root().render()
    # Names of XML vocabularies are no addresses.
    named = set(re.findall(r"https?:[^\s'\"<>]*|['\"(]//[^\s'\"<>]*", page)) - {"http://www.w3.org/2000/svg"}

    assert named == set()
    assert [address for _, address in files(case_map)] == [
        "/assets/leaflet/leaflet.js",
        SCRIPT.address,
        "/assets/leaflet/leaflet.css",
        STYLE.address,
    ]


def test_the_map_has_no_tiles_of_its_own():
    """Folium's OpenStreetMap layer is left out."""
    assert "tileLayer" not in scripts(VIEW)[0]


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_texts_stay_inside_their_string(hostile):
    """Through jinja and streamlit-folium, in the key of the map and in the credit of the base map."""
    map_script, layer_script = scripts(replace(VIEW, credit=hostile), key=hostile)
    attached = json.loads(re.search(r"crossbearing\.attach\(\w+, (.*)\);", map_script)[1])
    layer = json.loads(re.search(r"crossbearing\.layer\((.*)\);", layer_script)[1])

    assert (attached["key"], layer["credit"]) == (hostile, hostile)
