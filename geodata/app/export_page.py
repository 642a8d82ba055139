"""Export the case: data, a page, a figure, a report; what the filters show, or all; places blurred or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, cast
from weakref import ref

import streamlit as st

from geodata.app.assumption_controls import assumed
from geodata.app.case_store import open_case
from geodata.app.filter_controls import selection
from geodata.app.html import notices
from geodata.app.panel import answer, panel
from geodata.app.session_draft import current_draft, path, reader, server_path
from geodata.app.words import export_words as say
from geodata.app.work_limit import limited
from geodata.core.numbers import plain_number
from geodata.core.precision import bounds
from geodata.core.problems import CaseProblemsError, GeodataError, InputError
from geodata.core.text import told_apart
from geodata.editing.field_problems import in_form
from geodata.editing.filestate import document_state
from geodata.exporting.blur_secret import case_secret, reader_secret
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.presentation import REPORTS, presenter_for
from geodata.exporting.writers import ExportOptions
from geodata.parsing.distances import read_distance
from geodata.render.figure.options import SIZES, WIDTHS_MM
from geodata.render.html import elements
from geodata.sandbox.process import apart
from geodata.view import filters
from geodata.view.measure_tools import is_tried

if TYPE_CHECKING:
    from geodata.app.prepared_case import LoadedCase
    from geodata.render.figure.options import Size

#: A report of a thousand claims takes half a minute.
_MOST_S: Final = 240
#: By ending.
_MEDIA_TYPES: Final = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".report.pdf": "application/pdf",
    ".report.html": "text/html",
    ".geojson": "application/geo+json",
    ".shapes.geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".csv": "text/csv",
}
_FIGURES: Final = (".pdf", ".svg", ".png")
_DEFAULT_RADIUS: Final = "5 km"


def show_export(opened: LoadedCase) -> None:
    """Draw the choice of a format, of claims and of places to blur, and what makes the file."""
    ending = st.selectbox(say.FORMAT, list(_MEDIA_TYPES), key="w_ending", format_func=say.format_name)
    if ending not in _MEDIA_TYPES:  # a browser may send what is not on offer
        return
    shown = selection(opened).shown
    total = len(opened.case.claims)
    is_all = st.toggle(say.all_claims(total, len(shown)), len(shown) == total, key="w_all")
    wanted = _wanted(opened, None if is_all else tuple(claim.id for claim in shown))
    options = _options(opened, ending)
    if wanted is None or options is None:
        return
    if not is_all and not shown:
        st.info(say.NO_CLAIM)
        return
    _offer(opened, ending, wanted, options)


def _wanted(opened: LoadedCase, claim_ids: tuple[str, ...] | None) -> Wanted | None:
    case = opened.case
    words = "" if claim_ids is None else filters.filter_in_words(case, st.session_state.filter)
    names = told_apart((site.id, site.name) for site in case.sites if is_tried(case, site.id))
    chosen = st.multiselect(say.BLUR, list(names), key="w_blur", wrap=True, help=say.BLUR_HELP,
                            format_func=names.__getitem__)  # fmt: skip
    if _is_choice_lost(opened, chosen):
        st.warning(say.BLUR_LOST)
        st.button(say.GO_ON, on_click=_go_on)
        return None
    if not chosen:
        return Wanted(claim_ids, words)
    typed = st.text_input(say.MAX_DISPLACEMENT, _DEFAULT_RADIUS, key="w_blur_radius")
    try:
        radius_m = bounds(read_distance(typed)).value_m
    except InputError as error:
        st.warning(elements.plain(str(error)))
        return None
    st.caption(say.BLUR_CAPTION)
    return Wanted(claim_ids, words, dict.fromkeys(chosen, radius_m))


def _is_choice_lost(opened: LoadedCase, chosen: Sequence[str]) -> bool:
    """Tell whether a place was to be blurred in the case as it was, and is not in the case as it is.

    Streamlit drops a choice that is no longer on offer, such as a place with another id, and a file would have it
    exactly.
    """
    state = st.session_state
    before, was, lost = state.get("blurring", (None, frozenset(), frozenset()))
    now = ref(opened)  # by its id, a later case could be taken for one that is gone
    lost = (lost if before == now else lost | was) - set(chosen)
    state.blurring = (now, frozenset(chosen), lost)
    return bool(lost)


@answer
def _go_on() -> None:
    state = st.session_state
    now, chosen, _ = state.blurring
    state.blurring = (now, chosen, frozenset())


def _options(opened: LoadedCase, ending: str) -> ExportOptions | None:
    state = st.session_state
    size: Size = "report"
    title = ""
    if ending in _FIGURES or ending == ".html":
        title = st.text_input(say.TITLE, key="w_title", placeholder=opened.case.title).strip()
    if ending in _FIGURES:
        size = st.segmented_control(say.WIDTH, SIZES, default="report", key="w_size", required=True,
                                    format_func=lambda one: say.width(one, WIDTHS_MM[one]))  # fmt: skip
    is_short = ending in REPORTS and st.toggle(say.SHORT, key="w_short")
    try:
        extent = _extent() if ending in _FIGURES else None
    except ValueError:
        st.warning(say.EXTENT_WRONG)
        return None
    return ExportOptions(
        rule=state.tools.rule, title=title or None, unit=state.tools.unit, size=size, is_short=is_short, extent=extent,
        made=datetime.now(tz=UTC).date(), assumptions=assumed(), file_sha256=None,
    )  # fmt: skip


def _extent() -> tuple[float, float, float, float] | None:
    typed = st.text_input(say.EXTENT, key="w_extent", placeholder=say.EXTENT_HINT).strip()
    if not typed:
        return None
    west, south, east, north = (plain_number(number) for number in typed.split(","))
    return west, south, east, north


def _offer(opened: LoadedCase, ending: str, wanted: Wanted, options: ExportOptions) -> None:
    """Make the file when asked, and offer it: a report takes some seconds."""
    state = st.session_state
    key = (ref(opened), ending, wanted, options)  # by its id, a later case could be taken for one that is gone
    if st.button(say.CREATE, type="primary", key="w_make"):
        state.made = None
        name = f"{opened.case.id.lower()}{ending}"
        try:
            with st.spinner(say.creating(name)):
                state.made = (key, name, *_made(opened, name, wanted, _with_sum(opened, wanted, options)))
        except CaseProblemsError as error:
            found = [in_form(problem) for problem in error.problems]
            panel(notices.problems(say.NOT_CREATED, found), "leaks")
        except GeodataError as error:
            st.error(elements.plain(str(error)), icon=":material/error:")
    made = state.get("made")
    if made is not None and made[0] == key:
        st.caption(say.made(made[3], len(made[2])))
        st.download_button(say.download(made[1]), made[2], made[1], _MEDIA_TYPES[ending], on_click="ignore")


def _made(opened: LoadedCase, name: str, wanted: Wanted, options: ExportOptions) -> tuple[bytes, str]:
    """Return a file, and what is said of it; what is set for print or reading by a process that can be stopped."""
    secret = _secret(opened)
    if presenter_for(name) is None:
        with limited(_MOST_S):
            data, chosen = exported(opened.case, name, wanted, options, secret)
        return data, chosen.sentence()
    secrets = {site_id: secret(site_id) for site_id in wanted.blurred_m}
    found = apart("export", opened.case.document, name, wanted, options, secrets, taker=reader(), max_s=_MOST_S)
    return cast("tuple[bytes, str]", found)


def _secret(opened: LoadedCase) -> Callable[[str], bytes]:
    """Return what blurs a site, by its id: the file's own secret where the server's file has the site so.

    Of a place that is only in a draft it is this browser's: else whoever reaches the page could try out, one by one,
    where places are shown.
    """
    there = open_case(server_path()).opened.case if path() == server_path() else None

    def secret(site_id: str) -> bytes:
        known = there.site_by_id.get(site_id) if there else None
        if there and known and known.geometry == opened.case.site_by_id[site_id].geometry:
            return case_secret(there.id)
        return reader_secret(reader())

    return secret


def _with_sum(opened: LoadedCase, wanted: Wanted, options: ExportOptions) -> ExportOptions:
    """Return options with the sum of the file, as it is on the server or would be saved; none of a blurred case."""
    if wanted.blurred_m:
        return options
    file = None if current_draft() else open_case(path()).state
    state = document_state(opened.case.document) if file is None else file
    return replace(options, file_sha256=state.sha256)
