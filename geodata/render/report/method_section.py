"""The end of a report: the sources in full, how it was worked out, and whose data it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.render.text.document import (
    Listing,
    Paragraph,
    Run,
    Section,
    Table,
    code,
    joined,
    line,
    lines,
    quiet,
    strong,
)
from geodata.render.text.phrases import publication, reliability

if TYPE_CHECKING:
    from geodata.core.model import Source
    from geodata.render.report.options import Subject
    from geodata.render.text.document import Line, Lines


def sources(subject: Subject) -> Section:
    """Return every source in full: title, address, archived copy, hash, grade, and how many claims cite it."""
    if not subject.sources:
        return Section(line("Sources"), (Paragraph(line("These claims cite no source.")),))
    cited = [source for claim in subject.claims for source in claim.sources]
    rows = tuple(
        (
            (line(strong(f"[{number}]")),),
            _source(source),
            lines(reliability(source) or quiet("no grade")),
            lines(str(cited.count(source.id))),
        )
        for number, source in enumerate(subject.sources, 1)
    )
    return Section(line("Sources"), (Table(("", "Source", "Grade", "Claims"), (7, 67, 17, 9), rows),))


def _source(source: Source) -> Lines:
    locator = source.record.get("locator")
    title = line(strong(source.title), *joined(["", *publication(source)], " · "))
    found: list[Line] = [title]
    found.append(line(Run(source.url, "code", source.url)) if source.url else line(quiet("no address")))
    if source.archived_url:
        found.append(line("archived copy ", Run(source.archived_url, "code", source.archived_url)))
    if source.sha256:
        found.append(line("sha256 ", code(source.sha256)))
    if isinstance(locator, str):
        found.append(line(quiet(locator)))
    return (*found, line(quiet("id "), code(source.id)))


#: Each paragraph begins with what it is about and a full stop.
_METHOD: Final = """\
Distances. Every length is that of the geodesic on the WGS84 ellipsoid, by Karney's algorithms. A place is one unknown \
point in a disc, so a distance between two places has a least and a greatest value; both are given.

Stated distances. How far a spoken distance may be from the true one is read off its digits: half of the last digit's \
place by the rule of 2020, the whole of it, or half for round numbers, by that of 2004. “About” widens nothing.

Times. Times are EDTF texts, read as intervals. A zone that is not stated is not assumed.

Verdicts. Each claim bounds the distance from the event to its place: at least l, at most h. With d the distance of \
two places, one point can satisfy both claims exactly when d ≤ h1 + h2, d ≥ l1 - h2 and d ≥ l2 - h1. What is not known \
exactly is an interval. Contradictory is said only where no reading of the words can be met, compatible only where \
every reading can; the rest is not decided. The slack is by how much the deciding inequality holds (above zero) or \
fails (below). A claim that passes on what others say asserts nothing and is judged against none; a claim that updates \
another by the same speaker is not judged against it.

Grades. Reliability A to F and credibility 1 to 6 are the Admiralty grades as the case file has them; they change no \
verdict. F and 6 mean “cannot be judged”.\
"""
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
    parts = (paragraph.partition(". ") for paragraph in _METHOD.split("\n\n"))
    paragraphs = tuple(Paragraph(line(strong(f"{name}. "), words)) for name, _, words in parts)
    references = Listing(tuple(line(f"{words}. ", Run(url, "code", url)) for words, url in _REFERENCES))
    return Section(line("Method in short"), (*paragraphs, references))


def credits(subject: Subject) -> Section:  # noqa: A001 - as the case file calls them
    """Return whose data the case holds and under which licence, as its file says."""
    entries = subject.case.document.get("case", {}).get("credits") or ()
    facts = [
        [entry[name] for name in ("name", "what", "license") if isinstance(entry.get(name), str)]
        for entry in entries
        if isinstance(entry, dict)
    ]
    items = tuple(joined(parts, " · ") for parts in facts if parts)
    block = Listing(items) if items else Paragraph(line("The case file names none."))
    return Section(line("Data and licences"), (block,))
