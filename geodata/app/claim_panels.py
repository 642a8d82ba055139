"""What is read above and beside the map: heading, card and lists."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st
from markupsafe import Markup

from geodata.app.assumption_controls import assumed
from geodata.app.feasible_region_panel import show_found
from geodata.app.filter_controls import let_through, selection
from geodata.app.html import notices
from geodata.app.page_addresses import CONSISTENCY
from geodata.app.panel import answer, panel
from geodata.app.panel_events import position_in
from geodata.app.results_cache import MAX_COMPARED, headline_of, related_of
from geodata.app.session_state import choose_pair, choose_sides, go_to, known_claim
from geodata.app.tool_panel import measure_pressed, show_tool
from geodata.app.words import map_words as say
from geodata.core.model import Claim
from geodata.core.units import Unit
from geodata.render.html import cards, elements
from geodata.render.html.templating import render
from geodata.render.text import map_labels
from geodata.render.text.assumption_view import changed_assumptions
from geodata.render.text.claim_view import claim_line, claim_view
from geodata.view import filters
from geodata.view.filters import Filter

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.text.claim_view import ClaimLine
    from geodata.view.filters import Selection

CLAIMS_PER_PAGE: Final = 40


def claim_pressed(opened: LoadedCase, action: str, value: str) -> None:
    """Do what a button beside a map or a timeline asks for."""
    state = st.session_state
    if action == "claim":
        _choose(None if state.claim == value else known_claim(opened, value))
    elif action == "map-claim":
        claim, *others = value.split(" ")
        here = tuple(one for one in others if known_claim(opened, one))
        _choose(known_claim(opened, claim), here)
    elif action == "here":
        _choose(None, state.get("here", ()))
    elif action == "close":
        _choose(None)
    elif action == "judge":
        choose_pair(opened, value)
        go_to(CONSISTENCY)
    elif action == "opposed":
        choose_sides(opened, value)
        go_to(CONSISTENCY)
    elif action == "page":
        state.page = position_in(value, len(opened.case.claims)) or 0
    else:
        measure_pressed(opened, action, value)


def _choose(claim: str | None, here: tuple[str, ...] = ()) -> None:
    """Bring a claim's card to the front; without one, the list that was there before. The focus goes along.

    ``here``: claims that were pressed on the map together; without one of them, their list comes to the front.
    """
    state = st.session_state
    state.focus = ("close", claim) if claim is not None else ("claim", here[0] if here else state.claim or "")
    is_card = claim is not None or bool(here)
    if is_card and state.get("w_beside") != say.CARD:
        state.list_before = state.get("w_beside", say.CARD)
    if here or claim not in state.get("here", ()):
        state.here = here
    state.claim = claim
    state.w_beside = say.CARD if is_card else state.get("list_before", say.CARD)


def show_card(opened: LoadedCase) -> None:
    """Draw the selected claim's card, or the list of the claims that were pressed on the map together."""
    claim = opened.case.claim_by_id.get(st.session_state.claim)
    here = tuple(one for one in st.session_state.get("here", ()) if one in opened.case.claim_by_id)
    if claim is not None:
        unit, others = st.session_state.tools.unit, len(here) if claim.id in here else 0
        # Each thing that is done beside it draws it again.
        html = opened.of(("card", claim.id, assumed(), unit, others), lambda: _card(opened, claim, unit, others))
    elif here:
        lines = [claim_line(opened.case, opened.case.claim_by_id[one]) for one in here]
        html = claims_here(lines, opened.colors)
    else:
        html = cards.no_card(opened.case)
    panel(html, "card", partial(claim_pressed, opened), focus=st.session_state.pop("focus", None))


def _card(opened: LoadedCase, claim: Claim, unit: Unit, here: int) -> Markup:
    view = claim_view(opened.case, claim, assumed(), unit, is_single=True)
    return cards.card(view, opened.colors[claim.actor], _related(opened, claim), here)


