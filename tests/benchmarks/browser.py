"""One Chromium, and what a person at it sees of an app: when the map is there, when it changes, what that sent."""

from __future__ import annotations

import base64
import hashlib
import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

WIDTH_PX: Final = 1440
HEIGHT_PX: Final = 1000
#: The page is idle once nothing went over the wire for this long and no run of the app is under way.
IDLE_MS: Final = 400
_STEP_MS: Final = 25
_PATIENCE_MS: Final = 90_000
_MARKS: Final = Path(__file__).with_name("marks.js")
_FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Nothing but this machine can be asked for anything.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser profile with an empty cache."""
    context = browser.new_context(viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, device_scale_factor=1)
    context.set_default_timeout(_PATIENCE_MS)
    context.add_init_script(path=_MARKS)
    try:
        yield context
    finally:
        context.close()


class Traffic:
    """Bytes over the wire of a page: bodies and headers of answers, and what is in the frames of web sockets."""

    def __init__(self, session: CDPSession) -> None:
        self.received = self.sent = 0
        self.last_s = time.monotonic()
        session.on("Network.dataReceived", self._progress)
        session.on("Network.loadingFinished", self._answered)
        session.on("Network.webSocketFrameReceived", self._frame_received)
        session.on("Network.webSocketFrameSent", self._frame_sent)
        session.send("Network.enable")

    @property
    def total(self) -> int:
        """Bytes both ways; of requests without those of a web socket nothing is known."""
        return self.received + self.sent

    def _progress(self, _: Any) -> None:
        self.last_s = time.monotonic()

    def _answered(self, event: dict[str, Any]) -> None:
        self.received += max(0, int(event["encodedDataLength"]))
        self.last_s = time.monotonic()

    def _frame_received(self, event: dict[str, Any]) -> None:
        self.received += _length(event["response"])
        self.last_s = time.monotonic()

    def _frame_sent(self, event: dict[str, Any]) -> None:
        self.sent += _length(event["response"])
        self.last_s = time.monotonic()


def _length(frame: dict[str, Any]) -> int:
    data = frame["payloadData"]
    return len(data.encode()) if frame["opcode"] == 1 else len(base64.b64decode(data))


@dataclass(frozen=True, slots=True)
class Toggle:
    """One click on an actor."""

    ms: float
    """From the click to the painted change."""
    bytes: int
    """Over the wire, until the page was idle again."""
    changed: bool
    """Whether the pixels of the map are others than before."""


class Visit:
    """A page of an app, opened and waited for."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.traffic = Traffic(context.new_cdp_session(self.page))
        self.page.goto(address, wait_until="commit")
        drawn_at = self._first_drawn_after(0.0)
        self.first_map_ms = drawn_at - self.page.evaluate("performance.timeOrigin")
        self.wait_idle()
        self.first_bytes = self.traffic.total
        self._picture = ""

    def toggle(self, selector: str, *, name: str | None = None) -> Toggle:
        """Click the button that a selector (and, if given, exactly this name) finds, and wait for the map.

        The click is Playwright's: a trusted one, of the mouse. Its time is taken in the page, by a listener that is
        first in line, so what Playwright takes to find the button and move the mouse is not in it.
        """
        button = self.page.locator(selector)
        if name is not None:
            button = button.filter(has=self.page.get_by_text(name, exact=True))
        button.evaluate("(one) => { if (one.closest('details')) one.closest('details').open = true; }")
        button.scroll_into_view_if_needed()
        # Nothing changes between two clicks, so the picture after one is that before the next.
        before, sent_before = self._picture or self._pixels(), self.traffic.total
        clicks = self.page.evaluate("benchmarkMarks.clicks.length")
        button.click()
        clicked_at = float(self.page.evaluate(f"benchmarkMarks.clicks[{clicks}]"))
        drawn_at = self._first_drawn_after(clicked_at)
        self.wait_idle()
        transferred = self.traffic.total - sent_before
        self._picture = self._pixels()
        return Toggle(drawn_at - clicked_at, transferred, self._picture != before)

    def enter(self, label: str, text: str) -> float:
        """Type into the box of a label and press Enter; return the milliseconds from the key to the painted change."""
        box = self.page.get_by_label(label, exact=True)
        box.fill(text)
        keys = self.page.evaluate("benchmarkMarks.clicks.length")
        box.press("Enter")
        pressed_at = float(self.page.evaluate(f"benchmarkMarks.clicks[{keys}]"))
        drawn_at = self._first_drawn_after(pressed_at)
        self.wait_idle()
        return drawn_at - pressed_at

    def _first_drawn_after(self, moment_ms: float) -> float:
        later = f"benchmarkMarks.drawn.find((moment) => moment > {moment_ms!r})"
        for _ in range(_PATIENCE_MS // _STEP_MS):
            drawn_at = self.page.evaluate(f"window.benchmarkMarks && {later} || null")
            if drawn_at is not None:
                return float(drawn_at)
            self.page.wait_for_timeout(_STEP_MS)
        shown = self.page.locator("body").inner_text()[:500]
        raise TimeoutError(f"The map did not change within {_PATIENCE_MS // 1000} s. The page says:\n{shown}")

    def wait_idle(self) -> None:
        """Wait until nothing has happened for :data:`IDLE_MS`."""
        running = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'running'"
        for _ in range(_PATIENCE_MS // _STEP_MS):
            self.page.wait_for_timeout(_STEP_MS)
            if self.page.evaluate(running):
                self.traffic.last_s = time.monotonic()
            elif (time.monotonic() - self.traffic.last_s) * 1000 > IDLE_MS:
                return
        raise TimeoutError(f"The page was not idle within {_PATIENCE_MS // 1000} s.")

    def _pixels(self) -> str:
        map_frame = self.page.locator("iframe").last
        return hashlib.sha256(map_frame.screenshot()).hexdigest()

    def close(self) -> None:
        """Close the page."""
        self.page.close()
