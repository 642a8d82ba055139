"""The places and the sources of a case, as tables."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from geodata.core.model import Case
from geodata.core.text import fold
from geodata.core.units import Unit
from geodata.render.html.templating import render
from geodata.render.text.claim_view import credits_of, site_view, source_view


def place_table(case: Case, unit: Unit, words: str = "", *, has_head: bool = True) -> Markup:
    """Return every place of a case as a table: position with its uncertainty, spellings, where it was found.

    ``words``: only those that have these in a spelling or in how they were found, in any spelling themselves.
    ``has_head``: whether it says above it what it is of.
    """
    speaking = Counter(site for claim in case.claims for site in claim.sites)
    views = [(site_view(site, unit), speaking[site.id]) for site in case.sites]
    shown = [
        (view, count)
        for view, count in views
        if _has(words, *(run.text for run in view.name), *(name.name for name in view.also), *view.how_found)
    ]
    return render("places.html", sites=shown, is_searched=bool(words), has_head=has_head)


def _has(words: str, *texts: str) -> bool:
    """Tell whether texts have each of some words, however either is spelt."""
    if not words:
        return True
    text = fold(" ".join(texts))
    return all(word in text for word in fold(words).split())


def source_table(case: Case, words: str = "", *, has_head: bool = True) -> Markup:
    """Return every source of a case with the claims that cite it, and the credits of the case's data.

    ``words``: only those that have these in what is known of them, or are cited by somebody of that name.
    ``has_head``: as for places.
    """
    speakers: dict[str, list[str]] = {}
    for claim in case.claims:
        for cited in dict.fromkeys(claim.sources):
            speakers.setdefault(cited, []).append(case.actor_by_id[claim.actor].name)
    rows = [
        (source_view(source), len(names := speakers.get(source.id, [])), list(dict.fromkeys(names)))
        for source in case.sources
    ]
    shown = [row for row in rows if _has(words, *(run.text for run in row[0].line), row[0].url or "", *row[2])]
    return render("sources.html", sources=shown, credits=credits_of(case), is_searched=bool(words), has_head=has_head)
