"""A :mod:`geodata.render.text.blocks` as one HTML page that needs nothing else, runs nothing and prints on A4."""

from __future__ import annotations

import base64
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata import PROGRAM
from geodata.render.html.elements import attribute, label, link, text
from geodata.render.text import blocks as doc

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE: Final = Path(__file__).parents[2] / "assets" / "report.css"
#: Nothing is loaded or run: the style is in the page, the figures are data.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_TAGS: Final = {"plain": "", "strong": "strong", "quiet": "small", "code": "code"}
#: A section deeper than this has the same heading as one at it.
_DEEPEST: Final = 4


def page(document: doc.Document) -> str:
    """Return a document as a whole HTML page, every text of it escaped."""
    sections = [block for block in document.blocks if isinstance(block, doc.Section)]
    links = "".join(
        f"<li><a href='#part-{number}'>{_line(section.title)}</a></li>" for number, section in enumerate(sections, 1)
    )
    parts = {id(section): number for number, section in enumerate(sections, 1)}
    body = "".join(
        f"<section id='part-{parts[id(block)]}'>{_section(block, 2)}</section>"
        if isinstance(block, doc.Section)
        else _block(block, 2)
        for block in document.blocks
    )
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<meta http-equiv='Content-Security-Policy' content='{attribute(_POLICY)}'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<meta name='referrer' content='no-referrer'><meta name='generator' content='{attribute(PROGRAM)}'>"
        f"<title>{label(document.title)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><header><p class='kind'>{text(document.kind)}</p><h1>{text(document.title)}</h1>"
        f"<p class='date'>{text(document.day)}</p></header>"
        f"<nav aria-label='Contents'><ol>{links}</ol></nav><main>{body}</main></body></html>\n"
    )


def _run(run: doc.Run) -> str:
    inner = text(run.text) if run.url is None else link(run.url, run.text)
    tag = _TAGS[run.style]
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _line(line: doc.Line) -> str:
    return "".join(map(_run, line))


def _lines(lines: doc.Lines) -> str:
    return "".join(f"<div>{_line(line)}</div>" for line in lines) if len(lines) != 1 else _line(lines[0])


def _section(section: doc.Section, level: int) -> str:
    tag = f"h{min(level, _DEEPEST)}"
    blocks = "".join(_block(block, level + 1) for block in section.blocks)
    return f"<{tag}>{_line(section.title)}</{tag}>{blocks}"


@singledispatch
def _block(block: object, level: int) -> str:
    raise TypeError(f"{type(block).__name__}, at level {level}, is not a block of a document.")


@_block.register
def _(block: doc.Section, level: int) -> str:
    return f"<section class='level-{level}'>{_section(block, level)}</section>"


@_block.register
def _(block: doc.Paragraph, _level: int) -> str:
    return f"<p>{_line(block.line)}</p>"


@_block.register
def _(block: doc.Listing, _level: int) -> str:
    return f"<ul>{''.join(f'<li>{_line(item)}</li>' for item in block.items)}</ul>"


@_block.register
def _(block: doc.Facts, _level: int) -> str:
    rows = "".join(f"<dt>{text(name)}</dt><dd>{_lines(value)}</dd>" for name, value in block.rows)
    return f"<dl>{rows}</dl>"


@_block.register
def _(block: doc.Table, _level: int) -> str:
    columns = "".join(f"<col style='width:{share}%'>" for share in block.widths)
    heads = "".join(f"<th scope='col'>{text(head)}</th>" for head in block.heads)
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(row: Iterable[doc.Lines]) -> str:
    return "".join(f"<td>{_lines(cell)}</td>" for cell in row)


@_block.register
def _(block: doc.Figure, _level: int) -> str:
    # As a picture it can neither run a script nor load anything, whatever is in it.
    data = base64.b64encode(block.svg.encode()).decode("ascii")
    picture = f"<img alt='{attribute(block.caption)}' src='data:image/svg+xml;base64,{data}'>"
    return f"<figure>{picture}<figcaption>{text(block.caption)}</figcaption></figure>"
