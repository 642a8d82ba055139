"""The places and the sources of a case, as tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.render.html.templating import render
from geodata.render.text.claim_view import credits_of, site_view, source_view

if TYPE_CHECKING:
    from markupsafe import Markup

    from geodata.core.model import Case
    from geodata.core.units import Unit


def place_table(case: Case, unit: Unit) -> Markup:
    """Return every place of a case as a table: position with its uncertainty, spellings, where it was found."""
    speaking = Counter(site for claim in case.claims for site in claim.sites)
    return render("places.html", sites=[(site_view(site, unit), speaking[site.id]) for site in case.sites])


def source_table(case: Case) -> Markup:
    """Return every source of a case with the claims that cite it, and the credits of the case's data."""
    speakers: dict[str, list[str]] = {}
    for claim in case.claims:
        for cited in dict.fromkeys(claim.sources):
            speakers.setdefault(cited, []).append(case.actor_by_id[claim.actor].name)
    rows = [
        (source_view(source), len(names := speakers.get(source.id, [])), list(dict.fromkeys(names)))
        for source in case.sources
    ]
    return render("sources.html", sources=rows, credits=credits_of(case))
