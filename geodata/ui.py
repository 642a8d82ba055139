"""What the pages are made of. The one module that imports streamlit.

State of a session: ``filter``, ``claim`` (id or None), ``base`` (an online base map's choice or ""), ``page`` of the
list. The address has all but the page, and wins whenever it was changed from outside. Widgets write into the state
through callbacks, so that a run knows everything before it draws: the map is sent first, because it is what a click
waits for.
"""

from __future__ import annotations

import math
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, cast

import streamlit as st
from streamlit_folium import st_folium

from geodata import basemap, filteraddress, filters, markup, online
from geodata.drawing import bits
from geodata.filters import Filter, Selection
from geodata.layers import CaseMap, ClaimLayer, OnlineTiles, Theme, View
from geodata.opened import Opening, case_path, open_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.opened import OpenedCase

_ASSETS: Final = Path(__file__).parent / "assets"
MAP_HEIGHT_PX: Final = 640
CLAIMS_PER_PAGE: Final = 40
#: Steps of the time slider: the finest that leaves a range no more than this many positions.
_TIME_STEPS: Final = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(days=1))
_MAX_TIME_POSITIONS: Final = 3_000

#: Longest time, in seconds, between writing an address and the browser sending it back, for telling old from new.
_ADDRESS_TRAVELS_S: Final = 2

_BASES: Final = {"": "Our own (offline)", "osm": "OpenStreetMap", "satellite": "Satellite (Esri)", "own": "Own address"}

P = ParamSpec("P")

#: The panel is registered in the run that uses it first: the server knows components only once it is up.
_PANEL_HTML: Final = "<div class='panel'></div>"


