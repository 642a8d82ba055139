"""What is served beside the pages, asked for as a browser would, and the headers on it."""

import asyncio
import base64
import gc
import hashlib
import importlib.resources
import json
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from geodata.app.server import middleware, routes
from geodata.app.server.drawings import publish
from geodata.core.model import case_from_document
from geodata.render import basemap
from geodata.render.map.assets import SCRIPT, STYLE
from geodata.render.map.payload import draw
from tests.cases import small_case

FRAME = "/component/streamlit_folium.st_folium/index.html"
OWN = "https://t.example.org/{z}/{x}/{y}.png"


def _text(_):
    return PlainTextResponse("other")


APP = Starlette(
    routes=[
        *routes(),
        Route("/", _text),
        Mount("/component", Route("/{path:path}", _text)),
    ],
    middleware=middleware(),
)


def get(path, referer=None):
    """Return status, headers and body of a GET: the calls that a server makes, without its network."""
    sent = []
    headers = [(b"host", b"localhost:8501")]
    headers += [] if referer is None else [(b"referer", referer.encode("latin-1"))]
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "root_path": "",
        "raw_path": path.encode(), "query_string": b"", "headers": headers, "server": ("localhost", 8501),
        "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def receive():
        await asyncio.Event().wait()  # a GET has no body, and this client does not hang up

    async def send(message):
        sent.append(message)

    asyncio.run(APP(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


def policy(path, referer=None):
    """Return the directives of a response's Content-Security-Policy, each with its sources."""
    text = get(path, referer)[1]["content-security-policy"]
    return {words[0]: words[1:] for words in (directive.split() for directive in text.split(";"))}


@pytest.mark.parametrize(
    ("path", "kind", "part"),
    [
        ("/assets/leaflet/leaflet.js", "text/javascript", b"Leaflet 1.9.4"),
        ("/assets/leaflet/leaflet.css", "text/css", b".leaflet-pane"),
        ("/assets/leaflet/images/layers.png", "image/png", b"PNG"),
        (SCRIPT.address, "text/javascript", b"crossbearing"),
        (STYLE.address, "text/css", b"{"),
        ("/basemap/0/0/0.json", "application/json", b'"land"'),
    ],
)
def test_everything_the_map_needs_comes_from_here(path, kind, part):
    """With the type that a browser that sniffs nothing needs."""
    status, headers, body = get(path)

    assert (status, headers["content-type"].partition(";")[0]) == (200, kind)
    assert part in body


@pytest.mark.parametrize(
    ("former", "now"),
    [("/Case", "Edit"), ("/Places_and_sources", "Sources"), ("/Consistency", "Can_they_be_true"), ("/map", ""),
     ("/case", "Edit"), ("/distances", "Distances"), ("/can_they_be_true", "Can_they_be_true")],
)  # fmt: skip
def test_a_page_is_found_where_it_was_and_in_lower_case(former, now):
    status, headers, _ = get(former)

    assert (status, headers["location"]) == (307, f"./{now}")


@pytest.mark.parametrize("bundle", [SCRIPT, STYLE])
def test_the_map_files_may_be_kept_for_good(bundle):
    """Their address names their content."""
    _, headers, body = get(bundle.address)

    assert hashlib.sha256(body).hexdigest()[:16] in bundle.address
    assert "immutable" in headers["cache-control"]


def test_a_published_drawing_is_found_under_its_content():
    """The address is the hash, so it may be kept for good, and only by this browser."""
    drawing = draw(case_from_document(small_case()))
    address, payload = publish(drawing), drawing.payload
    status, headers, body = get(address)

    assert address == f"/map-data/{hashlib.sha256(payload).hexdigest()}.json"
    assert (status, headers["content-type"], body) == (200, "application/json", payload)
    assert headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (f"/map-data/{'0' * 64}.json", "no longer kept. Reload the page"),
        ("/map-data/..%2f.json", "no longer kept"),
        ("/basemap/15/0/0.json", "The zoom 15 is not between 0 and 14"),
        ("/basemap/1/2/0.json", "On zoom 1, tiles run from 0 to 1: there is no 2, 0"),
        ("/basemap/-1/0/0.json", "Not Found"),
        (f"/basemap/1/{'9' * 5_000}/0.json", "Not Found"),
        ("/assets/leaflet/../../apps.py", "Not Found"),
        ("/assets/leaflet/nothing.js", "Not Found"),
        ("/assets/panel.js", "Not Found"),
    ],
)
def test_what_is_not_there_is_not_found(path, reason):
    """With the reason in words, and the same headers as anything else."""
    status, headers, body = get(path)

    assert status == 404
    assert reason in body.decode()
    assert headers["x-content-type-options"] == "nosniff"


def test_a_tile_is_the_base_maps():
    """Byte for byte, and kept by browsers for a day."""
    status, headers, body = get("/basemap/6/39/25.json")

    assert (status, headers["cache-control"]) == (200, "public, max-age=86400")
    assert body == basemap.tile(6, 39, 25)
    assert json.loads(body)["e"] == 4096


