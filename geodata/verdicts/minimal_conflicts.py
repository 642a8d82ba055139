"""Which claims may bear on one event, those that say the same of it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geodata.verdicts.bitsets import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from geodata.verdicts.context import CaseContext
    from geodata.verdicts.matrix import VerdictMatrix


class Group(NamedTuple):
    """Claims that may bear on one event; members are indexes into the table, alike ones together."""

    members: tuple[tuple[int, ...], ...]
    updates: Mapping[int, int]
    """By member, as bits, those that update it or that it updates: they are not judged together."""


def groups(setting: CaseContext, table: VerdictMatrix) -> list[Group]:
    """Return the claims that bear on each event, with denials of any event; an event without a name is its own."""
    claims = [setting.case.claim_by_id[claim_id] for claim_id in table.claims]
    any_event = [index for index, claim in enumerate(claims) if claim.polarity == "deny" and claim.event is None]
    named: dict[str, list[int]] = {}
    single: list[list[int]] = []
    for index, claim in enumerate(claims):
        if claim.polarity == "report":
            continue
        if claim.event is not None:
            named.setdefault(claim.event, []).append(index)
        elif claim.polarity == "affirm":
            single.append([index])
    # Alike events without a name have the same conflicts; they stay apart because each is an event of its own.
    events = [*named.values(), *single]
    updating = setting.updates.involved()
    return [_group(setting, table, updating, [*members, *any_event]) for members in events]


def _group(setting: CaseContext, table: VerdictMatrix, updating: Collection[str], members: Sequence[int]) -> Group:
    alike: dict[Hashable, list[int]] = {}
    for index in members:
        claim_id = table.claims[index]
        said = (setting.stances[claim_id], setting.places[claim_id], setting.times[claim_id])
        alike.setdefault((said, claim_id if claim_id in updating else None), []).append(index)
    first = [table.claims[same[0]] for same in alike.values()]
    return Group(tuple(map(tuple, alike.values())), rows(setting.updates.table(first)))
