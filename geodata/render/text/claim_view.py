"""What is said of one claim, its place and its sources: plain words, made once and the same wherever they are read.

The page, the panel, the report, the map, figures and KML set these words, each in its own way, and word nothing of a
claim themselves. Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from geodata.core.assumptions import Assumptions
from geodata.core.model import Case, Claim, Link, Name, Site, Source
from geodata.core.text import home_page_of, shortened
from geodata.core.units import Unit, as_set
from geodata.core.vocabulary import CERTAINTIES, LINK_BASES, LINK_KINDS, POLARITIES, QUANTITIES, RELATIONS, PolarityWord
from geodata.geodesy.claim_shapes import why_unlocated
from geodata.parsing.edtf import time_in_words
from geodata.render.text import terms
from geodata.render.text.blocks import Line, Lines, Run, code, line, lines, quiet, strong
from geodata.render.text.phrases import (
    bearing,
    between_words,
    converted,
    credibility,
    position,
    publication,
    reliability,
    spoken,
    stated_span,
)
from geodata.render.text.sun_words import sun_of_claim
from geodata.timeline.claim_times import zone_read

#: Words of a claim where it is one of a list, where another one refers to it, and where it is one of several in a line
#: of another; its card has the whole.
MAX_ROW_CHARS: Final = 240
MAX_REFERRED_CHARS: Final = 70
_MAX_BRIEF_CHARS: Final = 110
#: So many other parts of a statement are named.
_MAX_PARTS: Final = 6
_NOT_STATED: Final = "Not stated"
NO_SOURCE: Final = "no source given"
NO_ADDRESS: Final = "no address"
COPY: Final = "archived copy"


class FactRow(NamedTuple):
    """One thing that is known of a record, under its name."""

    term: str
    lines: Lines
    kind: Literal["lines", "list", "detail"] = "lines"
    """How its lines hang together; a detail may be folded, or left to the table of places."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """Who says what, in a line."""

    id: str
    actor: str
    """Id of who says it."""
    speaker: str
    polarity: PolarityWord
    """How it is said, as a verb and as a sign."""
    summary: str
    off_map: str | None
    """Why it is not on the map; ``None`` where it is."""

    @property
    def short(self) -> str:
        """The words, cut for a list."""
        return shortened(self.summary, MAX_ROW_CHARS)

    @property
    def brief(self) -> str:
        """The words, cut for a list within a list."""
        return shortened(self.summary, _MAX_BRIEF_CHARS)


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source; what the case does not have of it is ``None`` or empty."""

    id: str
    title: str
    url: str | None
    publication: tuple[str, ...]
    """Who published it, and when."""
    archived_url: str | None
    sha256: str | None
    reliability: str | None
    locator: str | None
    """Where in it to look."""

    def runs(self) -> Iterator[Run]:
        """Yield title, publisher, date, address, copy, sum, grade and place in it."""
        host = home_page_of(self.url)
        yield Run(self.title, url=None if host else self.url)
        if host:
            yield Run(f"home page of {host}", url=self.url)
        yield from map(Run, self.publication)
        if self.url is None:
            yield quiet(NO_ADDRESS)
        if self.archived_url:
            yield Run(COPY, url=self.archived_url)
        if self.sha256:
            yield code(f"sha256 {self.sha256}")
        if self.reliability:
            yield Run(self.reliability)
        if self.locator:
            yield quiet(self.locator)

    @property
    def line(self) -> Line:
        """All of it in one line."""
        return _dotted(self.runs())