def _answer(callback: Callable[P, None]) -> Callable[P, None]:
    """Mark the run that a callback is part of as the answer to something that was done on the page."""

    @wraps(callback)
    def answering(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state.answers = True
        callback(*args, **kwargs)

    return answering


def _panel(html: str, key: str, on_press: Callable[[str, str], None] | None = None) -> None:
    """Show markup of :mod:`geodata.markup`; ``on_press`` gets the action and value of a button."""
    mount = st.components.v2.component(
        "crossbearing_panel",
        html=_PANEL_HTML,
        css=(_ASSETS / "panel.css").read_text(encoding="utf-8"),
        js=(_ASSETS / "panel.js").read_text(encoding="utf-8"),
    )

    @_answer
    def pressed() -> None:
        press = st.session_state[key].pressed
        if on_press is not None and press:
            st.session_state.press = press["number"]
            st.session_state.actors_on = frozenset(press["on"])
            on_press(press["action"], press["value"])

    mount(
        key=key,
        data={"html": html, "dark": _theme() == "dark", "press": st.session_state.get("press", 0)},
        on_pressed_change=pressed,
    )


def _theme() -> Theme:
    return "dark" if st.context.theme.type == "dark" else "light"


# -- state and address -----------------------------------------------------------------------------------------------


def start(title: str) -> OpenedCase:
    """Begin a page: open the case, say what is wrong with it, bring state and address together."""
    st.set_page_config(page_title=f"{title} · Crossbearing", page_icon=str(_ASSETS / "icon.svg"), layout="wide")
    st.html(_ASSETS / "page.css")
    opening = open_case(case_path(_arguments()))
    _read_address(opening.opened, title)
    _tell_problems(opening)
    return opening.opened


def _arguments() -> list[str]:
    """Return what stood behind “--”: streamlit passes it on as the script's own arguments.

    Run in any other way (a test, another server) the process's arguments are not for us.
    """
    return sys.argv[1:] if Path(sys.argv[0]).name == "dashboard.py" else []


def _read_address(opened: OpenedCase, page: str) -> None:
    state = st.session_state
    query = st.query_params.to_dict()
    switched = state.get("page_shown") not in (None, page)
    state.page_shown = page
    if switched and not query:
        # Streamlit's menu drops the query: the session still knows, but its widgets were forgotten on the other page.
        _fill_widgets(opened)
        return
    if state.pop("answers", False) or _is_outdated(query):
        return
    state.address, state.addresses = query, [query]
    state.filter, unread = filteraddress.from_query(query, opened.case)
    claim = query.get("claim")
    if claim is not None and claim not in opened.case.claim_by_id:
        unread = (*unread, f"claim {claim}")
        claim = None
    state.claim = claim
    state.base = query.get("base", "")
    state.page = 0
    state.unread = unread
    _fill_widgets(opened)


def _is_outdated(query: dict[str, str]) -> bool:
    """Tell whether the browser sent an address from before it got our last ones, which say more than it does.

    The same address some seconds later is the user going back.
    """
    state = st.session_state
    if state.get("address") == query:
        state.addresses = [query]
        return True
    return query in state.get("addresses", ()) and time.monotonic() - state.written_at_s < _ADDRESS_TRAVELS_S


def _fill_widgets(opened: OpenedCase) -> None:
    state, wanted = st.session_state, cast("Filter", st.session_state.filter)
    state.w_words = wanted.words
    state.w_undated = wanted.undated
    if opened.times:
        first, last = _whole_range(opened)
        state.w_time = (max(first, wanted.after or first), min(last, wanted.before or last))
    state.w_base = state.base if state.base in _BASES else "own"
    state.w_url = state.base if state.base not in _BASES else ""


def write_address() -> None:
    """Put the state into the address, so that it can be copied; other parameters stay."""
    state = st.session_state
    ours = {*Filter.__dataclass_fields__, "claim", "base"}
    query = {name: value for name, value in st.query_params.to_dict().items() if name not in ours}
    query |= filteraddress.to_query(state.filter)
    query |= {"claim": state.claim} if state.claim else {}
    query |= {"base": state.base} if state.base else {}
    # Compared with what was sent last, too: what the browser sent may be older than that.
    if state.address != query or st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
        state.addresses = [*state.addresses, query]
        state.written_at_s = time.monotonic()
    state.address = query


def _tell_problems(opening: Opening) -> None:
    state = st.session_state
    if opening.problems:
        shown = (
            "The map shows the file as it last was in order."
            if opening.is_last_good
            else "Nothing of it can be shown; the map is empty."
        )
        st.error(f"The case file has problems. {shown}", icon=":material/error:")
        _panel(markup.problems(str(opening.path), opening.problems), "problems")
    elif opening.opened.warnings:
        with st.expander(f"The case file has {len(opening.opened.warnings)} warnings"):
            _panel(markup.problems(str(opening.path), opening.opened.warnings), "warnings")
    if state.unread:
        _panel(markup.unread(state.unread), "unread")


# -- filters ---------------------------------------------------------------------------------------------------------


def _set_filter(wanted: Filter) -> None:
    st.session_state.filter = wanted
    st.session_state.page = 0


def _time_step(length: timedelta) -> timedelta:
    fitting = (step for step in _TIME_STEPS if length / step <= _MAX_TIME_POSITIONS)
    return next(fitting, timedelta(days=math.ceil(length.days / _MAX_TIME_POSITIONS)))


def _whole_range(opened: OpenedCase) -> tuple[datetime, datetime]:
    """Return the range of the time slider, widened to whole steps."""
    assert opened.times is not None  # noqa: S101 - asked for cases with times
    first, last = opened.times
    step = _time_step(last - first)
    first = first.replace(minute=0, second=0, microsecond=0)
    return first, first + math.ceil((last - first) / step) * step


@_answer
def _words_changed() -> None:
    _set_filter(replace(st.session_state.filter, words=st.session_state.w_words.strip()))


@_answer
def _time_changed(opened: OpenedCase) -> None:
    state = st.session_state
    first, last = _whole_range(opened)
    after, before = state.w_time
    _set_filter(
        replace(
            state.filter,
            after=None if after == first else after,
            before=None if before == last else before,
            undated=state.w_undated,
        )
    )


#: Action of a toggle -> member of the filter.
_CHOICES: Final = {"event": "events", "relation": "relations", "polarity": "polarities"}


def _filter_pressed(opened: OpenedCase, action: str, value: str) -> None:
    member = _CHOICES.get(action)
    if member is None:
        _actors_pressed(opened)
        return
    wanted = st.session_state.filter
    known = [option for option, _, _ in filters.options(opened.case)[member]]
    choice = filters.toggled(getattr(wanted, member), value, known)
    _set_filter(replace(wanted, **{member: choice}))


def _actors_pressed(opened: OpenedCase) -> None:
    """Take over the actors that are on in the panel after a press."""
    speaking = frozenset(opened.counts)
    chosen = st.session_state.actors_on & speaking
    _set_filter(replace(st.session_state.filter, actors=None if chosen == speaking else chosen))


@_answer
def _show_all(opened: OpenedCase) -> None:
    _set_filter(Filter())
    _fill_widgets(opened)


def filter_controls(opened: OpenedCase) -> None:
    """Draw the filters; each writes into the state before the next run."""
    wanted = cast("Filter", st.session_state.filter)
    st.text_input("Words", key="w_words", placeholder="any spelling, any script", on_change=_words_changed)
    options = filters.options(opened.case)
    sections = [
        markup.actors(opened.case, opened.counts, opened.colors, wanted.actors),
        markup.choices("Event", "event", options["events"], wanted.events),
        markup.choices("Where, in its words", "relation", options["relations"], wanted.relations),
        markup.choices("How it is said", "polarity", options["polarities"], wanted.polarities),
    ]
    _panel("".join(sections), "filters", lambda action, value: _filter_pressed(opened, action, value))
    if opened.times:
        _time_control(opened)
    st.button("Show all", on_click=_show_all, args=(opened,), disabled=wanted.is_empty, width="stretch")


def _time_control(opened: OpenedCase) -> None:
    """Draw the range of event times. Closed, it costs nothing: its slider is the slowest part of a page to load."""
    wanted = st.session_state.filter
    narrowed = wanted.after is not None or wanted.before is not None
    control = st.expander("When it happened", expanded=narrowed, key="w_when", on_change="rerun")
    if not control.open:
        return
    if "w_time" not in st.session_state:
        _fill_widgets(opened)
    first, last = _whole_range(opened)
    step = _time_step(last - first)
    changed: dict[str, Any] = {"on_change": _time_changed, "args": (opened,)}
    with control:
        st.slider("As stated", first, last, key="w_time", step=step, format="D MMM, HH:mm", **changed)
        st.checkbox("Keep claims without a time", key="w_undated", **changed)


# -- base map --------------------------------------------------------------------------------------------------------


@_answer
def _base_changed() -> None:
    state = st.session_state
    choice = state.get("w_url", "").strip() if state.w_base == "own" else state.w_base
    state.base = choice
    # Choosing it is what switches it on; one that came with an address is asked about first.
    state.allowed = {*state.get("allowed", ()), choice}


@_answer
def _allow_base() -> None:
    st.session_state.allowed = {*st.session_state.get("allowed", ()), st.session_state.base}


def _chosen_base() -> online.OnlineBase | None:
    """Return the online base map to show: one that is chosen, can be read and is allowed."""
    state = st.session_state
    if not state.base or state.base not in state.get("allowed", ()):
        return None
    try:
        return online.read_choice(state.base)
    except ValueError:
        return None


def base_map_control(opened: OpenedCase) -> None:
    """Draw the choice of base map, and what an online one sends to whom."""
    state = st.session_state
    control = st.expander("Base map", expanded=bool(state.base), key="w_bases", on_change="rerun")
    if not control.open:
        return
    if "w_base" not in state:
        _fill_widgets(opened)
    with control:
        st.radio("Drawn below the claims", list(_BASES), key="w_base", format_func=_BASES.__getitem__,
                 on_change=_base_changed)  # fmt: skip
        if state.w_base == "own":
            st.text_input("XYZ address", key="w_url", placeholder="https://…/{z}/{x}/{y}.png", on_change=_base_changed)
        if state.base:
            _tell_what_is_sent()


def _tell_what_is_sent() -> None:
    """Say what the chosen online base map sends to whom; one that came with an address is asked about first."""
    state = st.session_state
    try:
        base = online.read_choice(state.base)
    except ValueError as error:
        st.warning(markup.plain(f"{error} Nothing was requested."))
        return
    if state.base in state.get("allowed", ()):
        st.caption(markup.plain(markup.what_is_sent(base)))
    else:
        st.warning(markup.plain(f"This address asks for the base map of {base.host}. {markup.what_is_sent(base)}"))
        st.button(f"Switch on {base.host}", on_click=_allow_base, width="stretch")


# -- map, card, list -------------------------------------------------------------------------------------------------


def selection(opened: OpenedCase) -> Selection:
    """Return the claims that the filters let through."""
    return filters.select(opened.case, st.session_state.filter, opened.index)


@_answer
def _map_clicked() -> None:
    clicked = (st.session_state.get("map") or {}).get("last_active_drawing")
    if clicked:
        st.session_state.claim = clicked["id"]


def show_map(opened: OpenedCase, selected: Selection) -> None:
    """Draw the map."""
    base = _chosen_base()
    others = filters.select(opened.case, replace(st.session_state.filter, actors=None), opened.index)
    view = View(
        data=opened.data_address,
        shown=bits(opened.drawing, {claim.id for claim in selected.shown}),
        passing=bits(opened.drawing, {claim.id for claim in others.shown}),
        press=st.session_state.get("press", 0),
        selected=st.session_state.claim,
        theme=_theme(),
        credit=base.credit if base else basemap.attribution(),
        online=OnlineTiles(base.url, base.max_zoom) if base else None,
    )
    st_folium(
        CaseMap(opened.drawing, opened.case.id, MAP_HEIGHT_PX, base.host if base else ""),
        key="map",
        height=MAP_HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=ClaimLayer(view),
        on_change=_map_clicked,
    )


def _panel_pressed(action: str, value: str) -> None:
    state = st.session_state
    if action == "claim":
        state.claim = None if state.claim == value else value
    elif action == "close":
        state.claim = None
    elif action == "page":
        state.page = int(value)


def show_card(opened: OpenedCase) -> None:
    """Draw the selected claim's card."""
    claim = opened.case.claim_by_id.get(st.session_state.claim)
    if claim is None:
        html = markup.no_card(opened.case)
    else:
        unlocated = opened.drawing.unlocated.get(claim.id)
        html = markup.card(opened.case, claim, opened.colors, unlocated, opened.rule)
    _panel(html, "card", _panel_pressed)


def show_unlocated(opened: OpenedCase, selected: Selection) -> None:
    """Draw, beside the map, the claims shown that are not on it."""
    reasons = opened.drawing.unlocated
    html = markup.unlocated_claims(opened.case, selected.shown, reasons, opened.colors, st.session_state.claim)
    _panel(html, "unlocated", _panel_pressed)


def show_list(opened: OpenedCase, selected: Selection) -> None:
    """Draw the claims shown as a list, a page at a time."""
    state = st.session_state
    pages = max(1, math.ceil(len(selected.shown) / CLAIMS_PER_PAGE))
    page = min(state.page, pages - 1)
    claims = selected.shown[page * CLAIMS_PER_PAGE : (page + 1) * CLAIMS_PER_PAGE]
    html = markup.claim_list(opened.case, claims, opened.drawing.unlocated, opened.colors, state.claim, (page, pages))
    _panel(html, "claims", _panel_pressed)


def show_places(opened: OpenedCase) -> None:
    """Draw the gazetteer of the case: every place with its uncertainty, its spellings and where it was found."""
    _panel(markup.places(opened.case), "places")


def show_sources(opened: OpenedCase) -> None:
    """Draw every source with the claims that cite it, and whose data the case rests on."""
    _panel(markup.sources(opened.case), "sources")


def show_heading(opened: OpenedCase, selected: Selection) -> None:
    """Draw the title, and in words what is shown."""
    unlocated = sum(claim.id in opened.drawing.unlocated for claim in selected.shown)
    html = markup.heading(
        opened.case, selected.sentence(unlocated), filters.in_words(opened.case, st.session_state.filter)
    )
    _panel(html, "heading")
