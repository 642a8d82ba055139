"""The state of a session, and its copy in the address.

State: ``filter``, ``claim`` (id or None), ``base`` (an online base map's choice or ""), ``tools`` (what is measured),
``assumptions`` (beside the words), ``inquiry`` (what is asked of the verdicts), ``page`` of the list. The address has
all but the page, and wins whenever it was changed from outside. Widgets write into the state through callbacks, so that
a run knows everything before it draws: the map is sent first, because it is what a click waits for.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.navigation.page import Page

from geodata.app.html import notices
from geodata.app.page_addresses import EDIT, PAGES
from geodata.app.panel import ASSETS, answer, panel
from geodata.app.server.streamlit_server import forget_gone_widgets
from geodata.app.session_draft import current_draft, follow, is_of_server, opened_draft, opening_of, path, reader
from geodata.app.words import shared_words as say
from geodata.core.logs import log_if_slow
from geodata.core.precision import DEFAULT_PRECISION_RULE, SetWidth
from geodata.editing.drafts.draft_saving import is_changed_by_others
from geodata.editing.savelog import browser_name
from geodata.view import assumption_params, filter_params, measure_tools, timeline_params, verdict_query
from geodata.view.filters import Filter

if TYPE_CHECKING:
    from geodata.app.case_store import LoadResult
    from geodata.app.prepared_case import LoadedCase

#: Longest time, in seconds, between writing an address and the browser sending it back, for telling old from new.
_ADDRESS_TRAVELS_S: Final = 2

#: A page that takes longer, from its first line to its last, is logged.
_MAX_RUN_S: Final = 2.0
_LOGGER: Final = logging.getLogger(__name__)

#: What the choice of rule has beside the published ones.
SET_WIDTH: Final = "set"
DEFAULT_WIDTH_M: Final = 1000.0

#: An address: all values of each name.
SentQuery = dict[str, list[str]]
#: What an address says of ours; other parameters stay in it.
_PARAMETERS: Final = frozenset({
    *Filter.__dataclass_fields__, *measure_tools.PARAMETERS, *assumption_params.PARAMETERS, *verdict_query.PARAMETERS,
    *timeline_params.PARAMETERS, "claim", "base", "draft",
})  # fmt: skip


def menu() -> Page:
    """Draw the menu, and return the page that the address names."""
    # Its signs are in page.css: of a page's icon Streamlit makes the tab's, which it asks a server of Google's for.
    return st.navigation([
        st.Page(page.file, title=page.title, url_path=page.address, default=not page.address)
        for page in PAGES
    ])  # fmt: skip


def start(title: str) -> LoadedCase:
    """Begin a page: open the case, say what is wrong with it, bring state and address together."""
    st.session_state.began_s = time.monotonic()
    is_bare_visit = "page_shown" not in st.session_state and not _sent()
    st.set_page_config(page_title=say.browser_title(title), page_icon=str(ASSETS / "icon.svg"), layout="wide")
    st.html(ASSETS / "page.css")
    _open_addressed(title)
    # Most likely the rule of the run before: a draft is worked out anew for another one.
    opening = opening_of(st.session_state.tools.rule if "tools" in st.session_state else DEFAULT_PRECISION_RULE)
    _read_address(opening.opened, title)
    if st.session_state.tools.rule != opening.opened.rule:
        opening = opening_of(st.session_state.tools.rule)
    _fit(opening.opened)
    _show_head(is_told=title != say.EDIT)
    _tell_problems(opening)
    if title != say.EDIT and not opening.problems and not opening.opened.case.claims:
        st.info(say.EMPTY_CASE)
        st.button(say.FILL_IT, on_click=answer(go_to), args=(EDIT,), type="primary")
        if is_bare_visit and opened_draft() is not None:
            go_to(EDIT)  # somebody comes back to a case that was only begun
    return opening.opened


def _show_head(*, is_told: bool) -> None:
    """Draw what stands above each page. ``is_told``: whether it is said here how a draft stands."""
    draft = current_draft()
    state, told = say.SAVED, ""
    if draft is not None:
        name = draft.case_path.name
        if not is_of_server(draft):
            state, told = say.OWN_DRAFT, say.own_draft(name)
        elif draft.history.is_changed:
            state, told = say.UNSAVED, say.unsaved_draft(name)
        elif is_changed_by_others(draft):
            told = say.outdated_draft(name)
    html = notices.head(path().name, state, told if is_told else "", is_draft=draft is not None)
    panel(html, "head", _head_pressed)


def _head_pressed(action: str, _: str) -> None:
    if action == "export":
        st.session_state.w_section = "export"
        if st.session_state.page_shown != say.EDIT:
            go_to(EDIT)


def _open_addressed(page: str) -> None:
    """Open the case that the address is of, before anything else of it is read."""
    state, sent = st.session_state, _sent()
    is_first = "page_shown" not in state
    if is_first or not (_is_switched(page, sent) or state.get("answers") or _is_outdated(sent)):
        follow(_given_once(sent).get("draft"), is_bare=is_first and not sent)


def _sent() -> SentQuery:
    """Return the address that the browser sent, with each value of what it names several times."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _given_once(sent: SentQuery) -> dict[str, str]:
    """Return what an address says: which of two values is meant, nobody knows."""
    return {name: values[0] for name, values in sent.items() if len(values) == 1}


