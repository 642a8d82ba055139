"""The processes a benchmark needs: Streamlit apps on free ports, and the files that the naive one loads."""

from __future__ import annotations

import importlib.resources
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.app import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
_START_S: Final = 120
_STOP_S: Final = 5

#: What a popup of folium needs of jQuery: an element made of markup.
_JQUERY: Final = b"""window.$ = window.jQuery = function (markup) {
  const holder = document.createElement("div");
  holder.innerHTML = markup.trim();
  return holder.childNodes;
};"""


def _naive_files() -> dict[str, tuple[str, bytes]]:
    """Return what the naive app loads from elsewhere: path -> type and content."""
    leaflet = importlib.resources.files("js_lib_leaflet").joinpath("static/js_lib_leaflet")
    return {
        "/leaflet.js": ("text/javascript", leaflet.joinpath("leaflet.js").read_bytes()),
        "/leaflet.css": ("text/css", leaflet.joinpath("leaflet.css").read_bytes()),
        "/jquery.js": ("text/javascript", _JQUERY),
    }


@contextmanager
def naive_files() -> Iterator[str]:
    """Serve the naive app's files as a CDN would, kept by the browser for good; yield the address."""
    files = _naive_files()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, content = files.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True, slots=True)
class Application:
    """A Streamlit app to measure."""

    name: str
    script: Path
    folder: Path
    """Where it is started: Streamlit reads ``.streamlit/config.toml`` there."""
    arguments: tuple[str, ...]
    options: tuple[str, ...] = ()


def ours(case: Path) -> Application:
    """Return the dashboard, as the README starts it."""
    return Application("ours", ROOT / "dashboard.py", ROOT, (str(case),))


def naive(case: Path, folder: Path, files: str) -> Application:
    """Return the naive app, in a folder without settings; ``files`` is the address from :func:`naive_files`."""
    # Enough to start without a question to anybody, and nothing else.
    options = ("--server.address", "localhost", "--browser.gatherUsageStats", "false")
    return Application("naive", Path(__file__).with_name("naive_app.py"), folder, (str(case), files), options)


def naive_ring(folder: Path, files: str) -> Application:
    """Return the naive ring, likewise."""
    options = ("--server.address", "localhost", "--browser.gatherUsageStats", "false")
    return Application("naive ring", Path(__file__).with_name("naive_ring.py"), folder, (files,), options)


@dataclass(frozen=True, slots=True)
class Started:
    """An app that answers."""

    address: str
    process_id: int


@contextmanager
def running(application: Application, log: Path) -> Iterator[str]:
    """Run an app; yield its address once it answers. The process ends with the block, whatever happens in it."""
    with started(application, log) as found:
        yield found.address


@contextmanager
def started(application: Application, log: Path, environment: dict[str, str] | None = None) -> Iterator[Started]:
    """Run an app likewise, with these variables beside the machine's; yield its process, too."""
    port = free_port()
    address = f"http://localhost:{port}/"
    command = [
        sys.executable, "-m", "streamlit", "run", str(application.script), "--server.headless", "true",
        "--server.port", str(port), *application.options, "--", *application.arguments,
    ]  # fmt: skip
    variables = {**os.environ, **(environment or {})}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=application.folder, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        if not _answers(process, f"{address}_stcore/health"):
            words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise RuntimeError(f"The app {application.name!r} did not start at {address}:\n{words}")
        yield Started(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    """Wait for an app; False if its process ended or it did not answer in time."""
    end = time.monotonic() + _START_S
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
