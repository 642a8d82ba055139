"""Whether one time, and numbers of people that no later statement takes back, fit all that is said of one event.

Verdicts of pairs say it of two claims. Three that agree two by two may still leave no time, where one of several is
meant, or no number, where some numbers are denied. All choices are tried: if none will do, that is proved.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geodata.verdicts.bitsets import bits, rows
from geodata.verdicts.event_constraints import accounts, binding_denials
from geodata.verdicts.people_counts import COUNTS
from geodata.verdicts.time_windows import order_table, overlap_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.constraints.point_search import Status
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.people_counts import CountName, People
    from geodata.verdicts.time_windows import StatedTime, Window

Said = tuple["People", "Window"]
"""A number, and when it was said."""
#: After so many steps, or for more stretches than this, no more choices of stretches are tried.
_MAX_STEPS: Final = 10_000
_MAX_STRETCHES: Final = 2_000


def fit_one_event(setting: CaseContext, claims: Sequence[Claim]) -> Status:
    """Return whether one time and some numbers fit all that claims say of one event.

    ``claims``: affirmations of one event and denials that may speak of it, none hedged and none updated by another.
    """
    affirmed = [claim for claim in claims if claim.polarity == "affirm"]
    denials = binding_denials(setting, claims)
    of_all = have_one_time(accounts(setting, claims))
    said = [[(one, number_of(setting, one, name)) for one in (*affirmed, *denials)] for name in COUNTS]
    are_all = [have_numbers(name, [each for _, each in one if each]) for name, one in zip(COUNTS, said, strict=True)]
    if of_all and all(are_all):
        return "possible"
    # What denials say of when, and of events elsewhere, proves nothing.
    are_sure = (
        have_numbers(name, [each for claim, each in one if each and is_sure(claim)])
        for name, one in zip(COUNTS, said, strict=True)
    )
    if have_one_time(accounts(setting, affirmed)) is False or not all(are_sure):
        return "impossible"
    return "undecided"


def number_of(setting: CaseContext, claim: Claim, name: CountName) -> Said | None:
    """Return a number that a claim says or denies, and when; ``None`` where it says none."""
    number = setting.people[name][claim.id]
    return None if number is None else (number, setting.said[claim.id])


def is_sure(claim: Claim) -> bool:
    """Tell whether a claim, if it is a denial of a number that speaks of an event, denies it of that event as a whole.

    A number that is denied of any event somewhere is denied only there.
    """
    return claim.polarity == "affirm" or claim.event is not None or claim.relation is None


# Times.


def have_one_time(stated: Sequence[StatedTime]) -> bool | None:
    """Tell whether some stretch can be chosen of each time, so that every two of them overlap.

    Of all of several, each is asked about by itself. Stretches have an instant in common if every two have; so plain
    times that agree two by two always agree. ``None`` where there are too many choices to try.
    """
    found = [_can_be_chosen(choices) for choices in _choices(list(dict.fromkeys(stated)))]
    return False if False in found else None if None in found else True


def _choices(stated: Sequence[StatedTime]) -> Iterator[list[tuple[Window, ...]]]:
    yield [time.windows for time in stated if not time.is_all]
    for number, time in enumerate(stated):
        for window in time.windows if time.is_all else ():
            others = (other.windows for place, other in enumerate(stated) if place != number)
            yield [(window,), *others]


def _can_be_chosen(choices: Sequence[tuple[Window, ...]]) -> bool | None:
    """Tell whether one of each can be chosen so that every two overlap."""
    windows = [window for some in choices for window in some]
    if len(choices) < 2 or len(windows) > _MAX_STRETCHES:  # noqa: PLR2004 - one by itself is what it is
        return None if len(windows) > _MAX_STRETCHES else True
    beside = rows(overlap_table(windows))
    own, first = [], 0
    for some in choices:
        own.append(((1 << len(some)) - 1) << first)
        first += len(some)
    steps = 0
    to_do = [((1 << len(windows)) - 1, own)]
    while to_do:
        open_, left = to_do.pop()
        steps += 1
        if not left:
            return True
        if steps > _MAX_STEPS:
            return None
        fewest = min(left, key=lambda some: (some & open_).bit_count())
        rest = [some for some in left if some is not fewest]
        to_do += [(open_ & beside[window], rest) for window in bits(fewest & open_)]
    return False


# Numbers.


def have_numbers(name: CountName, said: Sequence[Said]) -> bool:
    """Tell whether numbers fit all that is said: one for all of one moment, and the dead never fewer later.

    Of the wounded some recover and some die: what was said at several times says nothing of any other.
    """
    fixed = [one for one in said if not one[0].may_change]
    if name == "wounded":
        return _least([number for number, _ in fixed], 0.0) is not None
    changing = [[one] for one in dict.fromkeys(said) if one[0].may_change]
    return _can_rise([*([fixed] if fixed else []), *changing])


def _can_rise(groups: Sequence[Sequence[Said]]) -> bool:
    """Tell whether each group can have a number of its own that is never above that of one said surely later."""
    windows = [when for group in groups for _, when in group]
    group_of = [number for number, group in enumerate(groups) for _ in group]
    earlier: dict[int, set[int]] = {number: set() for number in range(len(groups))}
    for one, later in zip(*order_table(windows).nonzero(), strict=True) if windows else ():
        earlier[group_of[later]].add(group_of[one])
    least = [0.0] * len(groups)
    is_settled = False
    while not is_settled:
        is_settled = True
        for number, group in enumerate(groups):
            at_least = max([least[number], *(least[one] for one in earlier[number])])
            found = _least([people for people, _ in group], at_least)
            if found is None:
                return False
            is_settled &= found == least[number]
            least[number] = found
    return True


def _least(said: Iterable[People], at_least: float) -> float | None:
    """Return the least number that all say, from some number up; ``None`` if there is none."""
    stated: list[People] = []
    denied: list[People] = []
    for one in said:
        (denied if one.is_denied else stated).append(one)
    number = max([at_least, *(one.least for one in stated)])
    for one in sorted(denied, key=lambda one: float(one.least)):
        if one.least <= number <= one.most:
            number = one.most + 1
    return number if math.isfinite(number) and all(number <= one.most for one in stated) else None
