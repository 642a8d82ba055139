"""Which site of a case is meant by an id or a spelling."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from geodata.core.model import Case, Site
from geodata.core.problems import InputError, quoted
from geodata.core.text import any_of, first_few, fold

_MAX_NEAREST: Final = 3
_MAX_NAMED: Final = 8
_MAX_COMPARED_CHARS: Final = 200


class SiteNameError(InputError, LookupError):
    """Words that name no site of the case, or more than one; ``candidates`` has the sites they may mean."""

    def __init__(self, message: str, text: str, candidates: tuple[Site, ...]) -> None:
        self.candidates = candidates
        super().__init__(message, text)


def find_site(case: Case, words: str) -> Site:
    """Return the site that words mean.

    ``words``: its id, or any of its spellings, in any script; case, accents, vowel marks and punctuation do not count
    (:func:`geodata.core.text.fold`), unless one site alone is spelled exactly so.
    Raises ``SiteNameError`` if no site is called so, with the nearest spellings; or several are, with all of them and
    their ids.
    """
    if words in case.site_by_id:
        return case.site_by_id[words]
    exact = tuple(site for site in case.sites if words in site.spellings)
    folded = fold(words)
    found = tuple(site for site in case.sites if folded and folded in map(fold, (site.id, *site.spellings)))
    for sites in (exact, found):
        if len(sites) == 1:
            return sites[0]
    if found:
        raise SiteNameError(f"{quoted(words)} may be {_listed(found)}. Give the id.", words, found)
    nearest = _nearest(case, folded)
    remedy = f"Did you mean {_listed(nearest)}?" if nearest else _all_sites(case)
    raise SiteNameError(f"No place of the case is called {quoted(words)}. {remedy}", words, nearest)


def _nearest(case: Case, folded: str) -> tuple[Site, ...]:
    """Return the sites with a spelling that has the words in it, then those with one most like them."""
    sites: dict[str, list[Site]] = {}
    for site in case.sites:
        for spelling in dict.fromkeys(fold(spelling) for spelling in (site.id, *site.spellings)):
            sites.setdefault(spelling, []).append(site)
    words = set(folded.split())
    longer = [spelling for spelling in sites if words and words <= set(spelling.split())]
    matches = [*longer, *get_close_matches(folded[:_MAX_COMPARED_CHARS], sites, n=_MAX_NEAREST)]
    return tuple({site.id: site for spelling in matches for site in sites[spelling]}.values())[:_MAX_NEAREST]


def _all_sites(case: Case) -> str:
    if not case.sites:
        return "The case has no places."
    return f"The places are {first_few([site.id for site in case.sites], _MAX_NAMED)}."


def _listed(sites: Iterable[Site]) -> str:
    return any_of(*(f"{site.name} ({site.id})" for site in sites))