@pytest.mark.parametrize("path", ["/", SCRIPT.address, "/assets/leaflet/leaflet.css", "/basemap/0/0/0.json", FRAME])
def test_headers_are_on_everything(path):
    """Also on what others serve: Streamlit's pages and the map's frame."""
    headers = get(path)[1]

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'; ")


def test_the_page_asks_no_other_machine_and_runs_no_foreign_script():
    """No origin at all in its policy, and of inline scripts only those whose hash is known."""
    directives = policy("/")
    sources = {source for values in directives.values() for source in values}

    assert not [source for source in sources if "." in source or "*" in source or "//" in source]
    assert not {"http:", "https:", "ws:", "wss:"} & sources
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(directives["script-src"])
    assert (directives["object-src"], directives["frame-ancestors"]) == (["'none'"], ["'self'"])


def test_the_page_of_a_base_map_stays_closed():
    """Only the map's frame is opened for pictures, never the page."""
    assert policy("/", "http://localhost:8501/?base=osm") == policy("/")


def test_the_inline_script_is_the_one_that_streamlit_ships():
    """Its hash, found here by other means than the module's; a new Streamlit brings its own."""
    page = importlib.resources.files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    inline = [part.split("</script>")[0] for part in page.split("<script>")[1:]]
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline]

    assert len(hashes) >= 1
    assert [source for source in policy("/")["script-src"] if source.startswith("'sha256-")] == hashes


@pytest.mark.parametrize(
    ("choice", "origin"),
    [
        ("osm", "https://tile.openstreetmap.org"),
        ("satellite", "https://server.arcgisonline.com"),
        (OWN, "https://t.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "http://localhost:8080"),
    ],
)
def test_a_chosen_base_map_opens_the_frame_for_its_pictures_alone(choice, origin):
    """One origin, in one directive; the rest is as without it."""
    closed, opened = policy(FRAME), policy(FRAME, f"http://localhost:8501/?claim=A&base={quote(choice)}")

    assert opened == closed | {"img-src": [*closed["img-src"], origin]}
    assert closed["img-src"] == ["'self'", "data:"]


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://localhost:8501/",
        "http://localhost:8501/?base=",
        "http://localhost:8501/?base=own",
        "http://localhost:8501/?base=x; script-src *",
        "http://localhost:8501/?base=" + quote("x; script-src *"),
        "http://localhost:8501/?base=" + quote("https://t.example.org; script-src */{z}/{x}/{y}"),
        "http://localhost:8501/?base=" + quote("https://t.example.org\r\nX-Evil: 1/{z}/{x}/{y}"),
        "http://localhost:8501/?base=" + quote("https://*/{z}/{x}/{y}"),
        "http://localhost:8501/?base=" + quote("https://u@t.example.org/{z}/{x}/{y}"),
        "http://localhost:8501/?base=" + quote("javascript:alert(1)//{z}{x}{y}"),
        "http://localhost:8501/#?base=osm",
        "http://[?base=osm",
        "\xff\xfe",
    ],
)
def test_a_hostile_address_opens_nothing(referer):
    """A referer is whatever a client sends: the frame is answered, with the policy of no base map."""
    assert get(FRAME, referer)[0] == 200
    assert policy(FRAME, referer) == policy(FRAME)


def test_the_first_of_two_base_maps_counts():
    """There is one on the map, so one origin."""
    opened = policy(FRAME, f"http://localhost:8501/?base=osm&base={quote(OWN)}")

    assert opened["img-src"] == ["'self'", "data:", "https://tile.openstreetmap.org"]


def test_the_frame_is_not_kept():
    """The same address is answered with another policy once a base map is on."""
    assert get(FRAME)[1]["cache-control"] == "no-store"
    assert "cache-control" not in get("/")[1]


def test_the_frame_talks_to_nobody_else():
    """Its scripts are inline, as streamlit-folium makes them; so nothing may leave it."""
    directives = policy(FRAME)

    assert (directives["connect-src"], directives["form-action"]) == (["'self'"], ["'none'"])
    assert directives["script-src"] == ["'self'", "'unsafe-inline'", "'unsafe-eval'"]


def test_a_drawing_is_answered_as_long_as_somebody_has_it_open():
    """Drafts that draw the same have one address, and each may be the last that is open."""
    document = small_case()
    document["features"][-1]["properties"]["summary"] = "Said in this test alone: the server's own case stays open."
    one, other = draw(case_from_document(document)), draw(case_from_document(document))
    address, same = publish(one), publish(other)
    del one
    gc.collect()
    payload, answered = other.payload, get(address)
    del other
    gc.collect()

    assert address == same
    assert (answered[0], answered[2]) == (200, payload)
    assert get(address)[0] == 404
