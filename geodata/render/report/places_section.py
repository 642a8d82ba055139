"""The places of a report with their uncertainty, and what claims state beside what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.core.model import Claim
from geodata.core.text import counted
from geodata.core.vocabulary import POLARITIES
from geodata.geodesy.candidate_sites import Fit, compare_sites
from geodata.geodesy.stated_gaps import stated_pairs
from geodata.render.text import terms
from geodata.render.text.blocks import (
    Facts,
    Paragraph,
    Section,
    Table,
    joined,
    line,
    lines,
    note,
    quiet,
    strong,
)
from geodata.render.text.claim_view import place_name, site_view
from geodata.render.text.phrases import (
    angle,
    bearing,
    gap,
    margin,
    measured,
    position,
    spoken,
    stated_difference,
    stated_span,
)

if TYPE_CHECKING:
    from geodata.geodesy.candidate_sites import SiteCandidate
    from geodata.render.report.options import Subject
    from geodata.render.text.blocks import Block, Lines

#: Places in a table, those that the words decide most closely first.
_MAX_ROWS: Final[dict[Fit, int]] = {"fits": 20, "may fit": 20, "does not fit": 3}
#: Pairs of stated distances, the least different first.
_MAX_PAIRS: Final = 100


def describe_places(subject: Subject) -> Section:
    """Return every place: position with its uncertainty, spellings, claims, how it was found."""
    if not subject.sites:
        return Section(line(terms.PLACES), (Paragraph(line("These claims do not name a place.")),))
    claims = [site for claim in subject.claims for site in claim.sites]
    rows: list[tuple[Lines, ...]] = []
    for site in subject.sites:
        view = site_view(site, subject.options.unit)
        also = [line(quiet("other spellings: "), *joined(name.name for name in view.also))] if view.also else []
        rows.append((
            ((strong(site.name), *view.name[1:]), *also),
            lines(view.position),
            lines(str(claims.count(site.id))),
            (*(lines(*view.how_found) or lines(quiet("not said"))), *lines(*view.withheld)),
        ))  # fmt: skip
    table = Table(("Place", "Position", "Claims", "How it was located"), (30, 29, 8, 33), tuple(rows))
    return Section(line(terms.PLACES), (table,))


def stated_beside_measured(subject: Subject) -> Section:
    """Return stated distances beside each other, and each beside every place that it could mean."""
    stating = [claim for claim in subject.claims if claim.site and (claim.distance or claim.bearing)]
    title = line(terms.STATED)
    if not stating:
        return Section(title, (Paragraph(line("None of these claims states a distance or a direction.")),))
    blocks: list[Block] = [*_numbers(subject), *(_claim(subject, claim) for claim in stating)]
    return Section(title, tuple(blocks))


def _numbers(subject: Subject) -> list[Block]:
    pairs, count = stated_pairs(subject.claims, _MAX_PAIRS, subject.options.assumptions.rule)
    unit = subject.options.unit
    rows = [
        (lines(pair.first), lines(pair.second), lines(stated_difference(pair, unit)), lines(gap(pair, unit)))
        for pair in pairs
    ]
    if not rows:
        return []
    more = count - len(rows)
    rest = note(f"and {counted(more, 'pair')} of distances more, with larger differences" if more > 0 else "")
    table = Table(terms.PAIR_HEADS, (20, 20, 25, 35), tuple(rows))
    return [Section(line("Stated distances compared"), (table, *rest))]


def _claim(subject: Subject, claim: Claim) -> Section:
    case, options = subject.case, subject.options
    reference, rule = case.site_by_id[claim.site or ""], options.assumptions.rule
    sites = [site for site in case.sites if site.geometry is not None and site.id != reference.id]
    found = [row for site in sites if (row := compare_sites(claim, reference, site, rule)) is not None]
    facts: list[tuple[str, Lines]] = [("From", (place_name(reference), line(quiet(position(reference, options.unit)))))]
    if claim.distance is not None:
        width = quiet(stated_span(claim.distance, rule, options.unit))
        facts.append(("Distance", lines(spoken(claim.distance), width)))
    if claim.bearing is not None:
        facts.append(("Direction", lines(bearing(claim.bearing))))
    actor = case.actor_by_id[claim.actor].name
    title = line(actor, f" {POLARITIES[claim.polarity].verb} ({subject.numbers(claim.id)})")
    return Section(title, (Facts(tuple(facts)), *_fits(subject, found)))


def _fits(subject: Subject, found: list[SiteCandidate]) -> list[Block]:
    """Return the places by how they fit, those shown as one table, the others counted."""
    rows: list[tuple[Lines, ...]] = []
    left: list[str] = []
    for fit, most in _MAX_ROWS.items():
        group = sorted(
            (row for row in found if row.fit == fit), key=lambda row: (row.slack_m is None, abs(row.slack_m or 0.0))
        )
        rows += [_row(subject, row) for row in group[:most]]
        if len(group) > most:
            left.append(f"{counted(len(group) - most, 'place')} under “{terms.FITS[fit]}”")
    if not rows:
        return [*note("There is no other place to compare it with.")]
    rest = f"Not listed: {', '.join(left)}, with larger margins." if left else ""
    has_direction = any(row.measured_direction for row in found)
    heads, widths = (_HEADS, _WIDTHS) if has_direction else (_HEADS[:4], (30, 32, 14, 24))
    return [Table(heads, widths, tuple(row[: len(heads)] for row in rows)), *note(rest)]


#: The last two where a direction is stated.
_HEADS: Final = ("Place", "Measured", "", "Margin", "Direction", "Decided by")
_WIDTHS: Final = (24, 25, 12, 16, 13, 10)


def _row(subject: Subject, row: SiteCandidate) -> tuple[Lines, ...]:
    unit = subject.options.unit
    return (
        lines(subject.case.site_by_id[row.site].name),
        lines(measured(row.measured, unit)),
        lines(strong(terms.FITS[row.fit]) if row.fit == "fits" else terms.FITS[row.fit]),
        lines(margin(row, unit)),
        lines(angle(row.measured_direction) if row.measured_direction else ""),
        lines(row.decided_by),
    )
