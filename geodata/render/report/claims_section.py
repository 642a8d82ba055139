"""Who says what: every claim by its speaker, with its words, place, time, numbers and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.text import counted, shortened
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.geodesy.claim_shapes import why_unlocated
from geodata.parsing.edtf import interval_in_words, parse
from geodata.render.text.document import Facts, Paragraph, Run, Section, code, joined, line, lines, note, quiet, strong
from geodata.render.text.phrases import (
    bearing,
    converted,
    credibility,
    position,
    publication,
    reliability,
    spoken,
    stated_span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.core.model import Actor, Claim, Site
    from geodata.render.report.options import Subject
    from geodata.render.text.document import Line, Lines

ClaimRow = tuple[str, "Lines"]

#: Words of another claim where it is only referred to.
_MAX_REFERRED_CHARS: Final = 160


def who_says_what(subject: Subject) -> Section:
    """Return a section for each speaker, in the order of the file, and in it each claim in full."""
    by_actor: dict[str, list[Claim]] = {}
    for claim in subject.claims:
        by_actor.setdefault(claim.actor, []).append(claim)
    speakers = [actor for actor in subject.case.actors if actor.id in by_actor]
    sections = tuple(_speaker(subject, actor, by_actor[actor.id]) for actor in speakers)
    silent = len(subject.case.actors) - len(speakers)
    words = f"{counted(silent, 'other actor')} of the case: no claim here." if silent else ""
    intro = "Nothing below is said by this report. Numbers in brackets are those under Sources, with address and copy."
    return Section(line("Who says what"), (*note(intro if sections else "No claim."), *sections, *note(words)))


def _speaker(subject: Subject, actor: Actor, claims: Sequence[Claim]) -> Section:
    belongs = [subject.case.actor_by_id[other].name for other in subject.case.lineage(actor.id)[1:]]
    part_of = [quiet(" part of "), *(quiet(run.text) for run in joined(belongs))] if belongs else []
    return Section(line(actor.name, *part_of), tuple(_claim(subject, claim) for claim in claims))


def _claim(subject: Subject, claim: Claim) -> Section:
    actor = subject.case.actor_by_id[claim.actor]
    said = f", {interval_in_words(parse(claim.stated))}" if claim.stated else ""
    title = line(actor.name, f" {POLARITIES[claim.polarity].verb}{said} ", code(claim.id))
    rows = [row for row in _rows(subject, claim) if row[1]]
    missing = _not_stated(claim)
    facts = Facts((*rows, *([("Not stated", lines(", ".join(missing)))] if missing else [])))
    return Section(title, (Paragraph(line(claim.summary)), facts))


def _rows(subject: Subject, claim: Claim) -> Iterable[ClaimRow]:
    case = subject.case
    if claim.event:
        yield "Event", lines(case.event_by_id[claim.event].name)
    if claim.about_actor:
        yield "About whom", lines(case.actor_by_id[claim.about_actor].name)
    yield "Where", _where(subject, claim)
    yield "Happened", _time(claim.event_time)
    yield "Said", _time(claim.stated)
    yield "Killed", lines(claim.killed.in_words) if claim.killed else ()
    yield "Wounded", lines(claim.wounded.in_words) if claim.wounded else ()
    yield "Sources", _sources(subject, claim)
    yield "Credibility", lines(credibility(claim) or "") if claim.credibility else ()
    yield from _derivation(subject, claim)
    remarks = claim.record["properties"].get("remarks")
    yield "Remarks", lines(remarks) if isinstance(remarks, str) else ()


def _not_stated(claim: Claim) -> list[str]:
    stated = {
        "one event": claim.event,
        "about whom": claim.about_actor,
        "where": claim.relation and claim.site,
        "when it happened": claim.event_time,
        "when it was said": claim.stated,
        "how many were killed": claim.killed,
        "how many were wounded": claim.wounded,
        "a source": claim.sources or None,
        "a grade of credibility": claim.credibility,
    }
    return [name for name, value in stated.items() if value is None]


def _time(edtf: str | None) -> Lines:
    return () if edtf is None else (line(f"{interval_in_words(parse(edtf))} ", code(edtf)),)


def named(site: Site) -> Line:
    """Return a place's name, its first Arabic one beside it, and its id."""
    beside = line(" ", site.arabic_name.name) if site.arabic_name else ()
    return (Run(site.name), *beside, *line(" ", code(site.id)))


def _where(subject: Subject, claim: Claim) -> Lines:
    if claim.relation is None or claim.site is None:
        return ()
    site, options = subject.case.site_by_id[claim.site], subject.options
    parts: list[Line] = [(Run(f"{RELATIONS[claim.relation].phrase} "), *named(site))]
    if claim.distance is not None:
        rule = options.assumptions.rule
        parts.append(line(f"{spoken(claim.distance)} as spoken = {converted(claim.distance, rule, options.unit)}"))
        parts.append(line(quiet(stated_span(claim.distance, rule, options.unit))))
        width_m = dict(options.assumptions.half_widths_m).get(claim.id)
        if width_m is not None:
            parts.append(line(f"assumed instead: ± {width_m:,.10g} m"))
    if claim.bearing is not None:
        parts.append(line(f"towards {bearing(claim.bearing)}"))
    parts.append(line(quiet(position(site, options.unit))))
    unlocated = why_unlocated(subject.case, claim)
    if unlocated is not None:
        parts.append(line(quiet(f"not on the map: {unlocated.reason}")))
    return tuple(parts)


def _sources(subject: Subject, claim: Claim) -> Lines:
    found = []
    for source in (subject.case.source_by_id[source_id] for source_id in claim.sources):
        facts = [*publication(source), reliability(source), None if source.url else "no address"]
        words = [quiet(run.text) for run in joined(["", *filter(None, facts)], " · ")]
        number = strong(f"[{subject.source_numbers[source.id]}] ")
        found.append(line(number, Run(source.title, url=source.url), *words))
    return tuple(found)


def _derivation(subject: Subject, claim: Claim) -> Iterable[ClaimRow]:
    own = [other for other in claim.derived_from if (claim.id, other) in subject.setting.updates]
    others = [other for other in claim.derived_from if other not in own]
    basis = [other.id for other in subject.claims if claim.id in other.derived_from]
    yield "Updates", _referred(subject, own)
    yield "Derives from", _referred(subject, others)
    yield "Basis of", _referred(subject, basis)


def _referred(subject: Subject, ids: Iterable[str]) -> Lines:
    return tuple(line(code(claim_id), " ", *said(subject, claim_id, _MAX_REFERRED_CHARS)) for claim_id in ids)


def said(subject: Subject, claim_id: str, limit_chars: int | None = None) -> Line:
    """Return who says what in a claim, in one sentence.

    Parameters
    ----------
    subject
        The case that it is of.
    claim_id
        The claim.
    limit_chars
        Cut its words to so many; ``None`` gives all of them.
    """
    claim = subject.case.claim_by_id[claim_id]
    words = claim.summary if limit_chars is None else shortened(claim.summary, limit_chars)
    return line(subject.case.actor_by_id[claim.actor].name, f" {POLARITIES[claim.polarity].verb}: ", words)
