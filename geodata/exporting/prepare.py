"""From a case to the document that a writer writes: places blurred, claims chosen, nothing given away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.core.model import case_from_document
from geodata.core.problems import CaseProblemsError
from geodata.exporting.blurring import blur_sites
from geodata.exporting.exactness import exact, leaks
from geodata.exporting.extract import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from geodata.core.model import Case
    from geodata.exporting.extract import Chosen

Json = dict[str, Any]


def choose_and_blur(
    case: Case,
    claim_ids: Collection[str] | None = None,
    words: str = "",
    *,
    blurred_m: Mapping[str, float] | None = None,
    secret: Callable[[str], bytes],
) -> tuple[Json, Chosen]:
    """Return the document to write and which claims it has.

    Parameters
    ----------
    case
        The whole case; it is not changed.
    claim_ids, words
        The claims asked for and the filters in words, as :func:`geodata.exporting.extract.cut` takes them.
    blurred_m
        Sites to blur, with their radius in metres.
    secret
        Gives what the owner of a site's place alone has, by the site's id; asked only for sites that are blurred.

    Raises
    ------
    CaseProblemsError
        If the document would still say where a blurred site is: every member that does.
    InputError
        If a site cannot be blurred so.
    """
    if not blurred_m:
        return cut(case, claim_ids, words)
    blurred = case_from_document(blur_sites(case.document, blurred_m, secret))
    document, chosen = cut(blurred, claim_ids, words)
    places = [exact(case.site_by_id[site], radius_m) for site, radius_m in blurred_m.items()]
    found = [problem for place in places for problem in leaks(document, place)]
    if found:
        raise CaseProblemsError("the blurred case", found)
    return document, chosen