@dataclass(frozen=True, slots=True)
class SiteView:
    """A place."""

    id: str
    name: Line
    """With its first Arabic name beside it."""
    position: str
    """Where it is, with its uncertainty."""
    also: tuple[Name, ...]
    """Its other spellings, each once."""
    how_found: tuple[str, ...]
    withheld: tuple[str, ...]
    """What of it is blurred or left out, and why."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Everything that is known of one claim."""

    line: ClaimLine
    part_of: tuple[str, ...]
    """Names of what the speaker is part of, nearest first."""
    said_on: str | None
    """When it was said, in words."""
    content: tuple[FactRow, ...]
    """What it says: of what, where, when, how many."""
    sources: tuple[SourceView, ...]
    context: tuple[FactRow, ...]
    """Its grade, what it rests on and what rests on it, remarks, what it does not state."""

    @property
    def rows(self) -> tuple[FactRow, ...]:
        """All of it, with the sources in full."""
        found = tuple(source.line for source in self.sources) or lines(strong(NO_SOURCE))
        return (*self.content, FactRow(terms.SOURCES, found, "list"), *self.context)

    @property
    def statement(self) -> tuple[FactRow, ...]:
        """What it says, by which sources, and what it does not state: what another claim can be held against."""
        return tuple(
            row
            for row in self.rows
            if row.kind != "detail" and (row in self.content or row.term in (terms.SOURCES, _NOT_STATED))
        )


def _dotted(runs: Iterable[Run]) -> Line:
    parts = [part for run in runs for part in (Run(" · "), run)]
    return tuple(parts[1:])


def source_view(source: Source) -> SourceView:
    """Return the words for a source."""
    locator = source.record.get("locator")
    return SourceView(
        id=source.id,
        title=source.title,
        url=source.url,
        publication=publication(source),
        archived_url=source.archived_url,
        sha256=source.sha256,
        reliability=reliability(source),
        locator=locator if isinstance(locator, str) and locator else None,
    )


def site_view(site: Site, unit: Unit) -> SiteView:
    """Return the words for a place; ``unit`` is for its uncertainty."""
    properties, name = site.record["properties"], place_name(site)
    withheld = (properties.get("dataGeneralizations"), properties.get("informationWithheld"))
    told = {run.text for run in name}
    also: dict[str, Name] = {}
    for other in site.names:
        also.setdefault(other.name, other)
    return SiteView(
        id=site.id,
        name=name,
        position=position(site, unit),
        also=tuple(other for spelling, other in also.items() if spelling not in told),
        how_found=_how_found(site),
        withheld=tuple(words for words in withheld if isinstance(words, str) and words),
    )


def _how_found(site: Site) -> tuple[str, ...]:
    return tuple(words for words in (site.georeference_remarks, site.georeference_sources) if words)


def credits_of(case: Case) -> tuple[Line, ...]:
    """Return whose data a case holds, and under which licence, as its file says."""
    entries = case.document.get("case", {}).get("credits")
    facts = [
        [Run(entry[name]) for name in ("name", "what", "license") if isinstance(entry.get(name), str)]
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    ]
    return tuple(_dotted(runs) for runs in facts if runs)


def place_name(site: Site) -> Line:
    """Return a place's name, and its first Arabic one beside it."""
    arabic = site.arabic_name
    return line(site.name, *((" ", Run(arabic.name, lang=arabic.lang)) if arabic else ()))


def claim_line(case: Case, claim: Claim) -> ClaimLine:
    """Return who says what, and why it is not on the map."""
    unlocated = why_unlocated(case, claim)
    return ClaimLine(
        id=claim.id,
        actor=claim.actor,
        speaker=case.actor_by_id[claim.actor].name,
        polarity=POLARITIES[claim.polarity],
        summary=claim.summary,
        off_map=None if unlocated is None else unlocated.reason,
    )


def said(case: Case, claim_id: str, limit_chars: int | None = None) -> Line:
    """Return who says what in a claim, in one sentence that leads to it.

    ``limit_chars``: cut its words to so many; ``None`` gives all of them.
    """
    claim = case.claim_by_id[claim_id]
    words = claim.summary if limit_chars is None else shortened(claim.summary, limit_chars)
    parts = (case.actor_by_id[claim.actor].name, f" {POLARITIES[claim.polarity].verb}: ", words)
    return tuple(Run(part, claim=claim_id) for part in parts)


