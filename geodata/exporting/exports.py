"""A case, or the claims of it that are shown, as the bytes of a file, by the ending of its name."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from geodata.core.assumptions import Assumptions
from geodata.core.json_path import Json
from geodata.core.logs import log_if_slow
from geodata.core.model import Case, case_from_document
from geodata.core.problems import CaseProblemsError, InputError, quoted
from geodata.core.text import counted
from geodata.exporting.blurring import blur_sites
from geodata.exporting.exact_place import exact, is_near
from geodata.exporting.extract import cut
from geodata.exporting.leaks import leaks
from geodata.exporting.position_traces import tells
from geodata.exporting.presentation import PRESENTERS, REPORTS, TELL_ASSUMPTIONS, presenter_for
from geodata.exporting.writers import DRAWN, SHAPES, WRITERS, writer_for

if TYPE_CHECKING:
    from geodata.exporting.extract import Chosen
    from geodata.exporting.writers import ExportOptions


#: Every ending that is written; a longer one before a shorter one that fits, too.
ENDINGS: Final = (*WRITERS, *PRESENTERS)
_ALL: Final = frozenset(("rule", "date", "title", "extent", "size"))
#: What a file says or shows of what it may be told (:class:`geodata.exporting.writers.ExportOptions`), by its ending.
TOLD: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(PRESENTERS, _ALL), **dict.fromkeys(REPORTS, _ALL | {"short"}),
    ".html": _ALL - {"size"}, ".gpkg": frozenset(("rule", "date")),
    **dict.fromkeys((SHAPES, ".kml", ".csv"), frozenset(("rule",))), ".geojson": frozenset(),
}  # fmt: skip
#: An export that takes longer is logged.
_MAX_S: Final = 10.0
_LOGGER: Final = logging.getLogger(__name__)


def ending_of(name: str) -> str | None:
    """Return which ending that is written a name has; ``None`` for none."""
    return next((ending for ending in ENDINGS if name.lower().endswith(ending)), None)


@dataclass(frozen=True)
class Wanted:
    """What of a case is exported."""

    claim_ids: tuple[str, ...] | None = None
    """``None`` for all."""
    words: str = ""
    """The filters in words."""
    blurred_m: Mapping[str, float] = field(default_factory=dict)
    """Sites to blur, with their radius in metres."""


def exported(
    case: Case, name: str, wanted: Wanted, options: ExportOptions, secret: Callable[[str], bytes]
) -> tuple[bytes, Chosen]:
    """Return the bytes of a file, and which claims are in it.

    ``secret``: gives what the owner of a site's place alone has, by the site's id; asked only for sites that are
    blurred.
    Raises ``CaseProblemsError`` if the file would still say where a blurred site is. Raises ``InputError`` if the name
    has no ending that is written, a site cannot be blurred so, or the file would say where a blurred site is by its
    title, filters or extent, or what is assumed of it.
    """
    began_s = time.monotonic()
    try:
        return _exported(case, name, wanted, options, secret)
    finally:
        ending = ending_of(name) or "nothing that is written"
        log_if_slow(_LOGGER, f"An export of {counted(len(case.claims), 'claim')} as {ending}", began_s, _MAX_S)


def _exported(
    case: Case, name: str, wanted: Wanted, options: ExportOptions, secret: Callable[[str], bytes]
) -> tuple[bytes, Chosen]:
    present = presenter_for(name)
    # What is presented leaves claims out itself, and says how many of how many.
    ids, words = (wanted.claim_ids, wanted.words) if present is None else (None, "")
    document, chosen = choose_and_blur(case, ids, words, blurred_m=wanted.blurred_m, secret=secret)
    _refuse_telling(case, wanted, options)
    if present is None:
        data = writer_for(name, ", ".join(ENDINGS))(document, chosen, options)
        return data, replace(chosen, also=()) if name.lower().endswith(DRAWN) else chosen
    if options.assumptions is not None and name.lower().endswith(TELL_ASSUMPTIONS):
        _refuse_assuming(case, options.assumptions, wanted.blurred_m)
    _, chosen = cut(case, wanted.claim_ids, wanted.words)
    return present(case_from_document(document), chosen, options), replace(chosen, also=())


def _refuse_telling(case: Case, wanted: Wanted, options: ExportOptions) -> None:
    """Refuse a title, filters or an extent that tells a blurred site after all, or a title too long to be searched."""
    places = [exact(case.site_by_id[site], radius_m) for site, radius_m in wanted.blurred_m.items()]
    west, south, east, north = options.extent or (math.nan,) * 4
    told = [(words, place) for words in (options.title or "", wanted.words) for place in tells(words, *places)]
    extent = f"extent {west:g}, {south:g}, {east:g}, {north:g}"
    told += [(extent, place) for place in places if is_near((west + east) / 2, (south + north) / 2, place)]
    if told:
        words, place = told[0]
        message = f"{quoted(words)} gives away {place.site}, a place that is to be blurred. Choose another one."
        raise InputError(message, words)


def _refuse_assuming(case: Case, assumptions: Assumptions, blurred_m: Mapping[str, float]) -> None:
    """Refuse assumptions of a blurred site, which the file states, and any site on trial where a blurred one is."""
    places = [exact(case.site_by_id[site], radius_m) for site, radius_m in blurred_m.items()]
    there = {site for site, at in assumptions.positions if any(is_near(*at, place) for place in places)}
    changed = {*dict(assumptions.positions), *dict(assumptions.uncertainties_m)}
    telling = ", ".join(sorted(there | changed & blurred_m.keys()))
    if telling:
        message = (
            f"The assumption about {telling}, a hypothetical position or uncertainty, would give away a place that is "
            "to be blurred. Undo the assumption first."
        )
        raise InputError(message, telling)


def choose_and_blur(
    case: Case,
    claim_ids: Collection[str] | None = None,
    words: str = "",
    *,
    blurred_m: Mapping[str, float] | None = None,
    secret: Callable[[str], bytes],
) -> tuple[Json, Chosen]:
    """Return the document to write and which claims it has.

    ``claim_ids``, ``words``: the claims asked for and the filters in words, as :func:`geodata.exporting.extract.cut`
    takes them. ``blurred_m``: sites to blur, with their radius in metres. ``secret``: gives what the owner of a site's
    place alone has, by the site's id; asked only for sites that are blurred.
    Raises ``CaseProblemsError`` if the document would still say where a blurred site is, or has a text that is too long
    to be searched for it: every member that does. Raises ``InputError`` if a site cannot be blurred so.
    """
    if not blurred_m:
        return cut(case, claim_ids, words)
    blurred = case_from_document(blur_sites(case.document, blurred_m, secret))
    document, chosen = cut(blurred, claim_ids, words)
    places = [exact(case.site_by_id[site], radius_m) for site, radius_m in blurred_m.items()]
    found = leaks(document, *places)
    if found:
        raise CaseProblemsError("the blurred case", found)
    return document, chosen
