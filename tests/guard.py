"""What must not happen on a page that shows texts of others: that one runs, asks for something or is an element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.pages import Watch

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

#: In every frame, before anything else: what payloads call, and what they set, is noted.
_LISTEN = """() => {
  const calls = ["alert", "confirm", "prompt", "print", "open"];
  for (const name of calls) window[name] = () => { window.pwned = name; };
}"""
#: Each kind of element on the page, as words: where (the nearest part of Streamlit's page), its tag, the names of its
#: attributes and the scheme of its address. Shadow roots are looked into: our panels are in them. What a keyboard
#: stops at depends on what fits into its width.
_KINDS = r"""() => {
  const kinds = new Map();
  const visit = (root, where) => {
    for (const element of root.children) {
      const here = (element.dataset && element.dataset.testid) || where;
      const tag = element.localName;
      const varying = /^(data-|aria-|style$|class$|id$|width$|height$|tabindex$)/;
      const names = element.getAttributeNames().filter((name) => !varying.test(name));
      const address = element.getAttribute("href") || element.getAttribute("src") || element.getAttribute("action");
      const scheme = address === null ? "" : /^\s*([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase() || "own";
      const kind = [here, tag, names.sort().join(" "), scheme].join(" | ");
      if (!kinds.has(kind)) kinds.set(kind, element.outerHTML.slice(0, 300));
      visit(element, here);
      if (element.shadowRoot) visit(element.shadowRoot, here);
    }
  };
  visit(document, "");
  return [...kinds];
}"""
#: Attributes that run something, wherever they stand.
_HANDLERS = """() => {
  const found = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const runs = element.getAttributeNames().some((name) => name.startsWith("on"));
      if (runs) found.push(element.outerHTML.slice(0, 300));
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return found;
}"""


def numberless(folder: str) -> str:
    """Return a folder of an address without the numbers that differ from run to run, as those of a map's tiles do."""
    return re.sub("[0-9]+", "0", folder)


class Guard:
    """A page of the app, with everything that happens on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        context.add_init_script(f"({_LISTEN})()")
        self.page: Page = context.new_page()
        self.watch = Watch(self.page, address)
        self._asked: list[str] = []
        self.page.on("request", lambda request: self._asked.append(request.url))

    def asked(self) -> set[str]:
        """Return the kinds of addresses asked for: paths as :func:`numberless` has them."""
        parts = [urlsplit(url) for url in self._asked]
        folders = {part.path.rpartition("/")[0] for part in parts if part.scheme not in ("data", "blob")}
        return set(map(numberless, folders))

    def kinds(self) -> dict[str, str]:
        """Return the kinds of elements on the page and in its frames, each with the first of them."""
        return {kind: example for frame in self.page.frames for kind, example in frame.evaluate(_KINDS)}

    def check(self) -> None:
        """Fail if anything ran, would run, or was asked of another machine."""
        for frame in self.page.frames:
            assert frame.evaluate("window.pwned") is None
            assert frame.evaluate(_HANDLERS) == []
        assert self.watch.foreign == []
        assert [text for text in self.watch.complaints if "404" not in text] == []
