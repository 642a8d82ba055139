"""Who gets in: names, origins, sessions and addresses, asked as a hostile client would, without a network."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from geodata.app.server import drawings, gate, middleware, room, routes, streamlit_server
from geodata.app.server.hosts import Address, read_address, served
from geodata.app.server.messages import is_ours
from geodata.app.server.reader_cookie import READER_COOKIE, READER_HEADER
from geodata.app.work_limit import limited
from geodata.core.shared_room import SharedRoom

TOKEN, OTHER = "a" * 32, "b" * 32
OWN = "http://localhost:8501"


def _told(request):
    """Answer with what the app is told of a request."""
    return JSONResponse({"reader": request.headers.get(READER_HEADER), "origin": request.headers.get("origin")})


async def _accepting(websocket):
    await websocket.accept()
    await websocket.close(reason=str(_told(websocket).body, "utf-8"))


def app_of_today():
    """Return an app with what the module says now."""
    return Starlette(
        routes=[*routes(), Route("/{path:path}", _told, methods=["GET", "PUT", "DELETE"]),
                WebSocketRoute("/{path:path}", _accepting)],
        middleware=middleware((Address("cases.example.org", None), Address("cases.example.org", 8443))),
    )  # fmt: skip


APP = app_of_today()


def scope_of(path="/", kind="http", method="GET", scheme=None, **headers):
    """Return what a server says of a request; underscores are hyphens."""
    named = {"host": "localhost:8501", **headers}
    raw = [
        (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in named.items() if value is not None
    ]
    return {
        "type": kind, "http_version": "1.1", "method": method, "scheme": scheme or {"http": "http"}.get(kind, "ws"),
        "path": path, "root_path": "", "raw_path": path.encode(), "query_string": b"", "headers": raw,
        "server": ("localhost", 8501), "client": ("127.0.0.1", 1), "subprotocols": [],
    }  # fmt: skip


def ask(path="/", kind="http", method="GET", scheme=None, app=APP, **headers):
    """Return what a client is sent: messages as a server would pass them on."""
    sent = []

    async def receive():
        if kind == "websocket":
            return {"type": "websocket.connect"}
        await asyncio.Event().wait()
        return {}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope_of(path, kind, method, scheme, **headers), receive, send))
    return sent


def status(*args, **kwargs):
    return ask(*args, **kwargs)[0]["status"]


def connects(**headers):
    """Tell whether a WebSocket is opened; else it is closed before it is."""
    first = ask("/_stcore/stream", kind="websocket", **headers)[0]["type"]
    assert first in ("websocket.accept", "websocket.close")
    return first == "websocket.accept"


def cookie(token=TOKEN, name=READER_COOKIE):
    return f"{name}={token}"


NAMES = [
    ("localhost:8501", True),
    ("LOCALHOST", True),
    ("127.0.0.1:1", True),
    ("[::1]:8501", True),
    ("[0:0::1]", True),
    ("cases.example.org", True),
    ("cases.example.org:80", True),
    ("evil.example", False),
    ("evil.example:8501", False),
    ("localhost.evil.example", False),
    ("localhost.", False),
    ("other.localhost", False),
    ("localhost@evil.example", False),
    ("evil.example/localhost", False),
    ("192.168.1.5:8501", False),
    ("[::ffff:127.0.0.1]", False),
    ("2130706433", False),
    ("127.1", False),
    ("localhost:99999", False),
    ("localhost:", False),
    ("", False),
    ("\xe9", False),
    ("a" * 254, False),
    (None, False),
]


@pytest.mark.parametrize(("host", "is_answered"), NAMES)
def test_the_app_answers_under_its_names_alone(host, is_answered):
    """For pages, for what is beside them, and for connections alike: a name made to mean this machine gets nothing."""
    expected = 200 if is_answered else 421
    assert [status(path, host=host) for path in ("/", "/basemap/0/0/0.json")] == [expected, expected]
    origin = f"http://{host}"
    assert connects(host=host, origin=origin, cookie=cookie()) is is_answered


def test_two_host_names_are_none():
    """Which of them would count is not for us to guess."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "scheme": "http", "query_string": b"",
             "headers": [(b"host", b"localhost"), (b"host", b"evil.example")]}  # fmt: skip
    asyncio.run(APP(scope, None, send))
    assert sent[0]["status"] == 421


