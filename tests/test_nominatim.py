"""Nominatim: what is sent, what comes back, and that nothing is sent by itself. No test asks it."""

import json

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.geocoders import Nominatim
from geopy.location import Location

from geodata.gazetteer.nominatim import NominatimPlace, OnlineError, kept, nominatim, notice, online_candidates

AYYASH = NominatimPlace(
    "Ayyash, Syria", 40.055, 35.421, "OpenStreetMap node 1", "village", 0.3, "SY", ("Ayyash", "عياش")
)
RAW = {
    "lat": "35.421", "lon": "40.055", "display_name": "Ayyash, Syria", "osm_type": "node", "osm_id": 1,
    "type": "village", "importance": 0.3, "address": {"country_code": "sy"},
    "namedetails": {"name": "Ayyash", "name:ar": "عياش"},
}  # fmt: skip


@pytest.fixture
def service(monkeypatch):
    """Stand in for geopy's request; return what it was asked, and let it answer what is put in."""
    asked, answers = [], [[Location("Ayyash, Syria", (35.421, 40.055), RAW)]]

    def geocode(_self, query, **options):
        asked.append((query, options["country_codes"]))
        answer = answers[-1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(Nominatim, "geocode", geocode)
    return asked, answers


def test_it_is_said_what_is_sent_to_whom():
    """The name, the country, the machine's address."""
    words = notice("Ayyash", "sy")

    assert words.startswith(
        "Sending 'Ayyash', the country SY and this machine's address to nominatim.openstreetmap.org"
    )


def test_an_answer_becomes_candidates(service):
    """By the name that is most alike; without an uncertainty, for a box on a map is none."""
    asked, _ = service
    (found,) = online_candidates("عيّاش", nominatim(), country="SY")

    assert asked == [("عيّاش", "SY")]
    assert (found.source, found.matched, found.country) == ("OpenStreetMap node 1", "عياش", "SY")
    assert (found.lon_deg, found.lat_deg, found.uncertainty_m, found.is_exact) == (40.055, 35.421, None, True)


def test_the_better_match_comes_first():
    """Whatever order they are sent in."""
    other = NominatimPlace("Elsewhere", 1.0, 2.0, "OpenStreetMap node 2", "village", 0.3, None, ("Elsewhere",))

    found = online_candidates("Ayyash", lambda *_: (other, AYYASH))
    assert [candidate.name for candidate in found] == ["Ayyash, Syria", "Elsewhere"]


def test_nothing_is_asked_twice(service, tmp_path):
    """Across runs, too; another country is another question."""
    asked, _ = service
    for country in ("SY", "SY", "TR"):
        assert kept(lambda name, where: (asked.append((name, where)), (AYYASH,))[1], tmp_path)("Ayyash", country) == (
            AYYASH,
        )

    assert asked == [("Ayyash", "SY"), ("Ayyash", "TR")]


@pytest.mark.parametrize("content", ["", "[]", "{broken", '"x"', r'{"[\"Ayyash\", null]": [{"name": 1}]}'])
def test_a_broken_cache_is_asked_again(tmp_path, content):
    """And mended."""
    (tmp_path / "nominatim.json").write_text(content)

    assert kept(lambda *_: (AYYASH,), tmp_path)("Ayyash", None) == (AYYASH,)
    assert json.loads((tmp_path / "nominatim.json").read_text())


def test_an_answer_that_cannot_be_kept_is_given(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")

    assert kept(lambda *_: (AYYASH,), tmp_path / "file")("Ayyash", None) == (AYYASH,)


@pytest.mark.parametrize(
    "answer",
    [
        GeocoderTimedOut("slow"), [Location("x", (0, 0), {"lat": "1"})], [Location("x", (0, 0), {**RAW, "lat": "x"})],
        [Location("x", (0, 0), {**RAW, "lat": "95"})],
    ],
)  # fmt: skip
def test_no_answer_or_a_strange_one_is_one_sentence(service, answer):
    """And no traceback."""
    service[1].append(answer)

    with pytest.raises(OnlineError, match=r"nominatim\.openstreetmap\.org did not answer"):
        nominatim()("Ayyash", None)


def test_an_empty_answer_is_no_candidate(service):
    """Nominatim gives None for it."""
    service[1].append(None)

    assert online_candidates("Ayyash", nominatim()) == ()
