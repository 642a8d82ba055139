"""A case, or the claims of it that are shown, as the bytes of a file, by the ending of its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geodata.exporting.extract import cut
from geodata.exporting.prepare import prepare
from geodata.exporting.presenting import PRESENTERS, presenter_for
from geodata.exporting.writers import WRITERS, writer_for
from geodata.model import case_from_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    case: Case, name: str, wanted: Wanted, options: Options, secret: Callable[[], bytes]
) -> tuple[bytes, Chosen]:
    """Return the bytes of a file, and which claims it has.

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
        Gives the user's key; asked only where a site is blurred.

    Raises
    ------
    CaseProblemsError
        If the file would still say where a blurred site is.
    InputError
        If the name has no ending that is written, or a site cannot be blurred so.
    """
    present = presenter_for(name)
    if present is None:
        document, chosen = prepare(case, wanted.claim_ids, wanted.words, blurred_m=wanted.blurred_m, secret=secret)
        return writer_for(name, ", ".join(ENDINGS))(document, chosen, options), chosen
    # These leave claims out themselves, and say how many of how many.
    document, _ = prepare(case, None, "", blurred_m=wanted.blurred_m, secret=secret)
    _, chosen = cut(case, wanted.claim_ids, wanted.words)
    return present(case_from_document(document), chosen, options), chosen
