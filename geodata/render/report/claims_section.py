"""Who says what: every claim by its speaker, with its words, place, time, numbers and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.text import counted
from geodata.render.text import terms
from geodata.render.text.blocks import Facts, Paragraph, Run, Section, joined, line, lines, note, quiet, strong
from geodata.render.text.claim_view import NO_SOURCE, claim_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.core.model import Actor, Claim
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Line, Lines
    from geodata.render.text.claim_view import ClaimView, SourceView


def who_says_what(subject: Subject) -> Section:
    """Return a section for each speaker, in the order of the file, and in it each claim in full."""
    by_actor: dict[str, list[Claim]] = {}
    for claim in subject.claims:
        by_actor.setdefault(claim.actor, []).append(claim)
    speakers = [actor for actor in subject.case.actors if actor.id in by_actor]
    sections = tuple(_speaker(subject, actor, by_actor[actor.id]) for actor in speakers)
    silent = len(subject.case.actors) - len(speakers)
    words = f"{counted(silent, 'other actor')} of the case: no claim here." if silent else ""
    intro = f"{terms.NOT_A_FINDING} Numbers in brackets refer to the list of sources."
    return Section(line(terms.CLAIMS), (*note(intro if sections else "No claim."), *sections, *note(words)))


def _speaker(subject: Subject, actor: Actor, claims: Sequence[Claim]) -> Section:
    assumed, unit, ids = subject.options.assumptions, subject.options.unit, {claim.id for claim in subject.claims}
    views = [claim_view(subject.case, claim, assumed, unit, ids) for claim in claims]
    whole = views[0].part_of
    part_of = [quiet(" part of "), *(quiet(run.text) for run in joined(whole))] if whole else []
    return Section(line(actor.name, *part_of), tuple(_claim(subject, view) for view in views))


def _claim(subject: Subject, view: ClaimView) -> Section:
    when = f", {view.said_on}" if view.said_on else ""
    number = subject.claim_numbers[view.line.id]
    title = line(f"Claim {number:,}: ", view.line.speaker, f" {view.line.polarity.verb}{when}")
    cited: Lines = tuple(_cited(subject, source) for source in view.sources) or lines(strong(NO_SOURCE))
    # How places were found is told once, under Places.
    said, known = (
        [(row.term, row.lines) for row in rows if row.kind != "detail"] for rows in (view.content, view.context)
    )
    return Section(title, (Paragraph(line(view.line.summary)), Facts((*said, (terms.SOURCES, cited), *known))))


def _cited(subject: Subject, source: SourceView) -> Line:
    """Return a source by its number and where it was published; all else stands once, under Sources."""
    words = [quiet(run.text) for run in joined(["", *source.publication], " · ")]
    return line(strong(f"[{subject.source_numbers[source.id]}] "), Run(source.title, url=source.url), *words)
