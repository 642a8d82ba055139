"""Whether one time, and numbers of people that no later statement takes back, fit all that is said of one event.

Verdicts of pairs say it of two claims. Three that agree two by two may still leave no time or no number; then a set is
not shown to be possible.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geodata.verdicts.event_constraints import accounts, binding_denials
from geodata.verdicts.people_counts import COUNTS, people, said_when
from geodata.verdicts.time_windows import UTC, is_surely_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.people_counts import CountName, People
    from geodata.verdicts.time_windows import StatedTime, Window


def fit_together(setting: CaseContext, claims: Sequence[Claim]) -> bool:
    """Tell whether it was shown that one time and some numbers fit all that claims say of one event.

    Parameters
    ----------
    setting
        The case and what is assumed.
    claims
        Affirmations of one event and denials that may speak of it, none hedged and none updated by another.
    """
    return _have_one_time(accounts(setting, claims)) and all(_have_numbers(setting, claims, name) for name in COUNTS)


def _have_one_time(stated: Iterable[StatedTime]) -> bool:
    """Tell whether one instant is in each time, by clocks of places and by UTC apart; all of several times are left."""
    single = [time for time in stated if not time.is_all]
    by_clock = (
        [time for time in single if (time.windows[0].clock == UTC.number) is is_utc] for is_utc in (True, False)
    )
    return all(
        not alike or any(_is_in_each(window.first_wide, alike) for time in alike for window in time.windows)
        for alike in by_clock
    )


def _is_in_each(instant: float, stated: Iterable[StatedTime]) -> bool:
    return all(any(window.first_wide <= instant <= window.last_wide for window in time.windows) for time in stated)


def _have_numbers(setting: CaseContext, claims: Sequence[Claim], name: CountName) -> bool:
    said = [
        (number, claim)
        for claim in (*(claim for claim in claims if claim.polarity == "affirm"), *binding_denials(setting, claims))
        if (number := people(claim, name, setting.assumptions)) is not None
    ]
    if _least([number for number, _ in said if not number.may_change], 0.0) is None:
        return False
    # Of the wounded some recover and some die: what was said at several times says nothing of any other.
    return name == "wounded" or _can_rise((number, said_when(claim)) for number, claim in said if number.may_change)


def _can_rise(said: Iterable[tuple[People, Window]]) -> bool:
    """Tell whether the dead can have been as many as was said, each time, without becoming fewer."""
    found: list[tuple[float, Window]] = []
    for stated, when in sorted(said, key=lambda one: float(one[1].last_wide)):
        before = max((number for number, earlier in found if is_surely_before(earlier, when)), default=0.0)
        number = _least([stated], before)
        if number is None:
            return False
        found.append((number, when))
    return True


def _least(said: Sequence[People], at_least: float) -> float | None:
    """Return the least number that all say, from some number up; ``None`` if there is none."""
    stated, denied = ([one for one in said if one.is_denied is is_denied] for is_denied in (False, True))
    number = max([at_least, *(one.least for one in stated)])
    for one in sorted(denied, key=lambda one: float(one.least)):
        if one.least <= number <= one.most:
            number = one.most + 1
    return number if math.isfinite(number) and all(number <= one.most for one in stated) else None