def show_beside(opened: LoadedCase, selected: Selection) -> None:
    """Draw what stands beside the map: the tool at hand, or one of the selected claim and two lists."""
    show_found(opened)
    if st.session_state.tools.links and len(selected.shown) > MAX_COMPARED:
        panel(elements.hint(say.too_many_to_link(MAX_COMPARED)), "too_many")
    if st.session_state.tools.tool:
        show_tool(opened)
        return
    card, every, off_map = st.tabs(say.BESIDE_MAP, key="w_beside", on_change=_first_page)
    if card.open:
        with card:
            show_card(opened)
    if every.open:
        with every:
            _show_list(opened, selected.shown)
    if off_map.open:
        with off_map:
            _show_list(opened, [claim for claim in selected.shown if claim.id in opened.unlocated])


@answer
def _first_page() -> None:
    st.session_state.page = 0


def _related(opened: LoadedCase, claim: Claim) -> Markup:
    found = related_of(opened, assumed(), claim.id)
    lines = {other: claim_line(opened.case, opened.case.claim_by_id[other]) for other, _ in found or ()}
    return cards.related_claims(claim.id, None if found is None else cards.beside(found, lines), opened.colors)


def _show_list(opened: LoadedCase, claims: Sequence[Claim]) -> None:
    """Draw claims as a list, a page at a time."""
    state = st.session_state
    pages = max(1, math.ceil(len(claims) / CLAIMS_PER_PAGE))
    page = min(state.page, pages - 1)
    lines = [claim_line(opened.case, claim) for claim in claims[page * CLAIMS_PER_PAGE : (page + 1) * CLAIMS_PER_PAGE]]
    html = claim_list(lines, opened.colors, state.claim, (page, pages))
    panel(html, "claims", partial(claim_pressed, opened), focus=state.pop("focus", None))


def show_page_heading(opened: LoadedCase, title: str) -> None:
    """Draw the title of a page other than the map, and which claims it is about."""
    words = _in_words(opened, selection(opened))
    panel(notices.page_heading(title, opened.case, *words, _assumed_in_words(opened)), "heading")


def _in_words(opened: LoadedCase, selected: Selection) -> tuple[str, str]:
    """Return how many claims are shown, and by which filters."""
    unlocated = sum(claim.id in opened.unlocated for claim in selected.shown)
    return selected.sentence(unlocated), filters.filter_in_words(opened.case, st.session_state.filter)


def _assumed_in_words(opened: LoadedCase) -> list[str]:
    """Return what is assumed that the case does not have: verdicts on every page rest on it."""
    assumptions = assumed()
    if not assumptions.beside_rule:
        return []
    return [view.sentence for view in changed_assumptions(opened.case, assumptions)]


def show_heading(opened: LoadedCase, selected: Selection) -> None:
    """Draw the title, and in words what is shown."""
    wanted = st.session_state.filter
    moment = Filter(said_by=wanted.said_by, maybe_said=wanted.maybe_said)
    said = tuple(claim.id for claim in let_through(opened, moment).shown) if wanted.said_by else None
    main = headline_of(opened, assumed(), st.session_state.tools.unit, said)
    html = notices.heading(opened.case, *_in_words(opened, selected), main, opened.colors, _assumed_in_words(opened))
    panel(html, "heading", partial(claim_pressed, opened), hears_map=True)


def claims_here(claims: Sequence[ClaimLine], colors: Mapping[str, str]) -> Markup:
    """Return the claims that one press on the map was on, as a list of buttons."""
    return render("claims_here.html", claims=claims, colors=colors, words=map_labels.count_here(len(claims)))


def claim_list(
    claims: Sequence[ClaimLine], colors: Mapping[str, str], selected: str | None, pages: tuple[int, int]
) -> Markup:
    """Return one page of claims as a list of buttons; those without a place say why.

    ``pages`` is the number of this page, from 0, and of all pages.
    """
    page, count = pages
    return render("claim_list.html", claims=claims, colors=colors, selected=selected, page=page, pages=count)
