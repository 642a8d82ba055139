"""The end of a report: the sources in full, how it was worked out, and whose data it holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geodata.core.text import counted, shortened
from geodata.render.text import terms
from geodata.render.text.assumption_view import METHOD
from geodata.render.text.blocks import (
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    code,
    joined,
    line,
    lines,
    note,
    quiet,
    strong,
)
from geodata.render.text.claim_view import COPY, NO_ADDRESS, credits_of, source_view

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Line, Lines
    from geodata.render.text.claim_view import SourceView


def list_sources(subject: Subject) -> Section:
    """Return every source in full: title, address, archived copy, hash, grade, and how many claims cite it."""
    if not subject.sources:
        return Section(line(terms.SOURCES), (Paragraph(line("These claims cite no source.")),))
    cited = [source for claim in subject.claims for source in claim.sources]
    rows = tuple(
        (
            (line(strong(f"[{number}]")),),
            _source(source),
            lines(source.reliability or quiet("no grade")),
            lines(str(cited.count(source.id))),
        )
        for number, source in enumerate(map(source_view, subject.sources), 1)
    )
    return Section(line(terms.SOURCES), (Table(("", "Source", "Grade", "Claims"), (7, 67, 17, 9), rows),))


def most_cited(subject: Subject) -> Section:
    """Return the sources that most claims cite, a line each; the others are counted."""
    if not subject.sources:
        return list_sources(subject)
    cited = Counter(source for claim in subject.claims for source in claim.sources)
    views = [source_view(source) for source in sorted(subject.sources, key=lambda source: -cited[source.id])]
    items = [
        line(
            Run(shortened(view.title, _MAX_TITLE_CHARS), url=view.url),
            *joined(["", *(shortened(words, _MAX_TITLE_CHARS) for words in view.publication)], " · "),
        )
        for view in views[:_MOST_CITED]
    ]
    left = len(views) - len(items)
    return Section(
        line(terms.SOURCES),
        (Listing(tuple(items)), *note(f"and {counted(left, 'more source')}, listed in the long form" if left else "")),
    )


def _source(source: SourceView) -> Lines:
    found: list[Line] = [line(strong(source.title), *joined(["", *source.publication], " · "))]
    found.append(line(Run(source.url, "code", source.url)) if source.url else line(quiet(NO_ADDRESS)))
    if source.archived_url:
        found.append(line(f"{COPY} ", Run(source.archived_url, "code", source.archived_url)))
    if source.sha256:
        found.append(line("sha256 ", code(source.sha256)))
    if source.locator:
        found.append(line(quiet(source.locator)))
    return tuple(found)


#: In the short form.
_MOST_CITED: Final = 6
_MAX_TITLE_CHARS: Final = 110

_REFERENCES: Final = (
    (
        "Karney, C. F. F. 2013, Algorithms for geodesics, Journal of Geodesy 87",
        "https://doi.org/10.1007/s00190-012-0578-z",
    ),
    (
        "Chapman, A. D. & Wieczorek, J. R. 2020, Georeferencing Best Practices, GBIF",
        "https://doi.org/10.15468/doc-gg7h-s853",
    ),
    (
        (
            "Wieczorek, J., Guo, Q. & Hijmans, R. J. 2004, The point-radius method for georeferencing locality "
            "descriptions and calculating associated uncertainty, Int. J. of Geographical Information Science 18"
        ),
        "https://doi.org/10.1080/13658810412331280211",
    ),
    ("Library of Congress, Extended Date/Time Format", "https://www.loc.gov/standards/datetime/"),
    ("IETF 2016, RFC 7946, The GeoJSON Format", "https://www.rfc-editor.org/rfc/rfc7946"),
)


def method() -> Section:
    """Return how the report was worked out, with its references."""
    paragraphs = tuple(Paragraph(line(strong(f"{topic}. "), words)) for topic, words in METHOD)
    references = Listing(tuple(line(f"{words}. ", Run(url, "code", url)) for words, url in _REFERENCES))
    return Section(line("Method in short"), (*paragraphs, references))


def credits(subject: Subject) -> Section:  # noqa: A001 - as the case file calls them
    """Return whose data the case holds and under which licence, as its file says."""
    items = credits_of(subject.case)
    block = Listing(items) if items else Paragraph(line("The case file names none."))
    return Section(line(terms.DATA_USED), (block,))
