"""A document as values: what it says and what each part of it is, whoever sets it, as a page or on paper.

A writer takes every kind of block and nothing else: :mod:`geodata.render.html.document` for HTML,
:mod:`geodata.render.report.pdf` for PDF. No text in here is markup of any language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geodata.parsing.edtf import time_in_words

Style = Literal["plain", "strong", "quiet", "code"]


class Run(NamedTuple):
    """Some words of one look; there are dozens on a card, and a tuple is made in a third of a dataclass's time."""

    text: str
    style: Style = "plain"
    url: str | None = None
    """Where they lead; a writer makes a link of it only if it is a web address."""
    claim: str | None = None
    """Id of the claim that they are about; a page makes a way to it of a line that begins with such words."""
    lang: str | None = None
    """Language tag, where the case has one (BCP 47)."""


Line = tuple[Run, ...]
#: Lines under each other.
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """Items under each other."""

    items: Lines


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what is known of each, under each other."""

    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads that are repeated on every page."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    """Share of each column."""
    rows: tuple[tuple[Lines, ...], ...]
    """The last cell of a row that has fewer than there are heads takes all the columns that are left."""
    colors: tuple[str, ...] = ()
    """``#rrggbb`` of what each column is about, an empty text for none; empty where columns have no colour."""

    def spans(self, row: tuple[Lines, ...]) -> tuple[int, ...]:
        """Return how many columns each cell of a row takes."""
        return (*(1 for _ in row[:-1]), len(self.heads) - len(row) + 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a title; sections in it are one level deeper."""

    title: Line
    blocks: tuple[Block, ...]


Block = Paragraph | Listing | Facts | Table | Figure | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    kind: str
    """What it is, in two or three words, above the title."""
    date: dt.date
    """When it was made."""
    blocks: tuple[Block, ...]
    front: tuple[Block, ...] = ()
    """What stands before all else, on a first page by itself."""
    is_short: bool = False
    """Whether it is set on as few pages as can be, without a table of contents."""

    @property
    def day(self) -> str:
        """When it was made, in words."""
        return time_in_words(self.date.isoformat())


def line(*parts: Run | str) -> Line:
    """Return runs as a line; plain words may be given as they are.

    >>> [(run.text, run.style) for run in line("a", strong("b"))]
    [('a', 'plain'), ('b', 'strong')]
    """
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def lines(*texts: Run | str) -> Lines:
    """Return texts under each other, each a line of its own."""
    return tuple((Run(text) if isinstance(text, str) else text,) for text in texts)


def joined(texts: Iterable[str], separator: str = ", ") -> Line:
    """Return texts one after the other, each a run of its own, since each runs in its own direction.

    >>> [run.text for run in joined(["a", "b"])]
    ['a', ', ', 'b']
    """
    parts = [run for text in texts for run in (Run(separator), Run(text))]
    return tuple(parts[1:])


def strong(text: str) -> Run:
    """Return words that stand out."""
    return Run(text, "strong")


def quiet(text: str) -> Run:
    """Return words that stand back."""
    return Run(text, "quiet")


def code(text: str) -> Run:
    """Return words that must be copied to the letter: an id, a hash, an address."""
    return Run(text, "code")


def note(text: str) -> tuple[Paragraph, ...]:
    """Return words that stand back as a paragraph; none for no words."""
    return (Paragraph(line(quiet(text))),) if text else ()


def runs(block: Block | Document) -> Iterator[Run]:
    """Yield every run of a block and of what it holds, titles among them, in reading order."""
    match block:
        case Paragraph(words):
            yield from words
        case Listing(items):
            yield from (run for item in items for run in item)
        case Facts(rows):
            yield from (run for name, value in rows for run in (Run(name), *(run for one in value for run in one)))
        case Table(heads, _, rows, _):
            yield from map(Run, heads)
            yield from (run for row in rows for cell in row for one in cell for run in one)
        case Figure(_, caption):
            yield Run(caption)
        case Section(title, blocks):
            yield from title
            yield from (run for inner in blocks for run in runs(inner))
        case Document():
            yield from map(Run, (block.title, block.kind, block.day))
            yield from (run for inner in (*block.front, *block.blocks) for run in runs(inner))
