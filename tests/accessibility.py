"""What axe-core finds on a page: what a reader without a mouse, or with weak sight, cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Each frame by itself: axe would only ask the others by messages. Small targets are no part of its usual rules.
_OPTIONS = {"resultTypes": ["violations"], "iframes": False, "rules": {"target-size": {"enabled": True}}}
_GRAVE = ("serious", "critical")
#: Streamlit's own table of records is a picture, with a table beside it that only readers of the screen get.
_NOT_OURS = "canvas"


def grave_faults(page: Page) -> list[str]:
    """Return what is seriously or critically wrong on a page and in its frames, with all that folds unfolded."""
    found = []
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
        answer = frame.evaluate(
            """(options) => {
                const inAll = (root, visit) => {
                    visit(root);
                    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) inAll(one.shadowRoot, visit);
                };
                inAll(document, (root) => { for (const fold of root.querySelectorAll("details")) fold.open = true; });
                return axe.run(options);
            }""",
            _OPTIONS,
        )
        found += [
            f"{fault['id']} ({fault['impact']}): {node['html'][:200]} {_why(node)}"
            for fault in answer["violations"]
            if fault["impact"] in _GRAVE
            for node in fault["nodes"]
        ]
    return found


def _why(node: dict) -> str:
    return "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))


def is_wider_than_window(page: Page) -> bool:
    """Tell whether a page has to be scrolled sideways."""
    return page.evaluate(
        """() => {
            const main = document.querySelector("[data-testid=stMain]") || document.documentElement;
            return main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth;
        }"""
    )
