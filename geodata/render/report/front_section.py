"""The first page of a report: what is asked, in whose words, under which assumptions, and what came of it in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata import PROGRAM
from geodata.core.text import counted
from geodata.render.text import terms
from geodata.render.text.account_view import BY_SIDE, accounts_view
from geodata.render.text.assumption_view import assumption_views
from geodata.render.text.blocks import Facts, Figure, Listing, Paragraph, Section, code, line, lines, quiet, strong
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.set_view import counts_view

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Lines


def question(subject: Subject) -> Section:
    """Return what is asked, and the facts of the case and of this report."""
    case, options = subject.case, subject.options
    remarks = case.document.get("case", {}).get("remarks")
    told = (("In the words of the case file: ", case.summary), ("The case file remarks: ", remarks))
    blocks = [Paragraph(line(quiet(whose), words)) for whose, words in told if words and isinstance(words, str)]
    which = "the case as this program writes it" if options.file_sha256 is None else "the case file"
    facts: list[tuple[str, Lines]] = [
        ("Case", (line(code(case.id)),)),
        ("About", lines(_extent(subject))),
        *([("Selection", lines(options.scope))] if options.scope else []),
        ("SHA-256", (line(code(subject.sha256), quiet(f" of {which}")),)),
        ("Made with", lines(PROGRAM)),
        *_assumptions(subject),
    ]
    return Section(line("The question"), (*blocks, Facts(tuple(facts)), Paragraph(line(strong(NOT_TRUE)))))


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


#: More sentences about sides than this stand with the verdicts, and are only counted on the first page.
_MAX_SENTENCES: Final = 8


def in_short(subject: Subject) -> Section:
    """Return how many pairs have each verdict, and whose accounts can stand together."""
    if not subject.claims:
        return Section(line("Summary"), (Paragraph(line("There are no claims to compare.")),))
    said = list(accounts_view(subject.case, subject.found, by_side=True).sentences)
    if len(said) > _MAX_SENTENCES:
        more = counted(len(said) - _MAX_SENTENCES, "more sentence")
        said[_MAX_SENTENCES:] = [f"And {more}, under “{terms.ACCOUNTS}”."]
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
