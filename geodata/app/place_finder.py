"""Where a place is: by name in any spelling, offline, or from Nominatim when asked; what is taken fills the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geodata.app.html import change_list
from geodata.app.panel import answer, panel
from geodata.app.panel_events import position_in
from geodata.app.shared_gazetteer import gazetteer
from geodata.app.words import edit_words as say
from geodata.core.model import Case
from geodata.core.problems import GeodataError
from geodata.editing.wording import value_text
from geodata.gazetteer import nominatim
from geodata.gazetteer.answer import decide_meaning as judged
from geodata.gazetteer.candidate import NO_EXTENT, gazetteers_named
from geodata.gazetteer.world import cache_folder
from geodata.geodesy.claim_shapes import anchor
from geodata.parsing.locality_offsets import read_offset
from geodata.render.html import elements

if TYPE_CHECKING:
    from geodata.gazetteer.candidate import Candidate


def show_place_finder(case: Case, site: str) -> None:
    """Draw the search for a place by name; what is taken fills the form of the site below, by id, empty for new."""
    state = st.session_state
    name = st.text_input(say.FIND_PLACE, key="w_find", placeholder=say.FIND_PLACE_HINT).strip()
    if not name:
        return
    offset = read_offset(name)
    if offset is not None:
        st.info(say.relative_place(elements.plain(offset.site), offset.relation))
        name = offset.site
    try:
        found = gazetteer(case).candidates(name, near=middle(case))
        found = (*found, *_online(name))
    except GeodataError as error:
        st.warning(elements.plain(str(error)))
        return
    state.places_found = found
    drawn = change_list.candidates(judged(name, found), NO_EXTENT, gazetteers_named(found))
    panel(drawn, "candidates", partial(_pressed, site))
    with st.expander(say.ALSO_ONLINE):
        st.caption(elements.plain(nominatim.notice(name, None)))
        st.button(say.SEND_NAME, on_click=_ask_online, args=(name,))


def middle(case: Case) -> tuple[float, float] | None:
    """Return (lon, lat) in the middle of a case's points, to count nearness from; ``None`` for none."""
    points = [point for site in case.sites if not site.is_region and (point := anchor(site)) is not None]
    if not points:
        return None
    lons, lats = sorted(lon for lon, _ in points), sorted(lat for _, lat in points)
    return lons[len(lons) // 2], lats[len(lats) // 2]


def _online(name: str) -> tuple[Candidate, ...]:
    """Return what Nominatim said, where the reader has just sent it this very name."""
    if st.session_state.get("asked_online") != name:
        return ()
    ask = nominatim.kept(nominatim.nominatim(), cache_folder())
    return nominatim.online_candidates(name, ask, country=None)


@answer
def _ask_online(name: str) -> None:
    st.session_state.asked_online = name


def _pressed(site: str, action: str, value: str) -> None:
    found = st.session_state.get("places_found", ())
    at = position_in(value, len(found))
    if action == "take-place" and at is not None:
        taken = found[at]
        fill_site_form(
            {"type": "Point", "coordinates": [taken.lon_deg, taken.lat_deg]},
            {
                "name": taken.name,
                "coordinateUncertaintyInMeters": "" if taken.uncertainty_m is None else f"{taken.uncertainty_m:.0f}",
                "georeferenceSources": taken.cited,
                "georeferenceRemarks": say.by_name(taken.reason),
            },
            site,
        )


def site_prefill(site: str) -> dict[str, str]:
    """Return what was put into the form of a site and is not kept yet."""
    of, texts = st.session_state.get("form_prefill") or (None, {})
    return dict(texts) if of == site else {}


def fill_site_form(geometry: dict[str, Any], texts: dict[str, str], site: str) -> None:
    """Put a place and what is known of it into the form of a site, which is drawn anew; nothing is kept yet.

    ``geometry``: GeoJSON. ``texts``: by member; others are as the record has them. ``site``: id of the site, empty for
    a new one: the form of no other is filled.
    """
    state = st.session_state
    state.form_prefill = (site, {**texts, "geometry": value_text("place", geometry)})
    state.form_version = state.get("form_version", 0) + 1