def _is_switched(page: str, query: SentQuery) -> bool:
    """Tell whether the menu led here: Streamlit's drops the query, and the session still knows."""
    return st.session_state.get("page_shown") not in (None, page) and not query


def _read_address(opened: LoadedCase, page: str) -> None:
    state = st.session_state
    sent = _sent()
    is_switched = _is_switched(page, sent)
    state.page_shown = page
    if is_switched:
        fill_widgets()  # they were forgotten on the other page
        return
    if state.pop("answers", False) or _is_outdated(sent):
        return
    state.address, state.addresses = sent, [sent]
    query = _given_once(sent)
    state.filter, unread_filters = filter_params.from_query(query, opened.case)
    state.tools, unread_tools = measure_tools.from_query(query, opened.case)
    state.assumptions, unread_assumptions = assumption_params.from_query(query, opened.case)
    state.inquiry, unread_inquiry = verdict_query.from_query(query, opened.case)
    state.timeline, unread_timeline = timeline_params.from_query(query)
    repeated = [say.given_often(name, len(values)) for name, values in sent.items()
                if len(values) > 1 and name in _PARAMETERS]  # fmt: skip
    unread = (*repeated, *unread_filters, *unread_tools, *unread_assumptions, *unread_inquiry, *unread_timeline)
    if "draft" in query and query["draft"] != opened_draft():
        unread = (*unread, say.unknown_draft(query["draft"]))
    claim = query.get("claim")
    if claim is not None and claim not in opened.case.claim_by_id:
        unread = (*unread, f"claim {claim}")
        claim = None
    state.claim = claim
    state.base = query.get("base", "")
    state.page = 0
    state.unread = unread
    fill_widgets()


def _fit(opened: LoadedCase) -> None:
    """Drop from the state what the case no longer has: it was changed, or is another one than a run ago."""
    state, case = st.session_state, opened.case
    if state.get("fitted_to") is case:
        return
    if "fitted_to" in state:
        state.filter, _ = filter_params.from_query(filter_params.to_query(state.filter), case)
        state.tools, _ = measure_tools.from_query(measure_tools.to_query(state.tools), case)
        state.assumptions, _ = assumption_params.from_query(assumption_params.to_query(state.assumptions), case)
        state.inquiry, _ = verdict_query.from_query(verdict_query.to_query(state.inquiry), case)
        state.claim = state.claim if state.claim in case.claim_by_id else None
        fill_widgets()
    state.fitted_to = case
    state.case_version = state.get("case_version", 0) + 1


def _is_outdated(query: SentQuery) -> bool:
    """Tell whether the browser sent an address from before it got our last ones, which say more than it does.

    The same address some seconds later is the user going back.
    """
    state = st.session_state
    if state.get("address") == query:
        state.addresses = [query]
        return True
    return query in state.get("addresses", ()) and time.monotonic() - state.written_at_s < _ADDRESS_TRAVELS_S


def fill_widgets() -> None:
    """Bring all widgets to what the state says, before any of them is drawn."""
    st.session_state.folds = {}
    for fill in (fill_filters, fill_lengths, fill_tools, fill_base_map):
        fill()


# A widget that is not drawn is forgotten, and none can be filled once it is drawn: each group is filled by itself.


def fill_filters() -> None:
    """Bring the widgets of the filters to what the state says."""
    st.session_state.w_words = st.session_state.filter.words
    for member in ("after", "before", "said_by"):
        st.session_state[f"w_{member}"] = getattr(st.session_state.filter, member)
    st.session_state.refused_times = {}
    for member in ("changed_from", "changed_by"):
        st.session_state[f"w_{member}"] = getattr(st.session_state.timeline, member)


