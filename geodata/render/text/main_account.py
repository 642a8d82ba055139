"""The main account of each side of an event, in a line of its claims' words: who did it, and where.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.model import Case, Claim
from geodata.core.vocabulary import POLARITIES
from geodata.render.text.account_words import main_words, weakness
from geodata.render.text.sides import sides_speaking

if TYPE_CHECKING:
    from geodata.render.text.sides import Side

#: Parts of an account.
_MOST_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class MainAccount:
    """What one side says of an event, in a line."""

    actor: str
    name: str
    sign: str
    """How it is said, beside the colour."""
    words: str
    claims: tuple[str, ...]


def accounts_among(case: Case, claims: Sequence[Claim]) -> tuple[MainAccount, ...]:
    """Return what each side with a name says of an event, in a line made of its claims: who did it, and where.

    ``claims``: those that speak of the event. What the case itself says of a side comes first.
    """
    found: list[MainAccount] = []
    given = _given(case, claims)
    for side in sides_speaking(case, claims):
        own = [account for account in given if account.actor in _around(case, side)]
        derived = _main(case, side, claims) if side.id and not own else None
        found += own if derived is None else [derived]
    return tuple(found)


def _around(case: Case, side: Side) -> set[str]:
    """Return a side's actors with what they are part of."""
    return {whole for actor in side.members for whole in case.lineage(actor)}


def _given(case: Case, claims: Sequence[Claim]) -> list[MainAccount]:
    """Return the accounts in the case's own words that rest on some claims alone, each of the actor or its parts."""
    by_id = {claim.id: claim for claim in claims}
    return [
        MainAccount(
            account.actor,
            case.actor_by_id[account.actor].name,
            POLARITIES[by_id[account.claims[0]].polarity].sign,
            account.words,
            account.claims,
        )
        for account in case.accounts
        if account.claims
        and all(claim in by_id and account.actor in case.lineage(by_id[claim].actor) for claim in account.claims)
    ]


def _main(case: Case, side: Side, claims: Sequence[Claim]) -> MainAccount | None:
    by_words: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.actor in side.members and (words := main_words(case, claim)):
            by_words.setdefault(words, []).append(claim)

    def rank(words: str) -> tuple[object, ...]:
        first = by_words[words][0]
        says_both = bool(first.about_actors) and first.relation is not None
        return (*weakness(first), not says_both, not first.about_actors, -len(by_words[words]))

    chosen: list[str] = []
    for words in sorted(by_words, key=rank):
        claim, others = by_words[words][0], [by_words[one][0] for one in chosen]
        says = (claim.polarity, claim.about_actors)
        is_new_author = bool(claim.about_actors) and says not in [(one.polarity, one.about_actors) for one in others]
        is_new_place = claim.relation is not None and all(one.relation is None for one in others)
        if len(chosen) < _MOST_PARTS and (is_new_author or is_new_place):
            chosen.append(words)
    if not chosen:
        return None
    saying = [claim for words in chosen for claim in by_words[words]]
    sign = POLARITIES[saying[0].polarity].sign
    return MainAccount(side.id, side.name, sign, "; ".join(chosen), tuple(claim.id for claim in saying))
