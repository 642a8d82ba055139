"""What the sides say of an event, and what they are to each other, as a table: the card that the page shows, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case
from geodata.core.text import counted, shortened
from geodata.render.text import terms
from geodata.render.text.blocks import Listing, Paragraph, Section, Table, line, lines, note, quiet, strong
from geodata.render.text.claim_view import claim_line
from geodata.render.text.palette import colors

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.answer_view import AnswerRow, AnswerView, Told
    from geodata.render.text.blocks import Block, Line, Lines
    from geodata.render.text.side_words import SideCell

#: On a page that stands alone: answers of a side to a question, and columns of sides.
_MOST_TOLD: Final = 2
_MOST_VERDICTS: Final = 4
_MAX_CHARS: Final = 160
_MAX_NAME_CHARS: Final = 60
_MOST_SIDES: Final = 5
_NAME_PERCENT: Final = 12
_WHOLE_PERCENT: Final = 100
#: Of two sides, so many are told with the claims that decide.
_MOST_OPPOSED: Final = 4


def answer_table(case: Case, view: AnswerView, *, is_short: bool) -> tuple[Block, ...]:
    """Return the card of an event.

    ``is_short``: the first answers of the first sides, and what contradicts; else all of it.
    """
    shown = view.sides[:_MOST_SIDES] if is_short else view.sides
    color_of = colors(case)
    width = (_WHOLE_PERCENT - _NAME_PERCENT) // max(1, len(shown))
    rows = [cells for row in view.rows for cells in _rows(view, row, len(shown), is_short=is_short)]
    table = Table(
        ("", *(shortened(head, _MAX_NAME_CHARS) if is_short else head for head in view.heads[: len(shown)])),
        (_NAME_PERCENT, *(width for _ in shown)),
        tuple(rows),
        colors=("", *(color_of.get(side.id, "") for side in shown)),
    )
    left = len(view.sides) - len(shown)
    return (
        *(one for sentence in view.parts for one in note(sentence)),
        *note(view.note),
        table,
        *note(f"and {counted(left, 'more side')}" if left else ""),
        *note(terms.MARGINS),
    )


def _rows(view: AnswerView, row: AnswerRow, columns: int, *, is_short: bool) -> Iterator[tuple[Lines, ...]]:
    """Yield what is found on a question, across all columns, and below it what each side says."""
    rest = [found for found in row.rest if not is_short or found.verdict == "contradictory"]
    numbers = (line(view.numbers),) if row.question == "how many" and view.numbers else ()
    # Without their signs: the words say the same, and no font of the PDF has them all.
    verdicts = [*(line(strong(one.words)) for one in row.main), *(line(one.words) for one in rest)]
    yield (line(strong(row.name)),), (*numbers, *_first(verdicts, _MOST_VERDICTS if is_short else None))
    yield (
        lines(""),
        *(
            _cell(told, is_short=is_short, has_names=not (is_short and side.id))
            for side, told in zip(view.sides[:columns], row.cells, strict=False)
        ),
    )


def _first(found: Sequence[Line], most: int | None) -> Lines:
    """Return the first lines, each cut where not all are wanted, and how many more there are."""
    if most is None:
        return tuple(found)
    more = len(found) - most
    kept = (tuple(run._replace(text=shortened(run.text, _MAX_CHARS)) for run in one) for one in found[:most])
    return (*kept, *((line(quiet(f"and {more:,} more")),) if more > 0 else ()))


def _cell(told: Sequence[Told], *, is_short: bool, has_names: bool) -> Lines:
    if not told:
        return (line(quiet("says nothing of it")),)
    found = [line(one.words, *([quiet(f" {one.by}")] if one.by and has_names else [])) for one in told]
    return _first(found, _MOST_TOLD if is_short else None)


def answers(subject: Subject) -> Section:
    """Return the whole card of each event, with what each two sides exclude each other on."""
    title = line(terms.ANSWERS)
    views = subject.answers
    if not views:
        return Section(title, (Paragraph(line("None of these claims speaks of an event.")),))
    found = [
        Section(line(view.name), (*answer_table(subject.case, view, is_short=False), *_sides(view))) for view in views
    ]
    left = len(subject.events) - len(views)
    return Section(title, (*found, *note(f"and {counted(left, 'more event')}" if left else "")))


def _sides(view: AnswerView) -> Iterator[Block]:
    """Yield each two sides, and each by itself, with what they exclude each other on."""
    items = [
        line(f"{cell.title}{f', on {cell.words}' if cell.verdict == 'contradictory' else ''}")
        for cell in view.pairs
        if cell.deciding and (not cell.is_inner or cell.verdict == "contradictory")
    ]
    if items:
        yield Section(line(terms.SIDES_COMPARED), (Listing(tuple(items)), *note(terms.SIDES_CAPTION)))


def deciding(subject: Subject) -> Section:
    """Return the claims that decide what two sides exclude each other on: of the main event, a pair for each aspect."""
    views = subject.answers
    cells = [cell for view in views[:1] for cell in view.pairs if cell.verdict == "contradictory" and not cell.is_inner]
    cells.sort(key=lambda cell: not all(cell.sides))  # those who belong to no side come last
    blocks = [block for cell in cells[:_MOST_OPPOSED] for block in _opposed(subject.case, cell)]
    left = len(cells) - _MOST_OPPOSED
    return Section(
        line(terms.DECIDING),
        (*(blocks or note("No two sides exclude each other.")), *note(f"and {left:,} more" if left > 0 else "")),
    )


def _opposed(case: Case, cell: SideCell) -> Iterator[Block]:
    yield Paragraph(line(strong(shortened(f"{cell.title}, on {cell.words}.", _MAX_CHARS))))
    items = []
    for one in cell.deciding:
        first, second = (claim_line(case, case.claim_by_id[claim]) for claim in one.claims[0])
        more = f" And {counted(one.count - 1, 'more pair')}." if one.count > 1 else ""
        items.append(
            line(
                f"{one.on[0].upper()}{one.on[1:]}: ",
                strong(shortened(first.speaker, _MAX_NAME_CHARS)), f" {first.polarity.verb}: {first.brief} ",
                strong(shortened(second.speaker, _MAX_NAME_CHARS)), f" {second.polarity.verb}: {second.brief}",
                quiet(more),
            )
        )  # fmt: skip
    yield Listing(tuple(items))
