"""Where an event could have been, by chosen claims: what is asked, and what of the answer is on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.filter_controls import selection
from geodata.app.html import measures
from geodata.app.panel import panel
from geodata.app.results_cache import remaining_of, setting_of, witness_of
from geodata.app.sets_section import together
from geodata.app.words import map_words
from geodata.core.model import Claim
from geodata.core.text import told_apart
from geodata.render.map.result_overlay import region_marks, witness_marks
from geodata.render.text.sides import sides_speaking

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.text.sides import Side


def placed_events(opened: LoadedCase, shown: tuple[Claim, ...]) -> dict[str, str]:
    """Return the names of events that a claim shown puts somewhere."""
    placed = {claim.event for claim in shown if claim.event and claim.site and claim.polarity == "affirm"}
    return told_apart((event.id, event.name) for event in opened.case.events if event.id in placed)


@dataclass(frozen=True, slots=True)
class LocationQuestion:
    """What is asked about one event, and who is believed."""

    event: str
    speakers: Mapping[str, str]
    """Name by id of who speaks of it, and of who denies that something was somewhere; a denial of who did it is none
    of where it was."""
    sides: tuple[Side, ...]
    """The same by the sides that they are of."""
    taken: tuple[str, ...]
    """Ids of their claims. Those without a place may say whose the event was, and so which denials speak of it."""
    without_place: tuple[str, ...]
    """Names of those who are believed and state no place."""


def asked_location(opened: LoadedCase) -> LocationQuestion | None:
    """Return what is asked; ``None`` where no claim shown puts an event anywhere."""
    inquiry, case = st.session_state.inquiry, opened.case
    setting = setting_of(opened, assumed())
    current = setting.current([claim.id for claim in selection(opened).shown])
    shown = tuple(case.claim_by_id[claim_id] for claim_id in current)
    names = placed_events(opened, shown)
    event = inquiry.event if inquiry.event in names else next(iter(names), None)
    if event is None:
        return None

    def placed(claim: Claim) -> bool:
        return setting.places[claim.id] is not None

    about = [
        claim
        for claim in shown
        if (claim.event == event if claim.polarity == "affirm" else claim.event in (None, event) and placed(claim))
    ]
    taken = [claim for claim in about if inquiry.word is None or claim.actor in inquiry.word]
    without = {claim.actor for claim in taken} - {claim.actor for claim in taken if placed(claim)}
    speakers = {claim.actor: case.actor_by_id[claim.actor].name for claim in about}
    return LocationQuestion(
        event,
        speakers,
        sides_speaking(case, about),
        tuple(claim.id for claim in taken),
        tuple(name for actor, name in speakers.items() if actor in without),
    )


def found_marks(opened: LoadedCase) -> dict[str, Any] | None:
    """Return what verdicts put on the map, if it is asked for."""
    inquiry = st.session_state.inquiry
    claims = tuple(claim.id for claim in selection(opened).shown)
    if inquiry.drawn == "together" and (chosen := together(opened, claims)):
        found = witness_of(opened, assumed(), chosen)
        return witness_marks(opened.case, found, st.session_state.tools.unit)
    if inquiry.drawn == "where":
        asked = asked_location(opened)
        if asked is not None and not (left := remaining_of(opened, assumed(), asked.taken)).is_anywhere:
            return region_marks(left, opened.case.event_by_id[asked.event].name)
    return None


def _pressed(action: str, _value: str) -> None:
    if action == "undraw":
        st.session_state.inquiry = replace(st.session_state.inquiry, drawn="")


def show_found(opened: LoadedCase) -> None:
    """Say, beside the map, what verdicts have put on it, with what takes it off again."""
    inquiry = st.session_state.inquiry
    if not inquiry.drawn or found_marks(opened) is None:
        return
    if inquiry.drawn == "together":
        names = [opened.case.actor_by_id[actor].name for actor in inquiry.together]
        words = map_words.one_way("; ".join(names))
    else:
        asked = asked_location(opened)
        assert asked is not None  # noqa: S101 - something was found
        why = remaining_of(opened, assumed(), asked.taken).why
        words = map_words.possible_locations(opened.case.event_by_id[asked.event].name, len(asked.taken), why)
    panel(measures.on_the_map(words), "found", _pressed)
