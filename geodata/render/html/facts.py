"""How one fact of a record is set: a time, a distance, a name, a source; words: :mod:`geodata.render.text.phrases`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.parsing.edtf import time_in_words
from geodata.render.html.elements import link, text
from geodata.render.text.phrases import VERDICT_WORDS, publication, reliability

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Source

SYMBOLS: Final[dict[Verdict, str]] = {"compatible": "✓", "undecided": "?", "contradictory": "✕", "unrelated": ""}
#: The verdicts that say something, in the order of counts.
JUDGED: Final[tuple[Verdict, ...]] = ("contradictory", "undecided", "compatible")
#: Summaries in a list; the card has the whole.
MAX_ROW_CHARS: Final = 240


def stated_time(edtf: str | None) -> str:
    """Return a time in words and as it stands in the file; ``None`` is "not stated"."""
    if edtf is None:
        return "<span class='quiet'>not stated</span>"
    return f"{text(time_in_words(edtf))} <code>{text(edtf)}</code>"


def verdict_count(verdict: Verdict, pairs: int) -> str:
    """Return how many pairs have a verdict."""
    return f"<b class='v {verdict}'>{SYMBOLS[verdict]}</b> {pairs:,} {VERDICT_WORDS[verdict]}"


def source_line(source: Source) -> str:
    """Return a source as an item of a list: title, publisher, date, copy, sum, grade and place in it."""
    parts = [link(source.url, source.title), *map(text, publication(source))]
    if source.url is None:
        parts.append("<span class='quiet'>no address</span>")
    if source.archived_url:
        parts.append(link(source.archived_url, "archived copy"))
    if source.sha256:
        parts.append(f"sha256 <code>{text(source.sha256)}</code>")
    grade = reliability(source)
    if grade:
        parts.append(grade)
    locator = source.record.get("locator")
    if isinstance(locator, str):
        parts.append(f"<span class='quiet'>{text(locator)}</span>")
    return f"<li>{' · '.join(parts)}</li>"