def claim_view(
    case: Case,
    claim: Claim,
    assumptions: Assumptions,
    unit: Unit,
    among: Collection[str] | None = None,
    *,
    is_single: bool = False,
) -> ClaimView:
    """Return everything that is known of a claim, in plain words.

    ``assumptions``: what gives its stated distance a half-width. ``unit``: for lengths that are not as spoken.
    ``among``: ids of the claims to be named as resting on it; ``None`` for all of the case. ``is_single``: true to
    have in which zone its time is read, and how the sun stood then; it takes some milliseconds.
    """
    row = claim_line(case, claim)
    notes = tuple(_notes_on_time(case, claim, assumptions)) if is_single else ()
    return ClaimView(
        line=row,
        part_of=tuple(case.actor_by_id[other].name for other in case.lineage(claim.actor)[1:]),
        said_on=None if claim.stated is None else time_in_words(claim.stated),
        content=_filled(_content(case, claim, assumptions, unit, row.off_map, notes)),
        sources=tuple(source_view(case.source_by_id[source]) for source in claim.sources),
        context=_filled(_context(case, claim, among)),
    )


def _notes_on_time(case: Case, claim: Claim, assumptions: Assumptions) -> Iterator[str]:
    zone = zone_read(case, claim, assumptions)
    if zone is not None:
        yield terms.read_as(zone)
    sun = sun_of_claim(claim, located_by(case, claim), assumptions)
    if sun is not None:
        yield sun


def _filled(rows: Iterable[FactRow]) -> tuple[FactRow, ...]:
    return tuple(row for row in rows if row.lines)


def _content(
    case: Case, claim: Claim, assumptions: Assumptions, unit: Unit, off_map: str | None, notes: tuple[str, ...]
) -> Iterator[FactRow]:
    quantity = quiet(f" ({QUANTITIES[claim.quantity]})" if claim.quantity else "")
    yield FactRow("Event", (line(case.event_by_id[claim.event].name, quantity),) if claim.event else ())
    yield FactRow("Kinds of event", lines(", ".join(claim.event_kinds)) if claim.event_kinds else ())
    yield FactRow("Certainty", lines(CERTAINTIES[claim.certainty].label) if claim.certainty else ())
    yield FactRow("Attributed to", lines(case.names_of(claim.about_actors)) if claim.about_actors else ())
    if claim.relation is not None:
        sites = located_by(case, claim)
        at = tuple(line(quiet(f"{site.name}: "), quiet(position(site, unit))) for site in sites)
        yield FactRow("Location", (_where(claim, sites), *_measures(claim, assumptions, unit), *at))
        found = [how for site in sites for how in _how_found(site)]
        yield FactRow("How the place was located", lines(*found), kind="detail")
    yield FactRow("Not on the map", lines(off_map) if off_map else ())
    spoken_time = lines(f"“{claim.event_time_words}”") if claim.event_time_words else ()
    yield FactRow("Event time", (*_time(claim.event_time), *spoken_time, *(line(quiet(note)) for note in notes)))
    yield FactRow("Statement time", _time(claim.stated))
    yield FactRow("Killed", lines(claim.killed.in_words) if claim.killed else ())
    yield FactRow("Wounded", lines(claim.wounded.in_words) if claim.wounded else ())


def located_by(case: Case, claim: Claim) -> tuple[Site, ...]:
    """Return the sites that a claim's relation is to: none where it has none, two where it is between them."""
    count = 0 if claim.relation is None else 2 if RELATIONS[claim.relation].needs_second_site else 1
    return tuple(case.site_by_id[site] for site in claim.sites[:count])


def _where(claim: Claim, sites: Sequence[Site]) -> Line:
    assert claim.relation is not None  # noqa: S101 - asked of claims with one
    names = [place_name(site) for site in sites]
    between = (run for name in names[1:] for run in (Run(" and "), *name))
    return (Run(f"{RELATIONS[claim.relation].phrase} "), *names[0], *between)


