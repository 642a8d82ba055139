"""Which claims may bear on one event, those that say the same of it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geodata.verdicts.bitsets import rows
from geodata.verdicts.event_constraints import occurrences
from geodata.verdicts.people_counts import COUNTS
from geodata.verdicts.time_and_numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.verdict_matrix import VerdictMatrix


class Group(NamedTuple):
    """Claims that may bear on one event; members are indexes into the table, alike ones together."""

    members: tuple[tuple[int, ...], ...]
    updates: Mapping[int, int]
    """By member, as bits, those that update it or that it updates: they are not judged together."""


def groups(setting: CaseContext, table: VerdictMatrix) -> list[Group]:
    """Return the claims that bear on each event, with denials of any event; an event without a name is its own."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in table.claims]
    # What is hedged excludes nothing, and is in no conflict.
    plain = [not setting.is_hedged(claim) for claim in claims]
    any_event = [
        index for index, claim in enumerate(claims) if claim.polarity == "deny" and claim.event is None and plain[index]
    ]
    named: dict[str, list[int]] = {}
    single: list[list[int]] = []
    for index, claim in enumerate(claims):
        if claim.polarity == "report" or not plain[index]:
            continue
        if claim.event is not None:
            named.setdefault(claim.event, []).append(index)
        elif claim.polarity == "affirm":
            single.append([index])
    # Alike events without a name have the same conflicts; they stay apart because each is an event of its own.
    number = {claim_id: index for index, claim_id in enumerate(table.claims)}
    each = (
        [number[claim_id] for claim_id in claim_ids]
        for members in named.values()
        for claim_ids in occurrences(setting, [table.claims[index] for index in members])
    )
    events = [*each, *single]
    updating = setting.updates.involved()
    return [_group(setting, table, updating, [*members, *any_event]) for members in events]


def _group(setting: CaseContext, table: VerdictMatrix, updating: Collection[str], members: Sequence[int]) -> Group:
    alike: dict[Hashable, list[int]] = {}
    for index in members:
        claim_id = table.claims[index]
        numbers = tuple(number_of(setting, setting.case.claim_by_id[claim_id], name) for name in COUNTS)
        said = (setting.stances[claim_id], setting.places[claim_id], setting.times[claim_id], numbers)
        alike.setdefault((said, claim_id if claim_id in updating else None), []).append(index)
    first = [table.claims[same[0]] for same in alike.values()]
    return Group(tuple(map(tuple, alike.values())), rows(setting.updates.table(first)))
