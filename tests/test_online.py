"""Base maps from other machines: which choices are read, and which are refused with what sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.render.map.online_tiles import origin_of_choice, read_choice

TILES = "/{z}/{x}/{y}.png"
NO_ADDRESS = r"^This is not an address\. Write one such as https:"
NO_SCHEME = r"^The address has neither https:// nor http:// before it\."
NO_HOST = r"^The host in this address cannot be read\. Write it as in https://tiles\.example\.org/"
BAD = [
    ("", NO_SCHEME),
    ("tiles.example.org" + TILES, NO_SCHEME),
    ("//tiles.example.org" + TILES, NO_SCHEME),
    ("OSM", NO_SCHEME),
    ("javascript:alert(1)//{z}{x}{y}", NO_SCHEME),
    ("java\nscript:alert(1)//{z}{x}{y}", NO_SCHEME),
    ("data:text/html,{z}{x}{y}", NO_SCHEME),
    ("file:///etc/passwd?{z}{x}{y}", NO_SCHEME),
    ("ftp://tiles.example.org" + TILES, NO_SCHEME),
    ("https://t.example.org/{x}/{y}.png", r"^\{z\} is missing"),
    ("https://t.example.org/{z}/{x}.png", r"^\{y\} is missing"),
    ("https://t.example.org/", r"^\{z\} and \{x\} and \{y\} are missing"),
    ("https://t.example.org/#{z}{x}{y}", r"^\{z\} and \{x\} and \{y\} are missing"),
    ("https://user@t.example.org" + TILES, NO_HOST),
    ("https://user:word@t.example.org" + TILES, NO_HOST),
    ("https://@t.example.org" + TILES, NO_HOST),
    ("https://:word@t.example.org" + TILES, NO_HOST),
    ("https://good.example\\@evil.example" + TILES, NO_HOST),
    ("https://" + TILES, NO_HOST),
    ("https://{s}.example.org" + TILES, NO_HOST),
    ("https://t.example.org script-src *" + TILES, NO_HOST),
    ("https://t.example.org; script-src *" + TILES, NO_HOST),
    ("https://t.example.org;script-src" + TILES, NO_HOST),
    ("https://t.example.org,https:" + TILES, NO_HOST),
    ("https://*.example.org" + TILES, NO_HOST),
    ("https://'unsafe-inline'" + TILES, NO_HOST),
    ("https://t.example.org:0" + TILES, NO_HOST),
    ("https://t.example.org:99999" + TILES, NO_ADDRESS),
    ("https://t.example.org:80;x" + TILES, NO_ADDRESS),
    ("https://[" + TILES, NO_ADDRESS),
]


@pytest.mark.parametrize(
    ("choice", "host"), [("osm", "tile.openstreetmap.org"), ("satellite", "server.arcgisonline.com")]
)
def test_known_choices(choice, host):
    """Each is one host over https, with whose map it is."""
    base = read_choice(choice)

    assert base.host == host
    assert base.url.startswith(f"https://{host}/")
    assert all(part in base.url for part in ("{z}", "{x}", "{y}"))
    assert base.credit
    assert 1 <= base.max_zoom <= 24
    assert origin_of_choice(choice) == f"https://{host}"


@pytest.mark.parametrize(
    ("address", "host", "origin"),
    [
        ("https://t.example.org/{z}/{x}/{y}.png", "t.example.org", "https://t.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}", "localhost", "http://localhost:8080"),
        ("https://127.0.0.1/tiles?z={z}&x={x}&y={y}", "127.0.0.1", "https://127.0.0.1"),
        ("HTTPS://T.Example.ORG/{z}/{x}/{y}.png", "t.example.org", "https://t.example.org"),
        ("https://t.example.org/{z}/{x}/{y}; script-src *", "t.example.org", "https://t.example.org"),
    ],
)
def test_an_own_address_is_used_as_it_is(address, host, origin):
    """Its host is what is asked, and its origin all that a policy lets through."""
    base = read_choice(address)

    assert (base.url, base.host, base.credit) == (address, host, f"Base map: {host}")
    assert origin_of_choice(address) == origin


@pytest.mark.parametrize(("choice", "sentence"), BAD)
def test_a_bad_address_is_refused_with_a_sentence(choice, sentence):
    """The sentence says what is wrong; no policy is widened for it."""
    with pytest.raises(ValueError, match=sentence):
        read_choice(choice)

    assert origin_of_choice(choice) is None


@settings(deadline=None)
@given(st.text() | st.text(alphabet="htps:/.@;, *'[]{zxy}#?\\\t\n", max_size=40).map("https://a".__add__))
def test_an_origin_is_only_an_origin(choice):
    """Whatever is chosen, nothing but scheme, host and port gets into a policy."""
    origin = origin_of_choice(choice)

    assert origin is None or re.fullmatch(r"https?://[a-z0-9.-]+(:[1-9][0-9]*)?", origin)