def test_the_refusal_says_what_allows_the_name():
    """In one sentence, for whoever set up a proxy."""
    body = ask("/", host="cases.newsroom.example")[1]["body"].decode()
    assert body.endswith("Whoever starts it can add a name: -- --host cases.newsroom.example")
    assert "<" not in ask("/", host="<script>")[1]["body"].decode()


@pytest.mark.parametrize(
    ("listens_on", "shown_as", "host", "is_answered"),
    [
        ("0.0.0.0", None, "192.168.1.5:8501", True),  # noqa: S104 - what is tried
        ("::", None, "[fe80::1]:8501", True),
        (None, None, "10.0.0.1", True),
        (None, None, "newsroom.example", False),
        ("192.168.1.5", None, "192.168.1.5", True),
        ("192.168.1.5", None, "192.168.1.6", False),
        ("fd00::5", None, "[fd00::5]", True),
        ("localhost", "maps.example.org", "maps.example.org", True),
        ("localhost", "https://maps.example.org:444/path", "maps.example.org", True),
    ],
)
def test_names_come_from_streamlits_own_options_too(listens_on, shown_as, host, is_answered):
    """An address in digits can't be made to mean another machine: any is answered where the app listens on all."""
    assert served(listens_on, shown_as, ()).answers(read_address(host)) is is_answered


@pytest.mark.parametrize(
    ("listens_on", "names", "is_open"),
    [
        ("localhost", (), False),
        ("127.0.0.1", (), False),
        ("127.0.0.5", ("localhost:8080",), False),
        ("::1", (), False),
        ("0.0.0.0", (), True),  # noqa: S104 - what is tried
        (None, (), True),
        ("192.168.1.5", (), True),
        ("localhost", ("cases.example.org",), True),
    ],
)
def test_it_is_known_whether_others_reach_the_app(listens_on, names, is_open):
    """By the network or by a proxy that names it."""
    assert served(listens_on, "localhost", map(read_address, names)).is_open is is_open


ORIGINS = [
    (OWN, {}, True),
    ("http://localhost", {"host": "localhost:80"}, True),
    ("https://localhost:8501", {}, True),  # a proxy for TLS that does not say so
    ("https://cases.example.org", {}, True),
    ("https://cases.example.org:8443", {}, True),
    ("https://cases.example.org", {"host": "cases.example.org:443"}, True),
    ("https://cases.example.org:9999", {}, False),
    (None, {}, False),
    ("null", {}, False),
    ("", {}, False),
    ("http://localhost:8502", {}, False),
    ("http://localhost", {}, False),
    ("http://127.0.0.1:8501", {}, False),
    ("http://evil.example", {}, False),
    ("http://evil.example:8501", {}, False),
    ("http://localhost:8501.evil.example", {}, False),
    ("http://localhost:8501@evil.example", {}, False),
    ("http://localhost:8501/", {}, False),
    ("ftp://localhost:8501", {}, False),
    ("file://", {}, False),
    ("http://cases.example.org", {"x_forwarded_proto": "https"}, False),
    ("https://cases.example.org", {"x_forwarded_proto": "https"}, True),
]


@pytest.mark.parametrize(("origin", "more", "is_own"), ORIGINS)
def test_only_our_own_page_connects_and_changes_anything(origin, more, is_own, monkeypatch):
    """Not another port of this machine, and nobody who does not say where they come from."""
    monkeypatch.setattr(gate, "reader_of_session", lambda _: TOKEN)
    given = {"origin": origin, "cookie": cookie(), **more}
    assert connects(**given) is is_own
    for method in ("PUT", "DELETE"):
        assert status("/_stcore/upload_file/s/f", method=method, **given) == (200 if is_own else 403)


