"""A page that stands alone: its frame, and what it says of the case, of the map and of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata import PROGRAM
from geodata.render.html.elements import attribute, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.core.model import Case

#: Sections by id, in the order of the page.
SECTIONS: Final = {
    "map": "Map",
    "claims": "Claims",
    "verdicts": "What can be true together",
    "assumptions": "What is assumed",
    "data": "Places and sources",
    "about": "About this file",
}


def document(*, title: str, policy: str, style: str, body: Sequence[str], data: Mapping[str, str], script: str) -> str:
    """Return a whole document.

    Parameters
    ----------
    title
        Of the window: plain text.
    policy
        Content Security Policy.
    style, script
        Texts that can stand in their elements as they are.
    body
        Markup, in order.
    data
        By id, JSON that can stand in a script element: see :mod:`geodata.render.map.script_json`.
    """
    head = (
        "<!DOCTYPE html>\n<html lang='en' class='no-js'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        "<meta name='referrer' content='no-referrer'>\n<meta name='color-scheme' content='light dark'>\n"
        f"<meta name='generator' content='{attribute(PROGRAM)}'>\n"
        f"<title>{attribute(title)}</title>\n<style>{style}</style>\n</head>\n<body class='panel'>\n"
    )
    blocks = (f"<script type='application/json' id='data-{name}'>{value}</script>\n" for name, value in data.items())
    return "".join([head, *body, *blocks, f"<script>{script}</script>\n</body>\n</html>\n"])


def page_head(case: Case, title: str, shown: str, left_out: str, made: str) -> str:
    """Return the title with what the page holds, and the way to its sections.

    ``left_out`` says which claims of the case are not in the file; empty for none.
    """
    links = "".join(f"<li><a href='#{section}'>{name}</a></li>" for section, name in SECTIONS.items())
    summary = f"<p class='summary'>{text(case.summary)}</p>" if case.summary else ""
    missing = f" {text(left_out)}" if left_out else ""
    return (
        f"<a class='skip' href='#claims'>Skip the map</a><header><h1>{text(title)}</h1>{summary}"
        f"<p><strong id='shown' role='status'>{text(shown)}.</strong>{missing} <span class='quiet'>Made {text(made)}. "
        "A claim is what somebody says, never a finding.</span></p>"
        f"<nav aria-label='Sections'><ul>{links}</ul></nav></header><main>"
    )


def section(name: str, inner: str) -> str:
    """Return one of :data:`SECTIONS` under its heading."""
    head = f"<h2 id='{name}-title'>{SECTIONS[name]}</h2>"
    return f"<section id='{name}' aria-labelledby='{name}-title'>{head}{inner}</section>"


def subsection(title: str) -> str:
    """Return the heading of a part of a section."""
    return f"<h3>{title}</h3>"


def stage(actors: str, unlocated: str) -> str:
    """Return the map's place with the filters and the card around it; the script fills it.

    Parameters
    ----------
    actors
        Markup of the toggles.
    unlocated
        Markup of the claims that are not on the map.
    """
    return (
        "<noscript><p class='empty'><strong>The map needs JavaScript, which is off or blocked here.</strong> All else "
        "is below: every claim with its sources, and what can be true together.</p></noscript>"
        "<div class='stage'><details id='filters' class='live' open><summary>Filter by actor</summary>"
        f"{actors}</details><div class='live chart'><div id='map_div' data-theme='light' data-tool='' dir='ltr' "
        "role='group' aria-label='Map of the claims. The list of claims below has the same.'></div>"
        "<div id='legend'></div></div><div class='beside-map'>"
        "<aside id='card' class='live' aria-label='Selected claim' aria-live='polite'><p class='empty'>Choose a claim "
        f"on the map, or “Show on the map” in the list below, to read it here.</p></aside>{unlocated}</div></div>"
    )


def about(facts: Sequence[tuple[str, str]]) -> str:
    """Return what the file says of itself, as terms and plain texts."""
    rows = "".join(f"<dt>{term}</dt><dd>{text(value)}</dd>" for term, value in facts)
    return (
        f"<dl>{rows}</dl><p class='quiet'>This file asks no other machine for anything: map, base map, script and "
        "texts are in it. Links to sources open only when you follow them.</p>"
    )


def page_foot() -> str:
    """Return the end of what :func:`page_head` began."""
    return "</main>"
