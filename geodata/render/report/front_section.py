"""What a report begins with: a first page that stands alone, then what it rests on, and what came of it in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata import PROGRAM
from geodata.core.text import counted, shortened
from geodata.render.basemap import EXACTNESS, licences
from geodata.render.report.answer_section import answer_table
from geodata.render.report.unknowns_section import gaps_in_short
from geodata.render.text import terms
from geodata.render.text.account_view import BY_SIDE, accounts_view
from geodata.render.text.assumption_view import assumption_views
from geodata.render.text.blocks import (
    Facts,
    Figure,
    Listing,
    Paragraph,
    Section,
    code,
    line,
    lines,
    note,
    quiet,
    strong,
)
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.set_view import counts_view

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Block, Lines


def first_page(subject: Subject) -> tuple[Block, ...]:
    """Return what stands alone: what is asked, a map, what each side says and what that excludes, what is not known."""
    case, svg = subject.case, subject.options.front_svg
    asked = (
        [Paragraph(line(quiet(_WORDS_OF_CASE), shortened(case.summary, _MAX_SUMMARY_CHARS)))] if case.summary else []
    )
    figure = [] if svg is None else [Figure(svg, _FRONT_CAPTION)]
    if subject.answers:
        view = subject.answers[0]
        left = len(subject.events) - 1
        more = f"The case has claims about {counted(left, 'other event')}, too." if left else ""
        found = Section(line(view.name), (*answer_table(case, view, is_short=True), *note(more)))
    else:
        found = in_short(subject)
    return (*figure, found, *asked, gaps_in_short(subject), Paragraph(line(strong(NOT_TRUE))))


def question(subject: Subject) -> Section:
    """Return the facts of the case and of this report, and what is assumed."""
    case, options = subject.case, subject.options
    remarks = None if options.is_short else case.document.get("case", {}).get("remarks")
    told = [Paragraph(line(quiet("The case file remarks: "), remarks))] if isinstance(remarks, str) and remarks else []
    which = "the case as this program writes it" if options.file_sha256 is None else "the case file"
    facts: list[tuple[str, Lines]] = [
        ("Case", (line(code(case.id)),)),
        ("About", lines(_extent(subject))),
        *([("Selection", lines(shortened(options.scope, _MAX_SUMMARY_CHARS)))] if options.scope else []),
        ("SHA-256", (line(code(subject.sha256), quiet(f" of {which}")),)),
        ("Made with", lines(PROGRAM)),
        *_assumptions(subject),
    ]
    return Section(line("About this report"), (*told, Facts(tuple(facts)), Paragraph(line(strong(NOT_TRUE)))))


def _extent(subject: Subject) -> str:
    total, chosen = counted(len(subject.case.claims), "claim"), len(subject.claims)
    actors = len({claim.actor for claim in subject.claims})
    parts = (
        total if subject.options.claims is None else f"{chosen:,} selected of {total}",
        f"by {counted(actors, 'actor')}",
        counted(len(subject.sites), "place"),
        counted(len(subject.sources), "source"),
    )
    return ", ".join(parts)


def _assumptions(subject: Subject) -> list[tuple[str, Lines]]:
    by_topic: dict[str, list[str]] = {}
    for view in assumption_views(subject.case, subject.options.assumptions, subject.options.unit):
        by_topic.setdefault(view.topic, []).append(view.sentence)
    return [(topic, lines(*sentences)) for topic, sentences in by_topic.items()]


_WORDS_OF_CASE: Final = "In the words of the case file: "
_MAX_SUMMARY_CHARS: Final = 900
_FRONT_CAPTION: Final = (
    f"Where the claims place the events, in the colour of each side. Base map: {licences()}; {EXACTNESS}."
)
#: More sentences about sides than this stand with the verdicts, and are only counted on the first page.
_MAX_SENTENCES: Final = 8
_MAX_SENTENCE_CHARS: Final = 300


def in_short(subject: Subject) -> Section:
    """Return how many pairs have each verdict, and whose accounts can stand together."""
    if not subject.claims:
        return Section(line("Summary"), (Paragraph(line("There are no claims to compare.")),))
    said = list(accounts_view(subject.case, subject.found, by_side=True).sentences)
    if len(said) > _MAX_SENTENCES:
        more = counted(len(said) - _MAX_SENTENCES, "more sentence")
        where = "in the long form" if subject.options.is_short else f"under “{terms.ACCOUNTS}”"
        said[_MAX_SENTENCES:] = [f"And {more}, {where}."]
    if subject.options.is_short:
        said = [shortened(sentence, _MAX_SENTENCE_CHARS) for sentence in said]
    return Section(
        line("Summary"),
        (
            Paragraph(line(counts_view(subject.found.table, len(subject.claims), subject.statements).sentence)),
            Paragraph(line(BY_SIDE)),
            Listing(lines(*said)),
        ),
    )


def map_figure(subject: Subject) -> Section:
    """Return the map, or that none was asked for."""
    svg = subject.options.map_svg
    block = Paragraph(line("No map was requested.")) if svg is None else Figure(svg, _CAPTION)
    return Section(line(terms.MAP), (block,))


_CAPTION: Final = f"Where the claims place the events. The section “{terms.CLAIMS}” has the same in words."
