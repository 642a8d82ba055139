"""Put a figure together: title, map with its furniture, legend, small print; as SVG, PDF or PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from geodata import PROGRAM
from geodata.core.model import Case
from geodata.core.text import shortened, visible
from geodata.render.figure import style, svg, typesetting
from geodata.render.figure.captions import (
    count_sentence,
    credit_sentences,
    described_for_readers,
    outside_note,
    small_print,
    source_sentence,
    subtitle,
)
from geodata.render.figure.items import FigureLayer, PrintFigure, Words
from geodata.render.figure.label_placement import TextLine, words
from geodata.render.figure.legend import ground_rows, kind_rows, legend, side_rows
from geodata.render.figure.map_layers import sheet
from geodata.render.figure.scene import scene
from geodata.render.text.map_style import COLORS, LOOKS
from geodata.render.text.typst import typeset

if TYPE_CHECKING:
    from geodata.render.figure.items import Item
    from geodata.render.figure.options import FigureOptions
    from geodata.render.figure.scene import DrawnCase

DEFAULT_DPI: Final = 300
#: A PNG's signature and first chunk, IHDR, which are always as long (PNG, third edition, 5.2 and 11.2.1).
_PNG_HEAD_BYTES: Final = 33
_TEMPLATE: Final = Path(__file__).parents[2] / "assets" / "figure.typ"

PT_PER_MM: Final = 72 / 25.4
MAX_TITLE_CHARS: Final = 240
_LINE_HEIGHT: Final = 1.2
_GAP_PT: Final = 6.0
_PARAGRAPH_PT: Final = 1.2
_FOOTER_LINES: Final = 3


def compose(case: Case, options: FigureOptions) -> PrintFigure:
    """Put a figure together.

    Raises ``ClaimIdError`` if ids are asked for that the case does not have.
    """
    sizes, margin = style.TYPES[options.size], options.margin_mm * PT_PER_MM
    width = options.width_mm * PT_PER_MM - 2 * margin
    title = visible(shortened(options.title or case.title, MAX_TITLE_CHARS))
    page = _Page(width, typesetting.is_rtl(title))
    drawn = scene(case, options, width)
    outside = drawn.outside()
    counted_words = count_sentence(case, drawn.claims, drawn.unlocated, len(outside))
    above = [] if options.in_report else [(title, sizes.title, 700)]
    head, y = page.paragraphs([*above, (subtitle(counted_words, options.filter_words), sizes.subtitle, 400)], 0.0)
    made = sheet(case, drawn, options, y + _GAP_PT / 2)
    y += drawn.plane.height_pt + _GAP_PT * 1.5
    inside = [claim for claim in drawn.claims if claim.id in drawn.shapes and claim.id not in outside]
    rows = [*kind_rows(inside, drawn.shapes), *ground_rows(made.kinds), *side_rows(case, inside, drawn.colors)]
    key = legend(rows, width, sizes.legend, is_rtl=page.is_rtl)
    foot_y = y + key.height_pt + _GAP_PT / 2
    notes = (*_letters(case, drawn, title), *outside_note(case, sorted(outside)), *made.notes)
    printed, unprinted = page.fitting(
        credit_sentences(), tuple(small_print(case, drawn.claims, drawn.plane, options, notes)), sizes.small
    )
    below_map: tuple[Item, ...] = ()
    bottom = foot_y
    if not options.in_report:
        foot, bottom = page.paragraphs([(printed, sizes.small, 400)], foot_y, COLORS.small_print)
        below_map = (*style.draw_look(LOOKS["rule"], f"M0,{foot_y:.2f}H{width:.2f}"), *foot)
    last = (FigureLayer("legend", key.items, y=y), FigureLayer("small-print", below_map))
    description = described_for_readers(
        title, counted_words, len(drawn.sites), (*unprinted, source_sentence(case, drawn.claims))
    )
    layers = (FigureLayer("head", head), *made.layers, *last)
    moved = tuple(replace(layer, x=layer.x + margin, y=layer.y + margin) for layer in layers)
    return PrintFigure(title, description, width + 2 * margin, bottom + 2 * margin, moved, notes)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where lines of running text begin."""

    width_pt: float
    is_rtl: bool

    def paragraphs(
        self, texts: Iterable[tuple[str, float, int]], y: float, color: str = COLORS.ink
    ) -> tuple[tuple[Words, ...], float]:
        """Set paragraphs of text, size and weight below each other; return them and where the last ends."""
        items: list[Words] = []
        for text, size, weight in texts:
            for line in self._lines(text, size, weight):
                y += size * _LINE_HEIGHT
                items.append(self._line(line, size, weight, y - size * 0.2, color))
            y += _PARAGRAPH_PT
        return tuple(items), y

    def fitting(self, first: Sequence[str], others: Sequence[str], size: float) -> tuple[str, list[str]]:
        """Return as many sentences as fit into the lines of a footer, the first of them anyway, and those left out."""
        words, left = " ".join(first), list[str]()
        for sentence in others:
            longer = f"{words} {sentence}"
            if len(self._lines(longer, size, 400)) <= _FOOTER_LINES:
                words = longer
            else:
                left.append(sentence)
        return words, left

    def _lines(self, text: str, size: float, weight: int) -> list[str]:
        # A fiftieth is kept free for a machine that has another font.
        return typesetting.wrapped(text, size, self.width_pt * 0.98, weight)

    def _line(self, text: str, size: float, weight: int, y: float, color: str) -> Words:
        line = TextLine(text, size, weight, color)
        return words(line, self.width_pt, y, "end") if self.is_rtl else words(line, 0.0, y)


def _letters(case: Case, drawn: DrawnCase, title: str) -> tuple[str, ...]:
    """Say which letters none of the fonts has."""
    texts = [title, *(site.name for site in drawn.sites), *(actor.name for actor in case.actors)]
    missing = sorted(typesetting.without_glyph(visible(text) for text in texts))
    if not missing:
        return ()
    codes = ", ".join(f"U+{ord(character):04X}" for character in missing[:8])
    return (f"The fonts lack {len(missing)} of the characters used ({codes}{', …' if missing[8:] else ''}).",)


def figure_svg(case: Case, options: FigureOptions) -> str:
    """Return a figure as an SVG document; parameters and errors are those of :func:`compose`, as of all here."""
    return svg.svg(compose(case, options))


def figure_pdf(case: Case, options: FigureOptions) -> bytes:
    """Return a figure as a PDF of one page of its size; all of it vectors, all text selectable."""
    return _typeset(compose(case, options), "pdf", None)


def figure_png(case: Case, options: FigureOptions, dpi: float = DEFAULT_DPI) -> bytes:
    """Return a figure as a PNG, which says what made it, as the keyword ``Software`` (PNG, third edition, 11.3.3).

    ``dpi``: pixels per inch, 300 for newsprint, 144 for a screen.
    """
    png = _typeset(compose(case, options), "png", dpi)
    chunk = b"tEXt" + b"Software\0" + PROGRAM.encode("latin-1")
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_PNG_HEAD_BYTES] + framed + png[_PNG_HEAD_BYTES:]


def _typeset(figure: PrintFigure, kind: Literal["pdf", "png"], dpi: float | None) -> bytes:
    inputs = {
        "svg": svg.svg(figure),
        "title": figure.title,
        "description": figure.description,
        "width": f"{figure.width_pt:.3f}",
        "height": f"{figure.height_pt:.3f}",
    }
    return typeset(_TEMPLATE, inputs, kind=kind, dpi=dpi)
