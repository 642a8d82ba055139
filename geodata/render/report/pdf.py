"""A report as PDF, set by typst: our template is its code, the report its data.

Text goes to typst as JSON and is shown as it is; no part of a case is ever read as typst's markup. The package carries
the compiler, so nothing else is needed on the machine, and nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from functools import singledispatch
from itertools import groupby, pairwise, zip_longest
from pathlib import Path
from typing import Final

from geodata.core.json_path import Json
from geodata.core.text import counted, is_web_address, shortened, visible
from geodata.render.text import blocks as doc
from geodata.render.text.phrases import not_opened
from geodata.render.text.typst import FAMILIES, code_points, typeset

_TEMPLATE: Final = Path(__file__).parents[2] / "assets" / "report.typ"
#: A word longer than this may be broken anywhere, in pieces of so many characters: a column is no wider.
_LONG_WORD: Final = re.compile(r"[^\s-]{25,}")
_PIECE_CHARS: Final = 6
#: Tags take a time that grows faster than the pages do.
_MAX_TAGGED_RUNS: Final = 40_000
#: A cell of more characters may be taller than a page.
_MAX_WHOLE_CHARS: Final = 600
_MAX_FOOTER_CHARS: Final = 90
_MAX_HEADING_CHARS: Final = 240
#: Sets codes and addresses; it comes with typst itself.
_CODE_FAMILY: Final = "DejaVu Sans Mono"

#: What is said at the end where the fonts lack a character.
_MISSING: Final = (
    "The fonts of this PDF have no sign for {} of it: each stands as its Unicode number, as in [U+65E5]. The HTML "
    "report has the character itself."
)


def report_pdf(report: doc.Document) -> bytes:
    """Return a report as PDF: A4, text that can be searched and copied, heads of tables on every page.

    It is tagged for readers of screens, unless it is so long that this would take minutes. The same report gives the
    same bytes.

    Raises ``typst.TypstError`` if a figure is no SVG.
    """
    inputs = {"document": json.dumps(_document(report), ensure_ascii=False)}
    midnight = dt.datetime.combine(report.date, dt.time(), dt.UTC)
    is_tagged = sum(1 for _ in doc.runs(report)) <= _MAX_TAGGED_RUNS
    return typeset(_TEMPLATE, inputs, made=midnight, is_tagged=is_tagged)


def _document(report: doc.Document) -> Json:
    missing = sum(_unshown(run.text) for run in doc.runs(report))
    note = doc.note(_MISSING.format(counted(missing, "character")) if missing else "")
    title = shortened(report.title, _MAX_FOOTER_CHARS)
    heading = shortened(report.title, _MAX_HEADING_CHARS) if report.is_short else report.title
    return {
        "title": _shown(report.title),
        "heading": _line(doc.line(heading)),
        "above": _line(doc.line(report.kind)),
        "date": _line(doc.line(report.day)),
        "footer": _line(doc.line(f"{report.kind} · {title}")),
        "year": report.date.year,
        "month": report.date.month,
        "day": report.date.day,
        "fonts": FAMILIES,
        "code_fonts": (_CODE_FAMILY, *FAMILIES),
        "is_short": report.is_short,
        "front": [_block(block) for block in report.front],
        "blocks": [_block(block) for block in (*report.blocks, *note)],
    }


def _shown(text: str) -> str:
    return spelled(visible(text), code_points(*FAMILIES))


def _unshown(text: str) -> int:
    """Return how many characters of a text the fonts lack."""
    return 0 if text.isascii() else sum(ord(one) not in code_points(*FAMILIES) for one in visible(text))


def spelled(text: str, known: frozenset[int]) -> str:
    """Return text with characters that no font has as their Unicode numbers, so that none is lost as an empty box.

    >>> spelled("日本 TV", frozenset(map(ord, " TV")))
    '[U+65E5 U+672C] TV'
    """
    if known.issuperset(map(ord, set(text))):
        return text
    parts = groupby(text, key=lambda character: ord(character) in known)
    return "".join(
        "".join(part) if is_known else f"[{' '.join(f'U+{ord(character):04X}' for character in part)}]"
        for is_known, part in parts
    )


def _run(run: doc.Run) -> Json:
    is_link = run.url is not None and is_web_address(run.url)
    words = run.text if run.url is None or is_link else f"{run.text} {not_opened(run.url)}"
    shown = _shown(words)
    return {
        "pieces": _pieces(directed(shown)),
        "style": run.style,
        "url": run.url if is_link else None,
    }


def _pieces(text: str) -> list[str]:
    """Return text in pieces between which a line may be broken: inside words that are longer than a column.

    >>> _pieces("see https://example.org/a-b")
    ['see https://example.org/a-b']
    >>> _pieces("x" * 26)
    ['xxxxxx', 'xxxxxx', 'xxxxxx', 'xxxxxx', 'xx']
    """
    pieces, end = [], 0
    for word in _LONG_WORD.finditer(text):
        starts = [word.start() + step for step in range(0, len(word[0]), _PIECE_CHARS)]
        edges = [end, *starts] if word.start() > end else starts
        pieces += [text[left:right] for left, right in pairwise((*edges, word.end()))]
        end = word.end()
    return [*pieces, text[end:]] if end < len(text) or not pieces else pieces


def directed(text: str) -> str:
    """Return text that keeps its own direction, and leaves that of what follows alone.

    Words that run from right to left, and hold others, are isolated (UAX 9). Of such letters alone, the order is right
    anyway: then a mark after them keeps a number that follows from joining them. The typst way, ``text(dir: rtl)``,
    embeds without isolating, and what is copied from it has its letters out of order (0.15.2).

    >>> directed("Ayyash"), len("عياش"), len(directed("عياش")), len(directed("عياش 2"))
    ('Ayyash', 4, 5, 8)
    """
    if text.isascii():
        return text
    sides = [side for side in map(unicodedata.bidirectional, text) if side in ("L", "R", "AL", "EN", "AN")]
    if not {"R", "AL"} & set(sides):
        return text
    first = next(side for side in sides if side in ("L", "R", "AL"))
    is_mixed = first != "L" and bool(set(sides) - {"R", "AL"})
    return f"\u2067{text}\u2069" if is_mixed else f"{text}\u200e"


def _line(line: doc.Line) -> list[Json]:
    return [_run(run) for run in line]


def _lines(lines: doc.Lines) -> list[list[Json]]:
    return [_line(line) for line in lines]


@singledispatch
def _block(block: object) -> Json:
    raise TypeError(f"{type(block).__name__} is not a block of a document.")


@_block.register
def _(block: doc.Section) -> Json:
    return {"kind": "section", "title": _line(block.title), "blocks": [_block(inner) for inner in block.blocks]}


@_block.register
def _(block: doc.Paragraph) -> Json:
    return {"kind": "paragraph", "line": _line(block.line)}


@_block.register
def _(block: doc.Listing) -> Json:
    return {"kind": "listing", "items": _lines(block.items)}


@_block.register
def _(block: doc.Facts) -> Json:
    rows = [{"name": _line(doc.line(name)), "lines": _lines(value)} for name, value in block.rows]
    return {"kind": "facts", "rows": rows}


@_block.register
def _(block: doc.Table) -> Json:
    rows = [
        [
            {"lines": _lines(cell), "breakable": _is_long(row), "span": span}
            for cell, span in zip(row, block.spans(row), strict=True)
        ]
        for row in block.rows
    ]
    heads = [
        {"line": _line(doc.line(head)), "color": color}
        for head, color in zip_longest(block.heads, block.colors, fillvalue="")
    ]
    return {"kind": "table", "heads": heads, "widths": block.widths, "rows": rows}


def _is_long(row: tuple[doc.Lines, ...]) -> bool:
    """Tell whether a row may have to go on on the next page; others are kept whole."""
    return any(sum(len(run.text) for line in cell for run in line) > _MAX_WHOLE_CHARS for cell in row)


@_block.register
def _(block: doc.Figure) -> Json:
    caption = doc.line(block.caption)
    return {"kind": "figure", "svg": block.svg, "caption": _shown(block.caption), "line": _line(caption)}
