"""What a report does not know: whatever the claims, the places and the sources leave open, counted and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.constraints.three_valued import UNDECIDED
from geodata.core.text import counted, told_apart
from geodata.geodesy.claim_shapes import why_unlocated
from geodata.render.report.verdicts_section import pairs_of
from geodata.render.text.blocks import Facts, Paragraph, Section, line, lines

if TYPE_CHECKING:
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Lines

_TITLE: Final = "What is not known"

#: What is not known, in words, and the ids of the records of which it is not.
Gap = tuple[str, tuple[str, ...]]


def not_known(subject: Subject) -> Section:
    """Return every kind of gap with the records that have it; a kind that none has is said to have none."""
    claims = {claim: f"{number:,}" for claim, number in subject.claim_numbers.items()}
    places = told_apart((site.id, site.name) for site in subject.sites)
    sources = {source: f"[{number}]" for source, number in subject.source_numbers.items()}
    rows = [
        *(_row(gap, "claim", claims) for gap in claim_gaps(subject)),
        *(_row(gap, "place", places) for gap in place_gaps(subject)),
        *(_row(gap, "source", sources) for gap in source_gaps(subject)),
        ("Undecided pairs", lines(f"{len(pairs_of(subject, UNDECIDED)):,}, named above with the reason of each")),
    ]
    intro = "What is not stated is left open: it is not taken for zero, a first date or the middle of a region."
    return Section(line(_TITLE), (Paragraph(line(intro)), Facts(tuple(rows))))


def gaps_in_short(subject: Subject) -> Section:
    """Return the same as :func:`not_known` in numbers alone, without what nothing lacks."""
    found = [
        (title, f"{len(ids):,} of {counted(total, noun)}")
        for gaps, noun, total in (
            (claim_gaps(subject), "claim", len(subject.claims)),
            (place_gaps(subject), "place", len(subject.sites)),
            (source_gaps(subject), "source", len(subject.sources)),
        )
        for title, ids in gaps
        if ids
    ]
    undecided = len(pairs_of(subject, UNDECIDED))
    rows = [*([("Undecided pairs", f"{undecided:,}")] if undecided else []), *found]
    words = "; ".join(f"{title}: {number}" for title, number in rows)
    return Section(line(_TITLE), (Paragraph(line(f"{words or 'No gap was found'}.")),))


def _row(gap: Gap, noun: str, called: Mapping[str, str]) -> tuple[str, Lines]:
    """Return a kind of gap. ``called``: what all records of the kind are called in the report, by id."""
    (title, ids), every = gap, counted(len(called), noun)
    if not ids:
        return title, lines(f"none of {every}")
    if len(ids) == len(called):
        return title, lines(f"all of {every}")
    return title, lines(f"{len(ids):,} of {every}: {', '.join(called[one] for one in ids)}")


def claim_gaps(subject: Subject) -> Iterator[Gap]:
    """Yield what claims do not state."""
    case, claims = subject.case, subject.claims
    yield "Claims without a place", tuple(one.id for one in claims if one.site is None or one.relation is None)
    off_map = (one for one in claims if one.site and one.relation and why_unlocated(case, one))
    yield "Claims with a place that cannot be drawn", tuple(one.id for one in off_map)
    yield "Claims without an event time", tuple(one.id for one in claims if one.event_time is None)
    yield "Claims without an attribution", tuple(one.id for one in claims if not one.about_actors)
    yield "Claims without a statement time", tuple(one.id for one in claims if one.stated is None)
    yield "Claims without a source", tuple(one.id for one in claims if not one.sources)
    table = subject.found.table
    compared = {table.claims[row] for row in np.flatnonzero(table.codes.any(axis=1))}
    # An earlier version is left out of the comparison, and said beside the later one.
    alone = (one.id for one in claims if one.id in table.claims and one.id not in compared)
    yield "Claims that were not compared", tuple(alone)


def place_gaps(subject: Subject) -> Iterator[Gap]:
    """Yield what is not known of places."""
    sites = subject.sites
    yield "Places without a position", tuple(site.id for site in sites if site.geometry is None)
    points = [site for site in sites if site.geometry is not None and not site.is_region]
    yield "Places with unknown uncertainty", tuple(site.id for site in points if site.uncertainty_m is None)
    yield "Places without a georeference source", tuple(site.id for site in sites if not site.georeference_sources)


def source_gaps(subject: Subject) -> Iterator[Gap]:
    """Yield what is not known of sources."""
    sources = subject.sources
    yield "Sources without a URL", tuple(source.id for source in sources if not source.url)
    yield "Sources without an archived copy", tuple(source.id for source in sources if not source.archived_url)
    yield "Sources without a hash of their content", tuple(source.id for source in sources if not source.sha256)
    yield "Sources without a grade of reliability", tuple(source.id for source in sources if not source.reliability)
