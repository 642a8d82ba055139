"""Connections that ask for nothing do not stay; what they may take is bounded."""

import asyncio
import socket
import threading
import time
from contextlib import ExitStack, asynccontextmanager, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from geodata.app.server import silent_connections

ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def _slow(_):
    await asyncio.sleep(1)
    return PlainTextResponse("here")


async def _looking(_):
    """Look as the app's own start has it done."""
    silent_connections.leave_silent_connections()
    looking = asyncio.create_task(silent_connections.look_again_and_again())
    yield
    looking.cancel()


@contextmanager
def served():
    """Return the port of a server of the kind that Streamlit starts."""
    with socket.create_server(("127.0.0.1", 0), backlog=500) as listening:
        app = Starlette(routes=[Route("/", _slow)], lifespan=asynccontextmanager(_looking))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture
def connected():
    """Return what opens connections that send something, and closes them."""
    with ExitStack() as opened:

        def to(port, sent=b""):
            one = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            one.sendall(sent)
            return one

        yield to


def is_answered(connection):
    """Tell whether the answer comes whole."""
    answer = b""
    while not answer.endswith(b"here"):
        part = connection.recv(4_096)
        if not part:
            return False
        answer += part
    return True


def is_left(connection, within_s):
    """Tell whether the server ends a connection in time."""
    connection.settimeout(within_s)
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    monkeypatch.setattr(silent_connections, "LOOKED_AT_EVERY_S", 0.3)
    monkeypatch.setattr(silent_connections, "MOST_SILENT", 20)


def test_what_asks_for_nothing_is_left(connected):
    """Nothing sent, half a request, and half of the next; who waits for a slow answer gets it."""
    with served() as port:
        nothing, half, waiting = connected(port), connected(port, ASKED[:20]), connected(port, ASKED)
        assert is_left(nothing, 5)
        assert is_left(half, 5)
        assert is_answered(waiting)
        waiting.sendall(ASKED[:20])
        assert is_left(waiting, 5)


def test_a_crowd_of_them_keeps_nobody_out(connected, monkeypatch):
    """The oldest go at once; what is being answered does not."""
    monkeypatch.setattr(silent_connections, "LOOKED_AT_EVERY_S", 60.0)
    with served() as port:
        waiting = connected(port, ASKED)
        time.sleep(0.2)
        crowd = [connected(port, ASKED[:20]) for _ in range(60)]
        assert is_answered(connected(port, ASKED))
        assert is_answered(waiting)
        left = [is_left(one, 0.2) for one in crowd]
        assert left == sorted(left, reverse=True)
        assert 18 <= left.count(False) <= 20


def test_more_files_are_asked_for(monkeypatch):
    """As many as the system allows, up to what is needed."""
    resource = pytest.importorskip("resource")
    set_to = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: set_to.append(limits))
    for soft, hard in ((256, resource.RLIM_INFINITY), (1_024, 4_096), (1_024, 1_048_576), (20_000, 20_000)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limits=(soft, hard): limits)
        silent_connections._allow_files()
    assert [soft for soft, _ in set_to] == [10_000, 4_096, 10_000]