def test_streamlit_has_nothing_left_to_ask_about():
    """It compares origin and host as texts, and asks outside servers where they differ."""
    for host, origin in (("localhost", "http://localhost:80"), ("localhost:8501", "https://cases.example.org")):
        told = ask("/_stcore/stream", kind="websocket", host=host, origin=origin, cookie=cookie())[1]["reason"]
        assert f'"origin":"{origin.partition(":")[0]}://{host}"' in told


@pytest.mark.parametrize("token", [None, "", "short", "a" * 31 + "!", "a" * 33])
def test_a_connection_without_a_readers_cookie_is_refused(token):
    """The session would be nobody's: whoever learnt its id could go on with it."""
    assert not connects(origin=OWN, cookie=None if token is None else cookie(token))


def test_nobody_says_who_the_reader_is_but_the_cookie():
    """What a client sends in the header that the pages read is dropped."""
    plain = ask("/", x_crossbearing_reader=OTHER)[1]["body"]
    mine = ask("/", x_crossbearing_reader=OTHER, cookie=cookie())[1]["body"]
    assert b'"reader":null' in plain
    assert TOKEN.encode() in mine
    assert OTHER.encode() not in mine


@pytest.mark.parametrize(("owner", "expected"), [(TOKEN, 200), (OTHER, 403), (None, 403)])
def test_an_upload_reaches_a_session_of_ones_own_alone(owner, expected, monkeypatch):
    """By its id alone nobody puts a file into somebody else's session, or takes one out of it."""
    asked_for = []
    monkeypatch.setattr(gate, "reader_of_session", lambda session: asked_for.append(session) or owner)
    for method in ("PUT", "DELETE"):
        given = {"method": method, "origin": OWN, "cookie": cookie()}
        assert status("/_stcore/upload_file/SESSION/file", **given) == expected
        assert status("/_stcore/upload_file/SESSION/file", **{**given, "cookie": None}) == 403
    assert set(asked_for) == {"SESSION"}


def uploads(monkeypatch, *sizes):
    """Have so many files of so many bytes lie in Streamlit's memory."""
    manager = MemoryUploadedFileManager("/upload")
    for number, size in enumerate(sizes):
        manager.add_file(f"session {number % 3}", UploadedFileRec(str(number), "a.csv", "text/csv", bytes(size)))
    instance = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(
        streamlit_server, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: instance)
    )


@pytest.mark.parametrize(
    ("said", "expected"), [("100", 200), ("101", 503), ("9" * 5_000, 503), ("x", 503), (None, 503)]
)
def test_an_upload_is_refused_where_many_wait_to_be_read(said, expected, monkeypatch):
    """Nobody fills the server's memory with files; what takes none is answered, and so is an upload with room."""
    monkeypatch.setattr(gate, "reader_of_session", lambda _: TOKEN)
    monkeypatch.setattr(room, "MAX_UPLOADED_BYTES", 1_000)
    uploads(monkeypatch, 300, 300, 300, 0)
    given = {"app": app_of_today(), "origin": OWN, "cookie": cookie()}
    assert status("/_stcore/upload_file/s/f", method="PUT", content_length=said, **given) == expected
    assert status("/_stcore/upload_file/s/f", method="DELETE", **given) == 200
    assert status("/", app=given["app"], content_length=said) == 200