def _measures(claim: Claim, assumptions: Assumptions, unit: Unit) -> Iterator[Line]:
    """Yield a stated distance and direction, as spoken, and how exact they are; or how "between" is meant."""
    if claim.relation is not None and RELATIONS[claim.relation].needs_second_site:
        yield line(quiet(between_words(assumptions.between_factor)))
    if claim.distance is not None:
        rule = assumptions.rule
        yield line(f"{spoken(claim.distance)} as stated = {converted(claim.distance, rule, unit)}")
        yield line(quiet(stated_span(claim.distance, rule, unit)))
        width_m = dict(assumptions.half_widths_m).get(claim.id)
        if width_m is not None:
            yield line(f"assumed: ± {as_set(width_m, unit)}, set by the user")
    if claim.bearing is not None:
        yield line(f"towards {bearing(claim.bearing)}")


def _time(edtf: str | None) -> Lines:
    return () if edtf is None else lines(time_in_words(edtf))


def _context(case: Case, claim: Claim, among: Collection[str] | None) -> Iterator[FactRow]:
    yield FactRow("Credibility", lines(credibility(claim) or "") if claim.credibility else ())
    yield FactRow("Part of one statement with", _other_parts(case, claim, among), "list")
    origins = [(link.claim, link) for link in claim.links]
    based = [
        (other, link)
        for other in case.basis_of.get(claim.id, ())
        if among is None or other in among
        for link in case.claim_by_id[other].links
        if link.claim == claim.id
    ]
    # What an actor says later in place of what it said is an update; what another says after it, derived.
    for own, others, links in (("Updates", "Derived from", origins), ("Updated by", "Basis for", based)):
        if not links:
            continue
        is_own = [link.may_revise and case.claim_by_id[other].actor == claim.actor for other, link in links]
        rows = [_referred(case, other, link) for other, link in links]
        yield FactRow(own, tuple(row for row, is_update in zip(rows, is_own, strict=True) if is_update), "list")
        yield FactRow(others, tuple(row for row, is_update in zip(rows, is_own, strict=True) if not is_update), "list")
    remarks = claim.record["properties"].get("remarks")
    yield FactRow("Remarks", lines(remarks) if isinstance(remarks, str) and remarks else ())
    missing = ", ".join(_not_stated(claim))
    yield FactRow(_NOT_STATED, lines(missing) if missing else ())


def _other_parts(case: Case, claim: Claim, among: Collection[str] | None) -> Lines:
    """Return the first other claims of the same statement; what the file calls it may be a sign that only it knows."""
    every = case.parts_of.get((claim.actor, claim.statement), ()) if claim.statement else ()
    others = [one for one in every if one != claim.id and (among is None or one in among)]
    words = [shortened(case.claim_by_id[one].summary, MAX_REFERRED_CHARS) for one in others[:_MAX_PARTS]]
    found = tuple((Run(said, claim=one),) for one, said in zip(others, words, strict=False))
    more = len(others) - _MAX_PARTS
    return (*found, *(lines(quiet(f"and {more:,} more")) if more > 0 else ()))


def _referred(case: Case, claim_id: str, link: Link) -> Line:
    parts = [LINK_KINDS[link.kind] if link.kind else "", LINK_BASES[link.basis] if link.basis else "", link.note or ""]
    told = "; ".join(part for part in parts if part)
    about = (quiet(f" ({told})"),) if told else ()
    return (*said(case, claim_id, MAX_REFERRED_CHARS), *about)


def _not_stated(claim: Claim) -> Iterator[str]:
    stated = {
        "event": claim.event,
        "attribution": claim.about_actors or None,
        "location": claim.relation and claim.site,
        "event time": claim.event_time,
        "statement time": claim.stated,
        "number killed": claim.killed,
        "number wounded": claim.wounded,
        "credibility": claim.credibility,
    }
    return (name for name, value in stated.items() if value is None)
