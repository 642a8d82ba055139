"""The case as it stood at some moment: what had been said by then.

A claim was said when it is ``stated``. Where that is not stated, it was said by the time that the first of its sources
was published, and nothing tells how long before. Where neither is known, it is not known when it was said.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from geodata.core.model import Case, Claim
from geodata.timeline.typed_times import read_time
from geodata.verdicts.local_clocks import assumed_clock, local_clock
from geodata.verdicts.time_windows import UTC, is_surely_before, window

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.time_windows import Clock, Window

#: Whether a claim had been said: for sure; perhaps; surely not; or nothing tells when it was.
Knowledge = Literal["surely", "possibly", "later", "unknown"]
KNOWLEDGE: Final[tuple[Knowledge, ...]] = ("surely", "possibly", "later", "unknown")


def read_as_of(setting: CaseContext, text: str) -> Window:
    """Return the last instant of an EDTF date or time; without a zone, of the case's.

    Raises ``InputError`` if it is none, or is open.
    """
    clock = _clock(setting)
    read = read_time(text, clock)
    told_by = UTC if read.clock == UTC.number else clock
    least_s, most_s = told_by.offsets_s(read.last, read.last)
    ends = dict.fromkeys(("first", "last", "first_wide", "last_wide", "first_sure", "last_sure"), read.last)
    return read._replace(**ends, least_shift=least_s, most_shift=most_s)


def _clock(setting: CaseContext) -> Clock:
    """Return the clock of times that nothing places: as assumed, else that of the case."""
    return assumed_clock(setting.assumptions.zone) or local_clock(setting.case, None)


def known_by(setting: CaseContext, moment: Window) -> Mapping[str, Knowledge]:
    """Return whether each claim had been said by a moment, by id."""
    clock = _clock(setting)
    after = moment._replace(first_wide=np.nextafter(moment.last, math.inf))

    def knowledge(claim: Claim) -> Knowledge:
        bounds = _said(setting, claim, clock)
        if not bounds:
            return "unknown"
        if any(bool(is_surely_before(one, after)) for one in bounds):
            return "surely"
        return "later" if any(bool(is_surely_before(moment, one)) for one in bounds) else "possibly"

    return {claim.id: knowledge(claim) for claim in setting.case.claims}


def known_at(setting: CaseContext, text: str) -> Mapping[str, Knowledge]:
    """Return the same for a moment that a person typed; errors as for :func:`read_as_of`."""
    return known_by(setting, read_as_of(setting, text))


def said_ends_s(setting: CaseContext) -> Mapping[str, tuple[float, float]]:
    """Return from when to when each claim may have been said, by id, in seconds of UTC since 1970.

    The start is infinite where the sources alone tell; claims of which nothing tells are left out.
    """
    clock = _clock(setting)
    found = {claim.id: _said(setting, claim, clock) for claim in setting.case.claims}
    return {
        claim: (
            max(one.first_wide + one.least_shift for one in bounds),
            min(one.last_wide + one.most_shift for one in bounds),
        )
        for claim, bounds in found.items()
        if bounds
    }


def _said(setting: CaseContext, claim: Claim, clock: Clock) -> list[Window]:
    """Return what is known of when a claim was said; of its sources, each is a bound from above alone."""
    if claim.stated is not None:
        return [setting.said[claim.id]]
    dates = (setting.case.source_by_id[source].published for source in claim.sources)
    return [window(date, clock)._replace(first_wide=-math.inf) for date in dates if date is not None]


def with_claims(case: Case, claim_ids: Collection[str]) -> Case:
    """Return a case with some of its claims alone; what they are derived from is left out with the others."""
    kept = frozenset(claim_ids)
    if kept >= case.claim_by_id.keys():
        return case
    claims = tuple(
        replace(
            claim,
            derived_from=tuple(origin for origin in claim.derived_from if origin in kept),
            links=tuple(link for link in claim.links if link.claim in kept),
        )
        for claim in case.claims
        if claim.id in kept
    )
    accounts = tuple(account for account in case.accounts if kept.issuperset(account.claims))
    return replace(case, claims=claims, accounts=accounts)