def test_uploads_on_their_way_are_counted(monkeypatch):
    """As long as they are: many at once find no more room than one after the other."""
    uploads(monkeypatch)
    whole = room.MAX_UPLOADED_BYTES
    kept = SharedRoom(whole // 2, whole, streamlit_server.uploaded_bytes)
    with kept.kept_for("A", whole // 2) as first, kept.kept_for("A", 1) as second:
        assert (first, second) == (True, False)  # half of it is for other addresses
        with (
            kept.kept_for("B", whole // 2 - 1) as third,
            kept.kept_for("C", 2) as fourth,
            kept.kept_for("C", 1) as fifth,
        ):
            assert (third, fourth, fifth) == (True, False, True)
    with kept.kept_for("A", whole // 2) as again:
        assert again
    assert kept.is_free


def test_a_line_with_many_addresses_takes_no_more_than_one(monkeypatch):
    """A home has 2^72 addresses of IPv6: 300 connections from 300 of them kept everybody out."""
    taken, kept_for = set(), SharedRoom.kept_for
    monkeypatch.setattr(
        SharedRoom, "kept_for", lambda kept, taker, *size: (taken.add(taker), kept_for(kept, taker, *size))[1]
    )
    for client in ("2001:db8:0:1::1", "2001:db8:0:2::7", "::ffff:192.0.2.1", "192.0.2.1", "192.0.2.2"):
        asyncio.run(APP(scope_of("/") | {"client": (client, 1)}, asyncio.Event().wait, _nothing))
    assert taken == {"192.0.2.1", "192.0.2.2", "2001:db8::/56"}


async def _nothing(_message):
    pass


def test_nobody_takes_all_connections():
    """Those of one address are half of them; one that is closed makes room."""
    most = room.MAX_CONNECTIONS // 2
    kept = SharedRoom(most, room.MAX_CONNECTIONS)
    with ExitStack() as stack:
        mine = [stack.enter_context(kept.kept_for("192.0.2.1")) for _ in range(most + 1)]
        assert mine == [True] * most + [False]
        with ExitStack() as others:
            theirs = [others.enter_context(kept.kept_for(f"198.51.100.{one}")) for one in range(200)]
            assert sum(theirs) == room.MAX_CONNECTIONS - most
        with kept.kept_for("203.0.113.1") as again:
            assert again
    with kept.kept_for("192.0.2.1") as again:
        assert again


def test_a_connection_too_many_is_told_so(monkeypatch):
    """In words, before a session is made for it."""
    monkeypatch.setattr(room, "MAX_CONNECTIONS", 0)
    [told] = ask("/_stcore/stream", "websocket", app=app_of_today(), origin=OWN, cookie=cookie())
    assert (told["type"], told["reason"]) == ("websocket.close", gate._TOO_MANY.sentence)


@pytest.mark.parametrize(("having", "expected"), [({TOKEN, OTHER}, 200), ({OTHER}, 404), (set(), 404)])
def test_a_download_is_its_readers_alone(having, expected, monkeypatch):
    """Its address is made of its content: who guesses that must not learn that somebody has it."""
    monkeypatch.setattr(gate, "readers_of_file", lambda file: frozenset(having if file == "abc" else ()))
    assert status("/media/abc.csv", cookie=cookie()) == expected
    assert status("/media/abc.csv") == 404
    assert status("/static/media/font.woff2") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/_stcore/bidi-components/x/y.js",
        "/base/_stcore/metrics",
        "/_stcore/health/../metrics",
        "/_stcore/",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/app/static/secret.txt",
    ],
)
def test_what_the_page_does_not_need_is_not_served(path):
    """No figures of use, no interface for agents, no signing in by others."""
    assert status(path) == 404


def cookie_set(**asked):
    headers = dict(ask("/_stcore/health", **asked)[0]["headers"])
    name, _, rest = headers[b"set-cookie"].decode().partition("=")
    return name, *rest.split("; ", 1)


def test_the_cookie_is_found_again_and_kept():
    """A link from another site brings it along; each visit keeps it for another year; a broken one is replaced."""
    name, token, rules = cookie_set(cookie=cookie())
    assert (name, token) == (READER_COOKIE, TOKEN)
    assert rules == "Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    assert len(cookie_set()[1]) == len(cookie_set(cookie=cookie("broken"))[1]) == 32


@pytest.mark.parametrize(
    "secure", [{"scheme": "https"}, {"x_forwarded_proto": "https"}, {"x_forwarded_proto": "HTTPS, http"}]
)
def test_the_cookie_is_secure_under_tls(secure):
    """Of a name that no neighbouring host can set; one that came without TLS is not taken over."""
    name, token, rules = cookie_set(cookie=cookie(), **secure)
    assert (name, rules.endswith("; Secure"), token == TOKEN) == (f"__Host-{READER_COOKIE}", True, False)
    assert cookie_set(cookie=cookie(name=name), **secure)[1] == TOKEN


@pytest.mark.parametrize("path", ["/_stcore/health", "/media/abc.csv", "/media/gone"])
def test_what_is_one_readers_is_stored_by_no_proxy(monkeypatch, path):
    """The cookie is set with it, or it is a reader's file: stored for all, the next browser would get it."""
    monkeypatch.setattr(gate, "readers_of_file", lambda name: frozenset({TOKEN} if name == "abc" else ()))
    headers = dict(ask(path, cookie=cookie())[0]["headers"])
    assert headers[b"cache-control"] == b"private, no-cache"


def test_a_refusal_gives_no_cookie():
    """Under a foreign name nothing of ours is set."""
    assert b"set-cookie" not in dict(ask("/_stcore/health", host="evil.example")[0]["headers"])


@dataclass(eq=False)
class Drawing:
    """What a case's drawing is to those who serve it."""

    payload: bytes

    def pieces(self):
        """Return it whole."""
        return iter([self.payload])


def test_a_drafts_drawing_is_its_readers_alone():
    """Its address tells nothing of its content, and under the form of the shared case's it is not found."""
    content, private_content = Drawing(b'{"claims": []}'), Drawing(b'{"claims": ["only in a draft"]}')
    shared, mine = drawings.publish(content), drawings.publish(content, TOKEN)
    assert drawings.publish(content, TOKEN) == mine
    assert mine not in (shared, drawings.publish(content, OTHER))
    assert (status(mine, cookie=cookie()), status(mine, cookie=cookie(OTHER)), status(mine)) == (200, 404, 404)
    assert status(mine.replace("draft/", ""), cookie=cookie()) == 404
    assert status(mine, x_crossbearing_reader=TOKEN) == 404
    private = drawings.publish(private_content, TOKEN)
    guessed = hashlib.sha256(private_content.payload).hexdigest()
    assert guessed not in private
    assert status(f"/map-data/{guessed}.json", cookie=cookie()) == 404


@pytest.mark.parametrize("leaves", [False, True])
def test_of_a_drawing_only_what_is_taken_is_made(leaves):
    """A hundred who asked for one of 120 MB and read none of it took ten gigabytes; who left at once, all the time."""
    made, taken = [], []

    class Large:
        def pieces(self):
            for _ in range(200):
                made.append(1)
                yield b"1" * 100_000

    drawing = Large()
    address = drawings.publish(drawing)
    made.clear()

    async def asked():
        gone = asyncio.Event()

        async def send(message):
            if message["type"] == "http.response.body":
                taken.append(len(message["body"]))
                gone.set()
                if not leaves:  # to who has left nothing is sent, without a word
                    await asyncio.sleep(3600)

        async def receive():
            await (gone.wait() if leaves else asyncio.Event().wait())
            return {"type": "http.disconnect"}

        await APP(scope_of(address), receive, send)

    async def not_taken():
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*(asked() for _ in range(20))), 2)

    asyncio.run(not_taken())
    assert 20 <= len(taken) <= 20 * 4
    assert max(taken) <= gate.ANSWER_BYTES
    assert sum(made) <= 20 * 8


