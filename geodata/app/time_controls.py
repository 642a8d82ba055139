"""The filters by time: when what a claim speaks of was, and what had been said by some moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.length_controls import folded
from geodata.app.panel import answer
from geodata.app.record_filling import as_edtf
from geodata.app.session_state import set_filter, take_up
from geodata.app.words import map_words as say
from geodata.core.assumptions import Assumptions
from geodata.core.problems import InputError
from geodata.render.html import elements
from geodata.timeline.as_of import known_at, said_ends_s
from geodata.timeline.claim_spans import claim_spans
from geodata.timeline.typed_times import checked_moment, is_reversed
from geodata.verdicts.context import CaseContext

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.timeline.as_of import Knowledge
    from geodata.timeline.claim_spans import ClaimSpans

#: What is known of a claim takes about so much, and when it was said.
_KNOWN_BYTES: Final = 200


def known_of(opened: LoadedCase, moment: str) -> Mapping[str, Knowledge]:
    """Return whether each claim had been said by a moment."""
    zone = st.session_state.assumptions.zone
    return opened.of(
        ("known", moment, zone),
        lambda: known_at(CaseContext(opened.case, Assumptions(zone=zone)), moment),
        lambda made: len(made) * _KNOWN_BYTES,
    )


def said_of(opened: LoadedCase) -> Mapping[str, tuple[float, float]]:
    """Return when each claim may have been said, as :func:`geodata.timeline.as_of.said_ends_s` does."""
    zone = st.session_state.assumptions.zone
    return opened.of(
        ("said", zone),
        lambda: said_ends_s(CaseContext(opened.case, Assumptions(zone=zone))),
        lambda made: len(made) * _KNOWN_BYTES,
    )


def spans_of(opened: LoadedCase) -> ClaimSpans:
    """Return when what each claim speaks of was."""
    assumptions = clocks_assumed()
    return opened.of(
        ("spans", assumptions),
        lambda: claim_spans(CaseContext(opened.case, assumptions)),
        lambda made: made.bytes,
    )


def clocks_assumed() -> Assumptions:
    """Return what is assumed of times alone: a place on trial changes no filter."""
    assumed = st.session_state.assumptions
    return Assumptions(
        zone=assumed.zone, time_tolerance_h=assumed.time_tolerance_h, day_tolerance_h=assumed.day_tolerance_h
    )


def time_controls(opened: LoadedCase) -> None:
    """Draw the filters by time, each folded; closed, they cost nothing."""
    wanted = st.session_state.filter
    if any(claim.event_time is not None for claim in opened.case.claims):
        control = folded(say.DATE_RANGE, "w_when", is_changed=bool(wanted.after or wanted.before))
        if control.open:
            with control:
                _moment("after", say.AFTER)
                _moment("before", say.BEFORE)
                st.caption(say.times_of(spans_of(opened).zone))
                _flag("surely_within", say.SURELY_WITHIN)
                _flag("undated", say.INCLUDE_UNDATED)
    control = folded(say.AS_OF, "w_moment", is_changed=bool(wanted.said_by))
    if control.open:
        with control:
            _moment("said_by", say.SAID_BY, say.SAID_BY_HELP)
            _flag("maybe_said", say.MAYBE_SAID)
            if wanted.said_by:
                st.caption(say.known(Counter(known_of(opened, wanted.said_by).values())))


def _moment(member: str, label: str, told: str | None = None) -> None:
    """Draw a day or a time of the filter, and beneath it what is wrong with what was typed."""
    state = st.session_state
    state.setdefault(f"w_{member}", getattr(state.filter, member))
    st.text_input(label, key=f"w_{member}", placeholder=say.MOMENT_HINT, help=told, on_change=_typed, args=(member,))
    refused = state.refused_times.get(member)
    if refused:
        st.warning(elements.plain(refused))


def _flag(member: str, label: str) -> None:
    state = st.session_state
    state[f"w_{member}"] = getattr(state.filter, member)
    st.checkbox(label, key=f"w_{member}", on_change=take_up, args=("filter", member))


@answer
def _typed(member: str) -> None:
    """Take over a moment, as EDTF or as people write it; what is neither is said, and the filter stays."""
    state = st.session_state
    try:
        moment = as_edtf(state[f"w_{member}"].strip())
        wanted = replace(state.filter, **{member: moment and checked_moment(moment)})
        is_refused = bool(wanted.after and wanted.before) and is_reversed(wanted.after, wanted.before)
        refused = say.REVERSED_TIMES if is_refused else ""
    except InputError as error:
        refused = str(error)
    if refused:
        state.refused_times = {**state.refused_times, member: refused}
        return
    state.refused_times = {}
    set_filter(wanted)
    state[f"w_{member}"] = moment