def set_filter(wanted: Filter) -> None:
    """Choose claims by another filter; lists begin anew."""
    st.session_state.filter = wanted
    st.session_state.page = 0


def fill_lengths() -> None:
    """Bring the widgets of unit and rule of lengths to it."""
    state = st.session_state
    is_set = isinstance(state.tools.rule, SetWidth)
    state.w_unit, state.w_rule = state.tools.unit, SET_WIDTH if is_set else state.tools.rule
    state.w_width_m = state.tools.rule.half_width_m if is_set else DEFAULT_WIDTH_M


def fill_tools() -> None:
    """Bring the widgets of what is measured to it."""
    state = st.session_state
    state.w_closed, state.w_ring = state.tools.closed, state.tools.ring


def fill_base_map() -> None:
    """Bring the widgets of the base map to it."""
    state = st.session_state
    state.w_base = state.base if state.base in say.BASE_MAPS else "own"
    state.w_url = state.base if state.base not in say.BASE_MAPS else ""


@answer
def take_up(part: str, member: str, **also: object) -> None:
    """Put what the widget of a member says into a part of the state, and with it what else is another one then.

    ``part``: such as ``"tools"``. ``member``: of that; its widget is ``w_`` with this name.
    """
    state = st.session_state
    state[part] = replace(state[part], **{member: state[f"w_{member}"]}, **also)


def address() -> SentQuery:
    """Return the state as query parameters, with those of the address that are not ours."""
    state = st.session_state
    query = filter_params.to_query(state.filter)
    query |= measure_tools.to_query(state.tools)
    query |= assumption_params.to_query(state.assumptions)
    query |= verdict_query.to_query(state.inquiry)
    query |= timeline_params.to_query(state.timeline)
    draft = opened_draft()
    query |= {"draft": draft} if draft else {}
    query |= {"claim": state.claim} if state.claim else {}
    query |= {"base": state.base} if state.base else {}
    others = {name: values for name, values in _sent().items() if name not in _PARAMETERS}
    return others | {name: [value] for name, value in query.items()}


def write_address() -> None:
    """Put the state into the address, so that it can be copied; other parameters stay."""
    state = st.session_state
    query = address()
    # Compared with what was sent last, too: what the browser sent may be older than that.
    if state.address != query or _sent() != query:
        st.query_params.from_dict(query)
        state.addresses = [*state.addresses, query]
        state.written_at_s = time.monotonic()
    state.address = query


def known_claim(opened: LoadedCase, value: str) -> str | None:
    """Return the claim that a button names; ``None`` where the case has none of that id."""
    return value if value in opened.case.claim_by_id else None


def choose_pair(opened: LoadedCase, value: str) -> None:
    """Take the two claims that a button names as the pair to explain."""
    first, _, second = value.partition(" ")
    if first == second or not {first, second} <= opened.case.claim_by_id.keys():
        return
    st.session_state.inquiry = replace(st.session_state.inquiry, judged=(first, second))


def choose_sides(opened: LoadedCase, value: str) -> None:
    """Take the two sides that a button above the map names as those whose claims are listed, on the main event."""
    read, _ = verdict_query.from_query({"opposed": value}, opened.case)
    if read.opposed is not None:
        st.session_state.inquiry = replace(st.session_state.inquiry, opposed=read.opposed, card=None)


def go_to(page: str) -> None:
    """Ask for another page: a callback cannot switch, the run after it does."""
    st.session_state.go_to = page


def go_on() -> None:
    """End a page: log a run that took long, and go to the page that a press asked for, the state with it."""
    forget_gone_widgets()
    state = st.session_state
    what = f"The page “{state.page_shown}” for {browser_name(reader())}"
    log_if_slow(_LOGGER, what, state.began_s, _MAX_RUN_S)
    page = state.pop("go_to", None)
    if page is not None:
        st.switch_page(page, query_params=address())


def _tell_problems(opening: LoadResult) -> None:
    state = st.session_state
    if opening.problems:
        shown = say.SHOWS_LAST_GOOD if opening.is_last_good else say.SHOWS_NOTHING
        st.error(shown, icon=":material/error:")
        panel(notices.problems(str(opening.path), opening.problems), "problems")
    elif opening.opened.warnings:
        with st.expander(say.warnings(len(opening.opened.warnings))):
            panel(notices.problems(str(opening.path), opening.opened.warnings), "warnings")
    if state.unread:
        panel(notices.unread(state.unread), "unread")
