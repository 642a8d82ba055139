"""The consistency page: which of the claims shown can be true together, and why."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import streamlit as st

from geodata import markup
from geodata.accounts import accounts, in_words
from geodata.assumptions import Assumptions
from geodata.consistency import consistency
from geodata.pairmap import pair_map
from geodata.picture import verdict_png
from geodata.setting import Setting
from geodata.ui.assumptions import assumed
from geodata.ui.filter_controls import selection
from geodata.ui.panel import panel
from geodata.verdictorder import in_blocks
from geodata.verdictreport import finding_text, json_document, to_csv
from geodata.verdicts import pair
from geodata.verdicttable import table

if TYPE_CHECKING:
    from geodata.consistency import Consistency
    from geodata.opened import OpenedCase
    from geodata.placing import Place
    from geodata.verdicts import Pair
    from geodata.verdicttable import Table

#: More claims than this are a picture.
_MAX_CELLS: Final = 120
_MAX_LISTED: Final = 20
_BUDGET_S: Final = 4.0


@lru_cache(maxsize=16)
def setting_of(opened: OpenedCase, assumptions: Assumptions) -> Setting:
    """Return a case under assumptions, worked out once for both."""
    return Setting(opened.case, assumptions)


@lru_cache(maxsize=64)
def table_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Table:
    """Return the verdicts of all pairs of claims, worked out once."""
    return table(setting_of(opened, assumptions), claim_ids)


@lru_cache(maxsize=64)
def _consistency_of(opened: OpenedCase, assumptions: Assumptions, claim_ids: tuple[str, ...]) -> Consistency:
    return consistency(setting_of(opened, assumptions), claim_ids, budget_s=_BUDGET_S)


def _pressed(action: str, value: str) -> None:
    state = st.session_state
    if action == "judge":
        first, _, second = value.partition(" ")
        state.judged = (first, second)
    elif action == "claim":
        state.claim, state.go_to_map = value, True
    elif action == "see-set":
        state.claim, state.go_to_map = value.split(" ", 1)[0], True


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
        panel(markup.verdict_picture(verdict_png(found.codes[np.ix_(order, order)]), len(order)), "matrix_picture")
    if alone:
        words = "1 claim was" if len(alone) == 1 else f"{len(alone)} claims were"
        panel(markup.hint(f"{words} compared with no other: no common event, or passed on from others."), "alone")


# -- one pair --------------------------------------------------------------------------------------------------------


def _explained(opened: OpenedCase, judged: tuple[str, str]) -> str:
    setting = setting_of(opened, assumed())
    found = pair(setting, *judged)
    colors = {claim: opened.colors[opened.case.claim_by_id[claim].actor] for claim in judged}
    if colors[judged[0]] == colors[judged[1]]:
        colors[judged[1]] = "#1d1b19" if colors[judged[1]] != "#1d1b19" else "#d55e00"
    return markup.pair_explained(opened.case, found, opened.colors, _figures(setting, found, colors), _flips(setting, found))


def _figures(setting: Setting, found: Pair, colors: dict[str, str]) -> str:
    claims = [setting.case.claim_by_id[claim] for claim in (found.a, found.b)]
    parts = []
    aspect = found.aspects.get("place")
    if aspect is not None and aspect.slack_m is not None:
        rows = _rows(setting, found, colors)
        if rows:
            parts.append(markup.allowed_distances(rows, _gap(rows, aspect.slack_m), st.session_state.tools.unit))
    figure = pair_map(setting.case, claims, setting.assumptions.rule)
    if figure is not None:
        denied = frozenset(claim.id for claim in claims if claim.polarity == "deny")
        parts.append(markup.pair_map(figure, colors, denied))
    return "".join(parts)


def _rows(
    setting: Setting, found: Pair, colors: dict[str, str]
) -> list[tuple[str, str, tuple[float, float, float, float]]]:
    """Return the distances both claims allow from the one site they share; none where they share none."""
    places: list[Place] = [place for claim in (found.a, found.b) if (place := setting.places[claim]) is not None]
    if len(places) != 2 or places[0].spot.site != places[1].spot.site or any(  # noqa: PLR2004 - a pair
        place.kind in ("off_ring", "inside", "outside") for place in places
    ):
        return []
    rows = []
    for claim, place, other in zip((found.a, found.b), places, places[::-1], strict=True):
        bounds = place.bounds(is_exact=place.kind == "ring" and other.is_threshold)
        name = setting.case.actor_by_id[setting.case.claim_by_id[claim].actor].name
        rows.append((f"{name}: distances from {setting.case.site_by_id[place.spot.site].name}", colors[claim], bounds))
    return rows


def _gap(
    rows: list[tuple[str, str, tuple[float, float, float, float]]], slack_m: float
) -> tuple[float, float] | None:
    """Return the ends of the slack on the axis: between a lower bound of one claim and an upper bound of the other."""
    ends = [number for _, _, bounds in rows for number in bounds if math.isfinite(number)]
    for low in ends:
        for high in ends:
            if abs(high - low - abs(slack_m)) < _SLIP_M and high > low:
                return low, high
    return None


_SLIP_M: Final = 1e-6


def _flips(setting: Setting, found: Pair) -> list[str]:  # noqa: ARG001 - the engine's part is under way
    return []


# -- sets ------------------------------------------------------------------------------------------------------------


def _show_sets(opened: OpenedCase, claims: tuple[str, ...]) -> None:
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
        st.code(finding_text(setting, found), language=None, wrap_lines=True)
    csv_column, json_column = st.columns(2)
    with csv_column:
        st.download_button("Verdicts as CSV", lambda: to_csv(setting, found), f"{name}.csv", "text/csv", on_click="ignore")
    with json_column:
        st.download_button(
            "Verdicts as JSON",
            lambda: json.dumps(json_document(setting, found), indent=1),
            f"{name}.json",
            "application/json",
            on_click="ignore",
        )
