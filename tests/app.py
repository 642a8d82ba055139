"""The app as a user starts it: a server of its own on a free port."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
START_SECONDS = 120


def free_port() -> int:
    """Return a port that nothing listens on.

    Not one that the system gives out: until the server has it, any connection of another test could get it.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@contextlib.contextmanager
def running(*arguments: str, environment: dict[str, str] | None = None, log: IO[bytes] | None = None) -> Iterator[str]:
    """Run ``streamlit run dashboard.py -- ARGUMENTS`` and give its address; its standard error goes to ``log``."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--", *arguments]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL,
                              stderr=log)  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_up(url):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the app did not start: {' '.join(command)}")
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=60)
