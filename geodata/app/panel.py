"""One panel of our own markup on a page, and what its buttons report."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec

import streamlit as st

from geodata.app.panel_events import read_press
from geodata.render.map.assets import PANEL

#: What takes longer shows a bar.
_PATIENCE_S: Final = 1.0
ASSETS: Final = Path(__file__).parents[1] / "assets"
P = ParamSpec("P")
_LOGGER: Final = logging.getLogger(__name__)

#: Before a panel's own name: Streamlit keeps what panels report among the session's state, by this key, and drops it
#: with the panel. A value of ours must never have one.
PANEL_KEY: Final = "panel "
#: The panel is registered in the run that uses it first: the server knows components only once it is up.
_PANEL_HTML: Final = "<div class='panel'></div>"
#: Streamlit sends a component's script and style with each panel at each run: so this only fetches ours, once.
_PANEL_JS: Final = (
    f"const ours = import(new URL({json.dumps(PANEL.address)}, window.location.origin).href);\n"
    "export default async (component) => (await ours).show(component);\n"
)


def answer(callback: Callable[P, None]) -> Callable[P, None]:
    """Mark the run that a callback is part of as the answer to something that was done on the page.

    What was told of the action before is over; it is told until then, however often the page is drawn.
    """

    @wraps(callback)
    def answering(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state.answers = True
        st.session_state.said = ""
        st.session_state.form_told = None
        callback(*args, **kwargs)

    return answering


def panel(
    html: str,
    key: str,
    on_press: Callable[[str, str], None] | None = None,
    *,
    hears_map: bool = False,
    focus: tuple[str, str] | None = None,
) -> None:
    """Show markup of :mod:`geodata.render.html`.

    ``key``: names the panel on its page. ``on_press``: gets the action and value of a button. ``hears_map``: whether
    what is done on the map comes to ``on_press`` too; one panel of a page. ``focus``: action and value of the button
    that gets the keyboard's focus now.
    """
    own_key = f"{PANEL_KEY}{key}"
    mount = st.components.v2.component(
        "crossbearing_panel",
        html=_PANEL_HTML,
        js=_PANEL_JS,
    )

    @answer
    def pressed() -> None:
        # Not there, where a browser leaves out what else belongs to the message.
        press = read_press((st.session_state.get(own_key) or {}).get("pressed"))
        if press is None:
            _LOGGER.warning("What panel %s sent is not a press: ignored.", key)
        elif on_press is not None:
            # Of two presses in one run the later one counts, in whichever order they are told.
            st.session_state.press = max(press.number, st.session_state.get("press", 0))
            st.session_state.actors_on = press.on
            on_press(press.action, press.value)

    mount(
        key=own_key,
        data={
            "html": html,
            "press": st.session_state.get("press", 0),
            "hears": hears_map,
            "focus": focus and {"action": focus[0], "value": focus[1]},
        },
        on_pressed_change=pressed,
    )


@contextmanager
def progress(words: str, *, at_once: bool = False) -> Iterator[Callable[[float], None]]:
    """Give a function that is told a share from 0 to 1, and show a bar: at once, or after a second."""
    bar, started_s = st.empty(), time.monotonic()

    def tell(share: float) -> None:
        if at_once or time.monotonic() - started_s > _PATIENCE_S:
            bar.progress(share, words)

    tell(0.0)
    yield tell
    bar.empty()
