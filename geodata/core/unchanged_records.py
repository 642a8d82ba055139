"""Which records of a case are those of an earlier state of it: what was made of them then need not be made again."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.core.model import Case, Claim


def unchanged_claims(before: Case, now: Case) -> frozenset[str]:
    """Return the ids of claims that are the same object in both states, and so is everything that they refer to.

    Other claims do not count: what is made of one claim does not depend on those that it is derived from. A claim of an
    actor counts as changed with it, but not with what that actor is part of.
    """
    changed = [
        _changed(before.actor_by_id, now.actor_by_id),
        _changed(before.event_by_id, now.event_by_id),
        _changed(before.site_by_id, now.site_by_id),
        _changed(before.source_by_id, now.source_by_id),
    ]
    earlier = before.claim_by_id
    same = [claim for claim in now.claims if earlier.get(claim.id) is claim]
    if any(changed):
        same = [claim for claim in same if not _refers(claim, *changed)]
    return frozenset(claim.id for claim in same)


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> frozenset[str]:
    return frozenset(key for key, record in now.items() if before.get(key) is not record)


def _refers(
    claim: Claim, actors: frozenset[str], events: frozenset[str], sites: frozenset[str], sources: frozenset[str]
) -> bool:
    return (
        claim.actor in actors
        or not actors.isdisjoint(claim.about_actors)
        or claim.event in events
        or not sites.isdisjoint(claim.sites)
        or not sources.isdisjoint(claim.sources)
    )
