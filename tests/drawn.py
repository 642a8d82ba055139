"""A Chromium in which nothing is pressed, filled in or found right before the page answered what was asked before.

Each page waits by itself, so that no test has to remember it: Playwright holds every press of a locator and every
``expect`` for as long as a locator with a handler is visible. What it looks for is in :data:`_UNDRAWN`. A press with
``page.mouse`` is not held: call :func:`tests.pages.settled` before it, unless the test presses faster on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

_ASKED = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
_BEGUN, _DONE = (ForwardMsg.DESCRIPTOR.fields_by_name[name].number for name in ("new_session", "script_finished"))
_APP = "[data-testid=stApp]"
#: Streamlit's page has not begun; asked and has no answer; was pressed just now and may ask; draws the answer; fetches
#: the code for a part of it.
_UNDRAWN = (
    f"html:has(#root):not(:has({_APP})), html[data-asked], html[data-pressed], "
    f"{_APP}:not([data-test-script-state=notRunning]), [data-testid=stSkeleton]"
)
#: Streamlit's page says that its script runs when the server has told it so: a press right after another comes before.
#: So the page is marked when it asks, until a run that began since is done, and what came with it had time to be drawn.
#: A message begins with its members in the order of their numbers: the last is what it is about. The page's root has no
#: height of its own, and what has none is not visible to Playwright.
_NOTE = """(asked, begun, done) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { min-height: 1px }");
  document.adoptedStyleSheets.push(sheet);
  const send = WebSocket.prototype.send, known = new WeakSet();
  let sent = 0, isBegun = false;
  const about = (bytes) => {
    let at = 0;
    const number = () => {
      let value = 0, shift = 0;
      do { value += (bytes[at] & 127) * 2 ** shift; shift += 7; } while (bytes[at++] & 128);
      return value;
    };
    for (;;) {
      const field = Math.floor(number() / 8);
      if (field > 2 || at >= bytes.length) return field;
      const size = number();
      at += size;
    }
  };
  const hear = ({data}) => {
    if (!(data instanceof ArrayBuffer)) return;
    const field = about(new Uint8Array(data)), before = sent;
    if (field === begun) isBegun = true;
    if (field !== done || !isBegun) return;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (sent === before) delete document.documentElement.dataset.asked;
    }));
  };
  let pressed = 0;
  const press = () => {
    const now = ++pressed;
    document.documentElement.dataset.pressed = "yes";
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (pressed === now) delete document.documentElement.dataset.pressed;
    }));
  };
  for (const kind of ["click", "keydown", "input", "change"]) addEventListener(kind, press, true);
  WebSocket.prototype.send = function (data) {
    if (!known.has(this)) this.addEventListener("message", hear);
    known.add(this);
    if (typeof data !== "string" && about(new Uint8Array(data)) === asked) {
      sent += 1;
      isBegun = false;
      document.documentElement.dataset.asked = "yes";
    }
    send.call(this, data);
  };
}"""

#: Playwright's own, where none is asked for.
_WINDOW: Final[ViewportSize] = {"width": 1280, "height": 720}
#: What a visitor before left behind is gone before the first page's own scripts run, and what this one leaves is kept.
_FORGET = """if (self.origin !== "null" && !sessionStorage.getItem("here")) {
  localStorage.clear();
  sessionStorage.setItem("here", "yes");
}"""


class DrawnFirst:
    """A browser as Playwright gives it, each page of which is drawn before it is pressed."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._visitors: list[tuple[dict[str, object], BrowserContext]] = []

    def new_context(self, **options) -> BrowserContext:
        """Return a new visitor, whose browser has fetched nothing yet."""
        context = self._browser.new_context(**options)
        context.add_init_script(f"({_NOTE})({_ASKED}, {_BEGUN}, {_DONE})")
        context.on("page", _wait_before_presses)
        return context

    def new_page(
        self,
        *,
        viewport: ViewportSize = _WINDOW,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
        **options,
    ) -> Page:
        """Return the only page of a new visitor, to be closed by itself.

        The browser has fetched and translated Streamlit's scripts for the visitors before, which takes seconds; of them
        it knows nothing more. What a window can take on by itself, a visitor need not be new for.
        """
        idle = (one for like, one in self._visitors if like == options and not one.pages)
        context = next(idle, None)
        if context is None:
            context = self.new_context(**options)
            self._visitors.append((options, context))
        context.clear_cookies()
        context.clear_permissions()
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        page.add_init_script(_FORGET)
        return page


def undrawn(page: Page):
    """Return what is visible as long as a page is not drawn whole."""
    return page.locator(_UNDRAWN).first


def _wait_before_presses(page: Page) -> None:
    page.add_locator_handler(undrawn(page), lambda: None)
