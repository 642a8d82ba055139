"""A case, or the claims of it that are shown, as the bytes of a file, by the ending of its name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from geodata.exporting.exactness import exact, is_near
from geodata.exporting.extract import cut
from geodata.exporting.prepare import prepare
from geodata.exporting.presenting import PRESENTERS, TELL_ASSUMPTIONS, presenter_for
from geodata.exporting.writers import DRAWN, WRITERS, writer_for
from geodata.model import case_from_document
from geodata.problems import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.assumptions import Assumptions
    from geodata.exporting.extract import Chosen
    from geodata.exporting.writers import Options
    from geodata.model import Case

#: Every ending that is written; a longer one before a shorter one that fits, too.
ENDINGS: Final = (*WRITERS, *PRESENTERS)


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
    case: Case, name: str, wanted: Wanted, options: Options, secret: Callable[[str], bytes]
) -> tuple[bytes, Chosen]:
    """Return the bytes of a file, and which claims are in it.

    Parameters
    ----------
    case
        The whole case; it is not changed.
    name
        Of the file.
    wanted
        What of the case.
    options
        How it is written.
    secret
        Gives what the owner of a site's place alone has, by the site's id; asked only for sites that are blurred.

    Raises
    ------
    CaseProblemsError
        If the file would still say where a blurred site is.
    InputError
        If the name has no ending that is written, a site cannot be blurred so, or the file would say what is assumed of
        a blurred site.
    """
    present = presenter_for(name)
    if present is None:
        document, chosen = prepare(case, wanted.claim_ids, wanted.words, blurred_m=wanted.blurred_m, secret=secret)
        data = writer_for(name, ", ".join(ENDINGS))(document, chosen, options)
        return data, replace(chosen, also=()) if name.lower().endswith(DRAWN) else chosen
    # These leave claims out themselves, and say how many of how many.
    document, _ = prepare(case, None, "", blurred_m=wanted.blurred_m, secret=secret)
    if options.assumptions is not None and name.lower().endswith(TELL_ASSUMPTIONS):
        _refuse_telling(case, options.assumptions, wanted.blurred_m)
    _, chosen = cut(case, wanted.claim_ids, wanted.words)
    return present(case_from_document(document), chosen, options), replace(chosen, also=())


def _refuse_telling(case: Case, assumptions: Assumptions, blurred_m: Mapping[str, float]) -> None:
    """Refuse assumptions of a blurred site, which the file states, and any site on trial where a blurred one is."""
    places = [exact(case.site_by_id[site], radius_m) for site, radius_m in blurred_m.items()]
    there = {site for site, at in assumptions.positions if any(is_near(*at, place) for place in places)}
    changed = {*dict(assumptions.positions), *dict(assumptions.uncertainties_m)}
    telling = ", ".join(sorted(there | changed & blurred_m.keys()))
    if telling:
        message = (
            f"What is assumed of {telling}, another place or another certainty, would give away a place that is to be "
            "blurred. Take the assumption away first."
        )
        raise InputError(message, telling)