def test_an_answer_goes_out_part_by_part_and_is_given_up():
    """Whole, however it is cut; where the browser no longer takes any it ends."""
    size = gate.ANSWER_BYTES

    async def answered(length, last):
        sent = []

        async def send(message):
            sent.append(message)

        await gate.taken(send)({"type": "http.response.body", "body": bytes(range(256)) * (length // 256 + 1),
                                "more_body": not last})  # fmt: skip
        return sent

    async def stuck():
        await gate.taken(lambda _: asyncio.sleep(30), 0.1)({"type": "http.response.body", "body": b"a"})

    for length in (0, size - 256, size, 2 * size - 256, 5 * size):
        for last in (True, False):
            sent = asyncio.run(answered(length, last))
            assert b"".join(one["body"] for one in sent) == bytes(range(256)) * (length // 256 + 1)
            assert [one["more_body"] for one in sent] == [True] * (len(sent) - 1) + [not last]
            assert all(0 < len(one["body"]) <= size for one in sent)
    with pytest.raises(TimeoutError):
        asyncio.run(stuck())


def test_answers_under_way_are_counted(monkeypatch):
    """Who asks for many and takes none leaves room for others."""
    monkeypatch.setattr(room, "MAX_CONNECTIONS", 0)
    [start, body] = ask("/", app=app_of_today())
    assert (start["status"], body["body"].decode()) == (503, gate._TOO_MANY_ANSWERS.sentence)


def test_a_file_is_its_readers_as_long_as_it_is_there(monkeypatch):
    """While the page is drawn anew, too, and where it is made when its button is pressed."""
    monkeypatch.setattr(streamlit_server, "reader_of_session", {"mine": TOKEN, "other": OTHER}.get)
    monkeypatch.setattr(streamlit_server, "get_script_run_ctx", lambda: SimpleNamespace(session_id="mine"))
    manager = streamlit_server.OwnedFiles(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: "mine")
    drawn = manager.add(b"drawn", "text/csv", "0", "a.csv", is_for_static_download=True)
    pressed = manager.execute_deferred(manager.add_deferred(lambda: b"pressed", "text/csv", "1", "b.csv"))
    manager.clear_session_refs()
    for path in (drawn, pressed):
        assert (status(path, cookie=cookie()), status(path, cookie=cookie(OTHER)), status(path)) == (200, 404, 404)
    # Streamlit keeps what nobody has any more for one run, then it is gone.
    manager.remove_orphaned_files()
    assert status(drawn, cookie=cookie()) == 200
    manager.remove_orphaned_files()
    assert [status(path, cookie=cookie()) for path in (drawn, pressed)] == [404, 404]
    assert not streamlit_server._readers_by_file


def test_files_are_made_two_at_a_time_for_a_reader(monkeypatch):
    """Forty presses of one reader kept all threads that make files, and everybody from downloading, for minutes."""
    monkeypatch.setattr(streamlit_server, "reader_of_session", {"mine": TOKEN, "other": OTHER}.get)
    manager = streamlit_server.OwnedFiles(MemoryMediaFileStorage("/media"))
    begun, end = threading.Semaphore(0), threading.Event()

    def made():
        begun.release()
        assert end.wait(20)
        return b"made"

    def pressed(session, number, make):
        monkeypatch.setattr(streamlit_server, "get_script_run_ctx", lambda: SimpleNamespace(session_id=session))
        monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: session)
        return manager.add_deferred(make, "text/csv", str(number), f"{number}.csv")

    mine = [pressed("mine", number, made) for number in range(3)]
    other = pressed("other", 3, lambda: b"other")
    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(manager.execute_deferred, one) for one in mine[:2]]
        assert all(begun.acquire(timeout=20) for _ in running)
        with pytest.raises(MediaFileStorageError, match="Other files are being made"):
            manager.execute_deferred(mine[2])
        assert manager.execute_deferred(other)
        end.set()
        assert all(one.result() for one in running)
    assert manager.execute_deferred(mine[2])
    assert streamlit_server._making.is_free


