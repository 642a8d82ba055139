"""Put a figure together: title, map with its furniture, legend, small print, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.text import shortened, visible
from geodata.render.figure import style, typesetting
from geodata.render.figure.captions import count_sentence, described_for_readers, outside_note, small_print, subtitle
from geodata.render.figure.items import FigureLayer, PrintFigure, Words
from geodata.render.figure.label_placement import TextLine, words
from geodata.render.figure.legend import actor_rows, ground_rows, kind_rows, legend
from geodata.render.figure.map_layers import sheet
from geodata.render.figure.scene import scene
from geodata.render.text.map_style import COLORS, LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.core.model import Case
    from geodata.render.figure.options import FigureOptions
    from geodata.render.figure.scene import DrawnCase

PT_PER_MM: Final = 72 / 25.4
MAX_TITLE_CHARS: Final = 240
_LINE_HEIGHT: Final = 1.2
_GAP_PT: Final = 6.0
_PARAGRAPH_PT: Final = 1.2


def compose(case: Case, options: FigureOptions) -> PrintFigure:
    """Put a figure together.

    Raises ``ClaimIdError`` if ids are asked for that the case does not have.
    """
    width, sizes = options.width_mm * PT_PER_MM, style.TYPES[options.size]
    title = visible(shortened(options.title or case.title, MAX_TITLE_CHARS))
    page = _Page(width, typesetting.is_rtl(title) if options.direction is None else options.direction == "rtl")
    drawn = scene(case, options, width)
    outside = drawn.outside()
    counted_words = count_sentence(case, drawn.claims, drawn.unlocated, len(outside))
    below = (subtitle(counted_words, options.filter_words), sizes.subtitle, 400)
    head, y = page.paragraphs([(title, sizes.title, 700), below], 0.0)
    made = sheet(case, drawn, options, y + _GAP_PT / 2)
    y += drawn.plane.height_pt + _GAP_PT * 1.5
    inside = [claim for claim in drawn.claims if claim.id in drawn.shapes and claim.id not in outside]
    rows = [*kind_rows(inside, drawn.shapes), *ground_rows(made.kinds), *actor_rows(case, inside, drawn.colors)]
    key = legend(rows, width, sizes.legend, is_rtl=page.is_rtl)
    foot_y = y + key.height_pt + _GAP_PT / 2
    notes = (*outside_note(case, sorted(outside)), *made.notes, *_letters(case, drawn, title))
    prints = small_print(case, drawn.claims, drawn.plane, options, notes)
    foot, bottom = page.paragraphs([(text, sizes.small, 400) for text in prints], foot_y, COLORS.small_print)
    rule = style.draw_look(LOOKS["rule"], f"M0,{foot_y:.2f}H{width:.2f}")
    last = (FigureLayer("legend", key.items, y=y), FigureLayer("small-print", (*rule, *foot)))
    description = described_for_readers(title, counted_words, len(drawn.sites))
    return PrintFigure(title, description, width, bottom + 2.0, (FigureLayer("head", head), *made.layers, *last), notes)


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
            # A fiftieth is kept free for a machine that has another font.
            for line in typesetting.wrapped(text, size, self.width_pt * 0.98, weight):
                y += size * _LINE_HEIGHT
                items.append(self._line(line, size, weight, y - size * 0.2, color))
            y += _PARAGRAPH_PT
        return tuple(items), y

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
