"""The case as it stood at some moment: what had been said by then.

A claim was said when it is ``stated``. Where that is not stated, it was said by the time that the first of its sources
was published, and nothing tells how long before. Where neither is known, it is not known when it was said.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from geodata.core.model import Case, Claim
from geodata.timeline.typed_times import read_time
from geodata.verdicts.local_clocks import assumed_clock, local_clock
from geodata.verdicts.time_windows import LOCAL, is_surely_before, window

if TYPE_CHECKING:
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.time_windows import Clock, Window

#: Whether a claim had been said: for sure; perhaps; surely not; or nothing tells when it was.
Knowledge = Literal["surely", "possibly", "later", "unknown"]
KNOWLEDGE: Final[tuple[Knowledge, ...]] = ("surely", "possibly", "later", "unknown")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The end of a time that a person gave: what was said within it had been said."""

    text: str
    end: Window
    """Its last instant."""


def read_as_of(setting: CaseContext, text: str) -> AsOf:
    """Read a moment: an EDTF date or time, of which the end counts; without a zone, of the case's.

    Raises ``InputError`` if it is none, or is open.
    """
    clock = _clock(setting)
    read = read_time(text, clock)
    shifts_s = (
        (read.least_shift, read.most_shift) if clock.number != read.clock else clock.offsets_s(read.last, read.last)
    )
    ends = dict.fromkeys(("first", "last", "first_wide", "last_wide", "first_sure", "last_sure"), read.last)
    return AsOf(text, read._replace(**ends, least_shift=shifts_s[0], most_shift=shifts_s[1]))


def checked_moment(text: str) -> str:
    """Return a text that can be asked about, in whatever zone it is read; errors as for :func:`read_as_of`."""
    read_time(text, LOCAL)
    return text


def _clock(setting: CaseContext) -> Clock:
    """Return the clock of times that nothing places: as assumed, else that of the case."""
    return assumed_clock(setting.assumptions.zone) or local_clock(setting.case, None)


def known_by(setting: CaseContext, moment: AsOf) -> Mapping[str, Knowledge]:
    """Return whether each claim had been said by a moment, by id."""
    return {claim.id: _knowledge(setting, claim, moment) for claim in setting.case.claims}


def _knowledge(setting: CaseContext, claim: Claim, moment: AsOf) -> Knowledge:
    published = [
        window(published, _clock(setting))
        for source in claim.sources
        if (published := setting.case.source_by_id[source].published) is not None
    ]
    if claim.stated is None and not published:
        return "unknown"
    # Each source is a bound from above alone.
    bounds = (
        [setting.said[claim.id]]
        if claim.stated is not None
        else [one._replace(first_wide=-math.inf) for one in published]
    )
    after = moment.end._replace(first_wide=np.nextafter(moment.end.last, math.inf))
    if any(bool(is_surely_before(one, after)) for one in bounds):
        return "surely"
    return "later" if any(bool(is_surely_before(moment.end, one)) for one in bounds) else "possibly"


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
