"""Place and uncertainty from a description: filled in, added up, and put into the form of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.app.html import georeferences
from geodata.app.panel import answer, panel
from geodata.app.place_finder import fill_site_form, site_prefill
from geodata.app.words import edit_words as say
from geodata.editing.site_georeference import georeferenced_point, site_texts
from geodata.editing.wording import value_text
from geodata.geodesy.point_radius import KINDS
from geodata.parsing.georeference_options import OPTIONS, options_of
from geodata.parsing.georeference_words import DATUMS
from geodata.parsing.georeferencing import GeoreferenceError, read_georeference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.editing.forms import FormValue
    from geodata.geodesy.point_radius import Kind
    from geodata.parsing.georeferenced import Georeference

#: Options that one text of coordinates, and the choice of lengths for all pages, stand for here.
_NOT_ASKED: Final = {"kind", "lat", "lon", "unit", "rule"}
#: To choose from; anything else that the option can be may be typed.
_OFFERED: Final = {
    "source": ("gazetteer", "google", "gps", "1:50000", "other"),
    "datum": DATUMS,
    "precision": ("0.01 degrees", "nearest minute", "nearest second"),
}


def show_georeference(site: str, values: Mapping[str, FormValue]) -> None:
    """Draw what tells how far a site may be off; one button puts the result into its form.

    ``site``: id of the site, empty for a new one. ``values``: what its form says.
    """
    with st.expander(say.GEOREFERENCE):
        kind = st.selectbox(say.DESCRIPTION, list(KINDS), key=f"g {site} kind", index=1,
                                         format_func=lambda one: KINDS[one].capitalize())  # fmt: skip
        if kind not in KINDS:  # a browser may send what is not on offer
            return
        words = {"kind": kind, **_asked(site, kind, values)}
        if "distance" in options_of(kind) and not words["distance-precision"]:
            words["rule"] = str(st.session_state.tools.rule)
        try:
            found = read_georeference(words)
        except GeoreferenceError as error:
            panel(georeferences.unfinished(error.problems), "georeference")
            return
        panel(georeferences.uncertainty_table(found), "georeference")
        if not found.is_on_wgs84:
            st.warning(say.convert_datum(found.datum))
            return
        st.button(say.FILL_FORM, on_click=_put, args=(site, found, dict(values), words["coordinates"]))
        if site_prefill(site).get("geometry") == value_text("place", georeferenced_point(found)):
            st.success(say.FORM_FILLED)
        else:
            st.caption(say.WILL_FILL)


def _asked(site: str, kind: Kind, values: Mapping[str, FormValue]) -> dict[str, str]:
    """Draw what a kind asks for, and return what was answered."""
    names = [name for name in options_of(kind) if name not in _NOT_ASKED]
    answers = {}
    # A row each, since a phone stacks columns: the order to ask in stays.
    for first in range(0, len(names), 2):
        for name, column in zip(names[first : first + 2], st.columns(2), strict=False):
            with column:
                answers[name] = _widget(site, name, kind, values)
    return answers


def _widget(site: str, name: str, kind: Kind, values: Mapping[str, FormValue]) -> str:
    option, key = OPTIONS[name], f"g {site} {name}"
    said = f"{option.help[0].upper()}{option.help[1:]}."
    if name == "coordinates":
        start = _start(values)
        label = say.coordinates_of(option.label, kind)
        return st.text_input(label, start, key=f"{key} {start}", help=said, placeholder=say.GEOREFERENCE_HINTS[name])
    if name in _OFFERED:
        chosen = st.selectbox(option.label, _OFFERED[name], index=None, key=key, help=said,
                              placeholder=say.GEOREFERENCE_HINTS[name], accept_new_options=True)  # fmt: skip
        return str(chosen or "")
    return st.text_input(option.label, key=key, help=said, placeholder=say.GEOREFERENCE_HINTS[name])


def _start(values: Mapping[str, FormValue]) -> str:
    """Return the coordinates to begin with: the form's, or what was typed where they are the outcome of that.

    A distance would else be added again to the point that it led to.
    """
    place = str(values.get("geometry") or "")
    typed: dict[str, str] = st.session_state.get("georeferenced_from", {})
    return "" if place.startswith("{") else typed.get(place, place)


@answer
def _put(site: str, found: Georeference, values: Mapping[str, FormValue], typed: str) -> None:
    geometry = georeferenced_point(found)
    state = st.session_state
    state.georeferenced_from = {**state.get("georeferenced_from", {}), value_text("place", geometry): typed}
    fill_site_form(geometry, {**site_prefill(site), **site_texts(found, values)}, site)
