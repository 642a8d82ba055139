"""A :mod:`geodata.render.text.blocks` as one HTML page that needs nothing else, runs nothing and prints on A4."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from markupsafe import Markup

from geodata import PROGRAM
from geodata.render.html.templating import render
from geodata.render.text import blocks as doc

_STYLE: Final = Path(__file__).parents[2] / "assets" / "report.css"
#: What the template calls each kind of block.
_KINDS: Final[Mapping[type[doc.Block], str]] = {
    doc.Section: "section",
    doc.Paragraph: "paragraph",
    doc.Listing: "listing",
    doc.Facts: "facts",
    doc.Table: "table",
    doc.Figure: "figure",
}


def page(document: doc.Document) -> str:
    """Return a document as a whole HTML page, every text of it escaped."""
    written = render(
        "document.html",
        document=document,
        kind_of=_kind,
        base64_of=_base64,
        program=PROGRAM,
        style=Markup(_STYLE.read_text(encoding="utf-8")),  # noqa: S704 - our own file
    )
    return str(written)  # to markup, whatever is added would be escaped


def _kind(block: doc.Block) -> str:
    if type(block) not in _KINDS:
        raise TypeError(f"{type(block).__name__} is not a block of a document.")
    return _KINDS[type(block)]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
