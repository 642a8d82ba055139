"""The consistency page: which of the claims shown can be true together, and why."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import streamlit as st

from geodata import markup
from geodata.accounts import accounts, in_words
from geodata.assumptions import Assumptions
from geodata.consistency import consistency
from geodata.filters import Filter
from geodata.flips import flips, sensitivity
from geodata.pairaxis import axis
from geodata.pairmap import pair_map, region_map
from geodata.picture import verdict_png
from geodata.related import related
from geodata.remaining import remaining
from geodata.setting import Setting
from geodata.ui.assumptions import assumed
from geodata.ui.filter_controls import selection
from geodata.ui.panel import panel
from geodata.ui.state import MAP, go_to, judge
from geodata.verdictcsv import to_csv
from geodata.verdictorder import in_blocks
from geodata.verdictreport import json_lines, text_lines
from geodata.verdicts import pair
from geodata.verdicttable import table

if TYPE_CHECKING:
    from geodata.consistency import Consistency
    from geodata.opened import OpenedCase
    from geodata.remaining import Remaining
    from geodata.threevalued import Verdict
    from geodata.verdicts import Pair
    from geodata.verdicttable import Table

#: More claims than this are a picture.
_MAX_CELLS: Final = 120
_MAX_LISTED: Final = 20
_BUDGET_S: Final = 4.0
#: Of the first and the second claim in a figure: two actors of one side have nearly one colour.
_PAIR_COLORS: Final = ("#0072b2", "#c98a00")


@lru_cache(maxsize=16)
def setting_of(opened: OpenedCase, assumptions: Assumptions) -> Setting:
    """Return a case under assumptions, worked out once for both."""
    return Setting(opened.case, assumptions)


@lru_cache(maxsize=64)
def table_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Table:
    """Return the verdicts of all pairs of claims, worked out once."""
    return table(setting_of(opened, assumptions), claim_ids)


@lru_cache(maxsize=256)
def related_of(opened: OpenedCase, assumptions: Assumptions, claim_id: str) -> tuple[tuple[str, Verdict], ...] | None:
    """Return what a claim contradicts, leaves undecided and agrees with, worked out once."""
    return related(setting_of(opened, assumptions), claim_id)


@lru_cache(maxsize=64)
def _consistency_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Consistency:
    return consistency(setting_of(opened, assumptions), claim_ids, budget_s=_BUDGET_S)


def _pressed(action: str, value: str) -> None:
    state = st.session_state
    if action == "judge":
        judge(value)
    elif action == "claim":
        state.claim = value
        go_to(MAP)
    elif action == "see-set":
        state.claim, state.filter = None, Filter(claims=frozenset(value.split(" ")))
        go_to(MAP)


def _claims(opened: OpenedCase) -> tuple[str, ...]:
    return tuple(claim.id for claim in selection(opened).shown)


def show_consistency(opened: OpenedCase) -> None:
    """Draw the counts, the pair that is asked about, the matrix and the accounts."""
    claims = _claims(opened)
    if len(claims) < 2:  # noqa: PLR2004 - a pair
        panel(markup.hint("Two claims or more can be compared: choose them by the filters of the map."), "none")
        return
    found = table_of(opened, assumed(), claims)
    stated = table_of(opened, Assumptions(), claims)
    rows, columns = np.nonzero(np.triu(found.codes != stated.codes))
    changed = frozenset(zip(rows.tolist(), columns.tolist(), strict=True))
    panel(markup.counts(found, found.counts(), len(changed)), "counts")
    judged = _judged(opened, claims)
    if judged is not None:
        panel(_explained(opened, judged), "explained", _pressed)
    _show_matrix(opened, found, changed, judged)
    _show_sets(opened, claims)


def _judged(opened: OpenedCase, claims: tuple[str, ...]) -> tuple[str, str] | None:
    judged = st.session_state.get("judged")
    return judged if judged and all(claim in opened.case.claim_by_id for claim in judged) and len(claims) else None


def _show_matrix(
    opened: OpenedCase, found: Table, changed: frozenset[tuple[int, int]], judged: tuple[str, str] | None
) -> None:
    st.subheader("Claim against claim")
    order, alone = in_blocks(found)
    if not order:
        panel(markup.hint("No two of these claims share an aspect of one event that could be compared."), "matrix_none")
        return
    if len(order) <= _MAX_CELLS:
        panel(markup.matrix(opened.case, found, order, opened.colors, changed, judged), "matrix", _pressed)
    else:
        picture = verdict_png(found.codes[np.ix_(order, order)])
        names = "Filter on the map to see their names."
        panel(markup.verdict_picture(picture, len(order), names), "matrix_picture")
    if alone:
        words = "1 claim was" if len(alone) == 1 else f"{len(alone)} claims were"
        panel(markup.hint(f"{words} compared with no other: no common event, or passed on from others."), "alone")


# -- one pair --------------------------------------------------------------------------------------------------------


def _explained(opened: OpenedCase, judged: tuple[str, str]) -> str:
    setting = setting_of(opened, assumed())
    found = pair(setting, *judged)
    colors = dict(zip(judged, _PAIR_COLORS, strict=True))
    return markup.pair_explained(
        opened.case, found, opened.colors, _figures(setting, found, colors), _flips(setting, found)
    )


def _figures(setting: Setting, found: Pair, colors: dict[str, str]) -> str:
    claims = [setting.case.claim_by_id[claim] for claim in (found.a, found.b)]
    parts = []
    bars = axis(setting, found)
    if bars is not None:
        parts.append(markup.allowed_distances(bars, colors, st.session_state.tools.unit))
    figure = pair_map(setting.case, claims, setting.assumptions.rule)
    if figure is not None:
        denied = frozenset(claim.id for claim in claims if claim.polarity == "deny")
        parts.append(markup.pair_map(figure, colors, denied))
    return "".join(parts)


def _flips(setting: Setting, found: Pair) -> list[str]:
    """Return what would change the verdict, in sentences; only what was compared can change."""
    if not found.aspects:
        return []
    apart = sensitivity(setting, found.a, found.b) if "place" in found.aspects else None
    sentences = [flip.why for flip in flips(setting, found.a, found.b)]
    return [*sentences, *([apart.why] if apart is not None else [])]


# -- where it could have been ----------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _remaining_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Remaining:
    return remaining(setting_of(opened, assumptions), claim_ids)


def show_whereabouts(opened: OpenedCase) -> None:
    """Draw the region that the claims shown leave for one event."""
    case = opened.case
    shown = selection(opened).shown
    placed = {claim.event for claim in shown if claim.event and claim.site and claim.polarity == "affirm"}
    names = {event.id: event.name for event in case.events if event.id in placed}
    if not names:
        return
    st.subheader("Where could it have been")
    event = st.selectbox("Event", list(names), key="w_event", format_func=names.__getitem__)
    about = [claim for claim in shown if claim.event == event and claim.polarity == "affirm"]
    speakers = {claim.actor: case.actor_by_id[claim.actor].name for claim in about}
    chosen = st.multiselect("By whose word", list(speakers), list(speakers), key=f"w_word {event}",
                            format_func=speakers.__getitem__)  # fmt: skip
    denials = [claim.id for claim in shown if claim.polarity == "deny" and claim.event in (None, event)]
    claims = (*(claim.id for claim in about if claim.actor in chosen), *denials)
    if len(claims) == len(denials):
        panel(markup.hint("Choose whose word to take."), "whereabouts_none")
        return
    left = _remaining_of(opened, assumed(), claims)
    figure = region_map(setting_of(opened, assumed()).case, left)
    drawn = "" if figure is None else markup.region_map(figure)
    panel(markup.whereabouts(case, left, drawn, len(claims)), "whereabouts")


# -- sets ------------------------------------------------------------------------------------------------------------


def _show_sets(opened: OpenedCase, claims: tuple[str, ...]) -> None:
    with st.spinner(f"Looking for sets of claims that cannot all be true, {_BUDGET_S:g} s at most"):
        found = _consistency_of(opened, assumed(), claims)
    st.subheader("Whose accounts can stand together")
    by_side = st.toggle("Take each side as one account", key="w_by_side")
    sides = accounts(opened.case, found, by_side=by_side)
    names = [[opened.case.actor_by_id[actor].name for actor in group] for group in sides.together]
    panel(markup.accounts(in_words(opened.case, sides), names, found.note, _MAX_LISTED), "accounts")
    st.subheader("Smallest sets that cannot all be true")
    panel(markup.conflicts(opened.case, found.conflicts, opened.colors, _MAX_LISTED), "conflicts", _pressed)
    _offers(opened, found)


def _offers(opened: OpenedCase, found: Consistency) -> None:
    """Offer the finding as text to paste, and everything as CSV and JSON."""
    setting = setting_of(opened, assumed())
    name = f"{opened.case.id}-verdicts"
    with st.expander("The finding as text"):
        st.code("\n".join(text_lines(setting, found, opened.case.title)), language=None, wrap_lines=True)
    csv_column, json_column = st.columns(2)
    with csv_column:
        st.download_button(
            "Verdicts as CSV", lambda: to_csv(setting, found.table), f"{name}.csv", "text/csv", on_click="ignore"
        )
    with json_column:
        st.download_button(
            "Verdicts as JSON",
            lambda: "\n".join(json_lines(setting, found)),
            f"{name}.json",
            "application/json",
            on_click="ignore",
        )
