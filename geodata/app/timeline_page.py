"""The timeline: on a page of its own with all claims, and as a strip under the map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.claim_panels import claim_pressed, claims_here
from geodata.app.filter_controls import let_through, selection
from geodata.app.length_controls import folded
from geodata.app.panel import answer, panel
from geodata.app.record_filling import as_edtf
from geodata.app.results_cache import setting_of
from geodata.app.session_state import fill_filters, set_filter
from geodata.app.time_controls import clocks_assumed, said_of, spans_of
from geodata.app.words import timeline_words as say
from geodata.core.problems import InputError
from geodata.core.zones import zone_names
from geodata.render.html import elements
from geodata.render.html.statement_plot import statement_plot
from geodata.render.html.templating import render
from geodata.render.html.timeline_plot import TimeHead, timeline, timeline_head, timeline_strip
from geodata.render.text.changes_view import changes_view
from geodata.render.text.claim_view import claim_line
from geodata.render.text.timeline_view import timeline_view
from geodata.timeline.as_of import read_as_of
from geodata.timeline.case_changes import changes_between
from geodata.timeline.claim_times import said_before_event
from geodata.timeline.time_axis import opening_axis, time_axis
from geodata.timeline.typed_times import read_range_s
from geodata.verdicts.verdict_matrix import MOST_CLAIMS
from geodata.view.timeline_params import TimelineView, from_query

if TYPE_CHECKING:
    from markupsafe import Markup

    from geodata.app.prepared_case import LoadedCase
    from geodata.core.model import Claim
    from geodata.timeline.time_axis import TimeAxis

#: From which share of the axis to which a press leads.
_LOOKS: Final = {"in": (0.25, 0.75), "out": (-0.5, 1.5), "earlier": (-0.5, 0.5), "later": (0.5, 1.5)}
#: A step of what plays where nothing is chosen yet.
_STEP_S: Final = 3_600.0
_MINUTE_S: Final = 60.0
#: A time that is dragged, and the first that plays, begins and ends at round moments: about so many are on the axis.
_ROUND_PARTS: Final = 100
_STEP_PARTS: Final = 4
#: What an axis takes.
_AXIS_BYTES: Final = 300
_CHANGED: Final = ("changed_from", "changed_by")
_MOST_CHANGES: Final = 50


def _axis(opened: LoadedCase) -> TimeAxis | None:
    """Return the axis that is looked at; ``None`` where no claim states a time."""
    view, spans = st.session_state.timeline, spans_of(opened)
    zone = view.axis or spans.zone
    if view.since:
        return time_axis(*read_range_s(view.since, view.until, zone), zone)
    key = ("axis", zone, clocks_assumed())
    return opened.of(key, lambda: opening_axis(opened.case, spans, zone), lambda _: _AXIS_BYTES)


def _head(opened: LoadedCase, axis: TimeAxis) -> TimeHead:
    wanted = st.session_state.filter
    is_chosen = wanted.after or wanted.before
    return TimeHead(axis, read_range_s(wanted.after, wanted.before, spans_of(opened).zone) if is_chosen else None)


def _whenever(opened: LoadedCase) -> tuple[Claim, ...]:
    """Return the claims that are shown whatever their time."""
    return let_through(opened, replace(st.session_state.filter, after="", before="")).shown


def show_strip(opened: LoadedCase) -> None:
    """Draw the axis alone, for a page that shows claims in its own way."""
    if len(opened.case.claims) > MOST_CLAIMS:  # after each edit it would take seconds to have all times anew
        return
    axis = _axis(opened)
    if axis is not None:
        head = _head(opened, axis)
        html = timeline_strip(axis, _drawn_head(opened, head, _whenever(opened)), _tools(head, is_short=True))
        panel(html, "strip", partial(_pressed, opened))


def show_timeline(opened: LoadedCase) -> None:
    """Draw the claims on the lanes of their sides, with their times on one axis."""
    axis = _axis(opened)
    claims = _whenever(opened)
    if not claims:
        panel(elements.hint(say.NO_CLAIMS), "timeline")
        return
    if axis is None or not any(claim.event_time is not None for claim in claims):
        panel(elements.hint(say.NO_TIMES), "timeline")
        return
    spans, setting = spans_of(opened), setting_of(opened, assumed())
    passing = {claim.id for claim in selection(opened).shown}
    shown = timeline_view(setting, spans, axis, claims, passing, st.session_state.claim)
    head = _head(opened, axis)
    drawn = _drawn_head(opened, head, claims)
    html = timeline(shown, head, drawn, opened.colors, tools=_tools(head), selected=st.session_state.claim)
    st.caption(say.HOW_TO)
    panel(html, "timeline", partial(_pressed, opened), focus=st.session_state.pop("focus", None))


def _drawn_head(opened: LoadedCase, head: TimeHead, claims: tuple[Claim, ...]) -> Markup:
    return timeline_head(head, spans_of(opened), {claim.id for claim in claims})


def _tools(head: TimeHead, *, is_short: bool = False) -> Markup:
    last_s = math.inf if head.chosen_s is None else head.chosen_s[1]
    return render(
        "timeline_tools.html",
        say=say,
        is_chosen=head.chosen_s is not None,
        is_short=is_short,
        is_over=math.inf > last_s >= head.axis.last_s,
    )


def axis_controls(opened: LoadedCase) -> None:
    """Draw the ends of the axis, to be typed, and its zone; closed, they leave the page to the claims."""
    axis, state = _axis(opened), st.session_state
    if axis is None:
        return
    control = folded(say.AXIS, "w_axis_ends", is_changed=bool(state.timeline.since or state.timeline.axis))
    if control.open:
        with control:
            _axis_ends(opened, axis)


def _axis_ends(opened: LoadedCase, axis: TimeAxis) -> None:
    state = st.session_state
    first, last, zone = st.columns(3)
    for column, member, label in ((first, "since", say.AXIS_FROM), (last, "until", say.AXIS_UNTIL)):
        state[f"w_{member}"] = state.pop(
            f"typed_{member}", axis.shown(axis.first_s if member == "since" else axis.last_s)
        )
        column.text_input(label, key=f"w_{member}", on_change=_ends_typed, args=(axis,))
    state.w_axis = axis.zone
    usual = spans_of(opened).zone
    names = tuple(dict.fromkeys((usual, "UTC", *zone_names())))
    zone.selectbox(say.AXIS_ZONE, names, key="w_axis", on_change=_zone_chosen, args=(axis, usual))
    if state.get("axis_refused"):
        st.warning(elements.plain(state.axis_refused))


def _read_ends(typed: Mapping[str, str]) -> tuple[TimelineView, str]:
    """Return what two typed ends are, once there are two, and what is wrong with them."""
    try:
        ends = {member: as_edtf(one) for member, one in typed.items()}
    except InputError as error:
        return TimelineView(), str(error)
    view, unread = from_query(ends if all(ends.values()) else {})
    return view, say.not_an_axis(*typed.values()) if unread else ""


@answer
def _ends_typed(axis: TimeAxis) -> None:
    state = st.session_state
    now = {"since": axis.shown(axis.first_s), "until": axis.shown(axis.last_s)}
    ends = {member: state[f"w_{member}"].strip() or now[member] for member in ("since", "until")}
    view, state.axis_refused = _read_ends(ends)
    if state.axis_refused:
        state.typed_since, state.typed_until = ends.values()
    else:
        _look(time_axis(*read_range_s(view.since, view.until, axis.zone), axis.zone))


@answer
def _zone_chosen(axis: TimeAxis, usual: str) -> None:
    """Tell the same stretch by the hours of another zone."""
    state = st.session_state
    if state.timeline.since:
        _look(axis)
    state.timeline = replace(state.timeline, axis="" if state.w_axis == usual else state.w_axis)


def _look(axis: TimeAxis) -> None:
    view = st.session_state.timeline
    st.session_state.timeline = replace(view, since=axis.face(axis.first_s), until=axis.face(axis.last_s))


def _pressed(opened: LoadedCase, action: str, value: str) -> None:
    axis = _axis(opened)
    if not action.startswith("time-") or axis is None:
        claim_pressed(opened, action, value)
    elif action == "time-look":
        _look_pressed(opened, axis, value)
    elif action == "time-step":
        _step(opened, axis, value)
    elif action == "time-clear":
        _choose("", "")
    else:
        ends = _seconds(value)
        if ends is not None and action == "time-view":
            _look(time_axis(*ends, axis.zone))
        elif ends is not None:
            first_s, last_s = (axis.rounded(min(max(end, axis.first_s), axis.last_s), _ROUND_PARTS) for end in ends)
            _choose(axis.face(first_s), axis.face(last_s))


def _look_pressed(opened: LoadedCase, axis: TimeAxis, value: str) -> None:
    state = st.session_state
    if value in _LOOKS:
        _look(axis.part(*_LOOKS[value]))
    elif value == "main":
        state.timeline = replace(state.timeline, since="", until="")
    elif value == "all":
        ends = spans_of(opened).ends_s(claim.id for claim in _whenever(opened))
        if ends is not None:
            _look(time_axis(*ends, axis.zone))


def _step(opened: LoadedCase, axis: TimeAxis, value: str) -> None:
    """Choose the stretch before or after the one that is chosen, as long as it; at first, one at the axis' end."""
    chosen_s = _head(opened, axis).chosen_s
    ahead = value == "later"
    if chosen_s is None or not all(map(math.isfinite, chosen_s)):
        length_s = min(_STEP_S, axis.last_s - axis.first_s)
        first_s = axis.rounded(axis.first_s if ahead else axis.last_s - length_s, _STEP_PARTS)
    else:
        # Its last minute belongs to it.
        length_s = max((chosen_s[1] - chosen_s[0]) // _MINUTE_S, 1) * _MINUTE_S
        first_s = chosen_s[0] + (length_s if ahead else -length_s)
    _choose(axis.face(first_s), axis.face(first_s + length_s))


def _choose(after: str, before: str) -> None:
    set_filter(replace(st.session_state.filter, after=after, before=before))
    fill_filters()


def _seconds(value: str) -> tuple[float, float] | None:
    """Return the two ends that a message names, in seconds; ``None`` if it names none."""
    try:
        first_s, last_s = map(float, value.split(";"))
    except ValueError:
        return None
    return (first_s, last_s) if -math.inf < first_s < last_s < math.inf else None


def show_statement_times(opened: LoadedCase) -> None:
    """Draw when each claim was said against when it says that it was, and name what was said before."""
    axis = _axis(opened)
    if axis is None:
        return
    st.header(say.STATEMENT_TIMES)
    st.caption(say.STATEMENT_TIMES_HELP)
    setting, shown = setting_of(opened, assumed()), selection(opened).shown
    if len(opened.case.claims) > MOST_CLAIMS:
        panel(elements.hint(say.too_many_to_compare(MOST_CLAIMS)), "statements")
        return
    said_s = said_of(opened)
    lines = [claim_line(opened.case, claim) for claim in shown]
    spans = spans_of(opened)
    days = opening_axis(opened.case, spans, axis.zone, in_days=True) or axis
    across = time_axis(min(axis.first_s, days.first_s), max(axis.last_s, days.last_s), axis.zone)
    drawn = statement_plot(lines, spans, said_s, across, opened.colors, st.session_state.claim)
    if drawn is None:
        panel(elements.hint(say.NOTHING_SAID_WHEN), "statements")
    else:
        panel(drawn.html, "statements", partial(_pressed, opened))
    unknown = sum(claim.id not in said_s for claim in shown)
    early_ids = frozenset(said_before_event(setting))
    early = [line for line in lines if line.id in early_ids]
    st.caption(say.said_when(unknown, drawn.later if drawn else 0, len(early)))
    if early:
        panel(claims_here(early, opened.colors), "early", partial(_pressed, opened))


def show_changes(opened: LoadedCase) -> None:
    """Ask for two moments, and say what changed between them."""
    state = st.session_state
    st.header(say.CHANGES)
    for column, member, label in zip(st.columns(2), _CHANGED, (say.CHANGED_FROM, say.CHANGED_BY), strict=True):
        state.setdefault(f"w_{member}", getattr(state.timeline, member))
        column.text_input(label, key=f"w_{member}", placeholder=say.MOMENT_HINT, on_change=_changed_typed)
    if state.get("changes_refused"):
        st.warning(elements.plain(state.changes_refused))
    elif not state.timeline.changed_from:
        st.caption(say.CHANGES_HELP)
    elif len(opened.case.claims) > MOST_CLAIMS:
        panel(elements.hint(say.too_many_to_compare(MOST_CLAIMS)), "changes")
    else:
        panel(_changes(opened), "changes", partial(_pressed, opened))


def _changes(opened: LoadedCase) -> Markup:
    assumptions, asked = assumed(), st.session_state.timeline

    def made() -> Markup:
        setting = setting_of(opened, assumptions)
        first, last = (read_as_of(setting, getattr(asked, member)) for member in _CHANGED)
        found = changes_view(opened.case, changes_between(setting, first, last))
        return render("changes_between.html", found=found, colors=opened.colors, most=_MOST_CHANGES)

    return opened.of(("changes", assumptions, asked.changed_from, asked.changed_by), made, len)


@answer
def _changed_typed() -> None:
    """Take over both moments once there are two; what is no moment is said."""
    state = st.session_state
    typed = {member: state[f"w_{member}"].strip() for member in _CHANGED}
    view, state.changes_refused = _read_ends(typed)
    if not state.changes_refused:
        state.timeline = replace(state.timeline, changed_from=view.changed_from, changed_by=view.changed_by)
