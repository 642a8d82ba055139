"""Place and uncertainty from a description: filled in, added up, and put into the form of a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from markupsafe import Markup

from geodata.app.panel import answer, panel
from geodata.app.place_finder import fill_site_form, site_prefill
from geodata.app.words import edit_words as say
from geodata.core.problems import Problem
from geodata.editing.wording import value_text
from geodata.geodesy.point_radius import KINDS
from geodata.parsing.georeference_options import OPTIONS, options_of
from geodata.parsing.georeference_words import DATUMS
from geodata.parsing.georeferencing import GeoreferenceError, read_georeference
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from geodata.editing.forms import FormValue
    from geodata.geodesy.point_radius import Kind
    from geodata.parsing.georeferenced import Georeference

#: Darwin Core: "Recommended best practice is to separate the values in a list with space vertical bar space".
_BETWEEN: Final = " | "

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
            panel(unfinished(error.problems), "georeference")
            return
        panel(uncertainty_table(found), "georeference")
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


def uncertainty_table(found: Georeference) -> Markup:
    """Return the point, what adds to its uncertainty and why, and the sum."""
    return render("georeference.html", say=say, found=found)


def unfinished(problems: Sequence[Problem]) -> Markup:
    """Return what is wrong with what was typed, and then what is still missing."""
    wrong = [(OPTIONS[one.where].label, one) for one in problems if not one.rule.endswith(".needed")]
    missing = "; ".join(OPTIONS[one.where].label for one in problems if one.rule.endswith(".needed"))
    still = say.still_missing(missing) if missing else ""
    return render("georeference_unfinished.html", wrong=wrong, still=still)


def georeferenced_point(found: Georeference) -> dict[str, Any]:
    """Return the point of a georeference as GeoJSON."""
    return {"type": "Point", "coordinates": [found.lon, found.lat]}


def site_texts(found: Georeference, before: Mapping[str, FormValue]) -> dict[str, str]:
    """Return what a georeference puts into the form of a site, by member.

    ``before``: what the form says. Sources and remarks of others stay; the remark of an earlier georeference goes.
    """
    sources = str(before.get("georeferenceSources") or "").strip()
    known = [one.strip() for one in sources.split(_BETWEEN.strip())]
    method = found.protocol.split(":", 1)[0]
    others = [line for line in str(before.get("georeferenceRemarks") or "").splitlines() if not line.startswith(method)]
    return {
        "coordinateUncertaintyInMeters": str(found.radius_m),
        "georeferenceSources": sources
        if found.source in known
        else _BETWEEN.join(filter(None, (sources, found.source))),
        "georeferenceRemarks": "\n".join((_remark(found), *others)),
    }


def _remark(found: Georeference) -> str:
    """Say method and terms in one line: a case has no members of their own for them."""
    terms = "; ".join(f"{term.words} {term.length_m:,.0f} m ({term.why})" for term in found.terms if term.length_m)
    return f"{found.protocol}. {found.locality}. Within {found.radius_m:,} m: {terms}."