def test_a_file_that_takes_too_long_is_not_made(monkeypatch):
    """Whoever pressed may have left: nothing works on for good."""
    monkeypatch.setattr(streamlit_server, "limited", lambda: limited(0.3))
    manager = streamlit_server.OwnedFiles(MemoryMediaFileStorage("/media"))
    until_s = time.monotonic() + 30

    def work():
        while time.monotonic() < until_s:
            pass
        return b"late"

    with pytest.raises(MediaFileStorageError, match="takes too long"):
        manager.execute_deferred(manager.add_deferred(work, "text/csv", "0", "a.csv"))


def test_a_connection_is_read_at_the_pace_of_people():
    """Three thousand messages at once held everybody up for six seconds; a hundred are what a page may send."""

    async def read(count, per_s):
        took = gate.paced(lambda: asyncio.sleep(0, sent), per_s)
        began = asyncio.get_running_loop().time()
        for _ in range(count):
            assert await took() == sent
        return asyncio.get_running_loop().time() - began

    at_once = gate.MESSAGES_AT_ONCE
    sent = {"type": "websocket.receive", "bytes": said(app_heartbeat=True)}
    assert asyncio.run(read(at_once, 1)) < 0.5
    assert asyncio.run(read(at_once + 20, 40)) > 0.4
    # As long as 120 of them.
    query = "a" * (gate.MESSAGE_BYTES * (at_once + 20) // 3)
    sent = {"type": "websocket.receive", "bytes": said(rerun_script=ClientState(query_string=query))}
    assert asyncio.run(read(3, 40)) > 0.4


def said(**members):
    return BackMsg(**members).SerializeToString()


def widget(**members):
    return said(rerun_script=ClientState(widget_states=WidgetStates(widgets=[WidgetState(**members)])))


#: What no page of ours sends: each was answered, in the loop that serves everybody.
FORGED = {
    "names of files in the program's folder": said(load_git_info=True),
    "instructions for agents, written": said(backend_operation_request={"install_skills": {}}),
    "a note that these are not wanted, written": said(backend_operation_request={"dismiss_skills_nudge": {}}),
    "addresses for 300,000 files": said(file_urls_request={"file_names": [""] * 300_000}),
    "drawings of a million runs": said(rerun_script=ClientState(cached_message_hashes=["abcde"] * 500_000)),
    "widgets by the thousand": said(
        rerun_script=ClientState(widget_states=WidgetStates(widgets=[WidgetState(id="a")] * 20_000))
    ),
    "a widget without a name": widget(bool_value=True),
    "a number that is none": widget(id="a", double_value=float("nan")),
    "numbers without end": widget(id="a", double_array_value={"data": [1.0, float("inf")]}),
    "a text of six megabytes": widget(id="a", string_value="a" * 6_000_000),
    "a stop of the server": said(debug_shutdown_runtime=True),
    "what is no message": b"\xff\xff",
    "nothing": b"",
}


@pytest.mark.parametrize("sent", FORGED.values(), ids=FORGED)
def test_a_message_that_no_page_of_ours_sends_is_left_unanswered(sent):
    assert not is_ours(sent)


@pytest.mark.parametrize(
    "sent",
    [
        said(app_heartbeat=True),
        said(stop_script=True),
        said(file_urls_request={"file_names": ["a.csv"]}),
        said(backend_operation_request={"deferred_file": {"file_id": "a"}}),
        widget(id="a", double_value=1.5),
        widget(id="a", string_value="a" * 4_000_000),
    ],
)
def test_a_message_of_our_pages_is_passed_on(sent):
    assert is_ours(sent)


def test_what_is_left_unanswered_is_not_passed_on():
    """And what comes after it is."""
    good = {"type": "websocket.receive", "bytes": said(app_heartbeat=True)}
    sent = iter([{"type": "websocket.receive", "bytes": FORGED["a widget without a name"]},
                 {"type": "websocket.receive", "text": "a"}, good, {"type": "websocket.disconnect"}])  # fmt: skip

    async def read():
        took = gate.paced(lambda: asyncio.sleep(0, next(sent)))
        return [await took(), await took()]

    assert asyncio.run(read()) == [good, {"type": "websocket.disconnect"}]


def test_a_file_that_is_announced_and_never_sent_is_given_up():
    """Eight of them kept the room of everybody's uploads for as long as their connections were open."""

    async def silent():
        await asyncio.sleep(30)

    async def parts():
        sent = iter([{"type": "http.request", "body": b"a", "more_body": True}, {"type": "http.request", "body": b"b"}])
        took = gate.awaited(lambda: asyncio.sleep(0.05, next(sent)), 0.2)
        return [await took(), await took()]

    async def dripping():
        took = gate.awaited(lambda: asyncio.sleep(0.05, {"type": "http.request", "body": b"a", "more_body": True}), 0.3)
        return [(await took())["type"] for _ in range(10)]

    async def waited():
        return await gate.awaited(silent, 0.1)()

    assert asyncio.run(waited()) == {"type": "http.disconnect"}
    assert [part["body"] for part in asyncio.run(parts())] == [b"a", b"b"]
    assert asyncio.run(dripping())[-1] == "http.disconnect"
