"""What must be so whatever a case says: of fewer claims, of weaker ones, and of the same said in another way."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from geodata.core.model import case_from_document
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from tests import brute

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from geodata.core.assumptions import Assumptions

Json = dict[str, Any]
Conflicts = set[frozenset[str]]


def conflicts(document: Json, assumptions: Assumptions) -> Conflicts:
    """Return the conflicts of a case under assumptions."""
    found = consistency(CaseContext(case_from_document(document), assumptions))
    return {frozenset(conflict) for conflict in found.conflicts}


def claims_of(document: Json) -> list[Json]:
    """Return the claims of a document, as they stand in it."""
    return [one for one in document["features"] if one["properties"]["record"] == "claim"]


def of_a_part(document: Json, assumptions: Assumptions, before: Conflicts, chance: random.Random) -> str | None:
    """Take some claims: they have the conflicts that they have among all. None vanishes, and each is minimal."""
    part: set[str] = set()
    for claim in claims_of(document):
        if chance.random() < 0.7 and part.issuperset(claim["properties"]["derived_from"]):
            part.add(claim["id"])
    kept = [one for one in document["features"] if one["properties"]["record"] == "site" or one["id"] in part]
    after = conflicts({**document, "features": kept}, assumptions)
    expected = {conflict for conflict in before if conflict <= part}
    return None if after == expected else f"of {sorted(part)} alone: {after}, not {expected}"


def in_another_order(document: Json, assumptions: Assumptions, before: Conflicts, chance: random.Random) -> str | None:
    """Put records in another order, and call claims by other ids."""
    named = {claim["id"]: f"{chance.randrange(10**6)}-{claim['id']}" for claim in claims_of(document)}
    changed = deepcopy(document)
    for claim in claims_of(changed):
        claim["id"] = named[claim["id"]]
        claim["properties"]["derived_from"] = [named[one] for one in claim["properties"]["derived_from"]]
    chance.shuffle(changed["features"])
    after, expected = (
        conflicts(changed, assumptions),
        {frozenset(named[one] for one in conflict) for conflict in before},
    )
    return None if after == expected else f"in another order: {after}, not {expected}"


def elsewhere(document: Json, assumptions: Assumptions, before: Conflicts, chance: random.Random) -> str | None:
    """Move all to the east or west; or by a full turn, which no file may do to a region."""
    turn_deg = chance.choice([-360.0, 360.0, chance.uniform(-30.0, 30.0)])
    changed = json.loads(json.dumps(document))  # no geometry is two records' then
    for geometry in (one["geometry"] for one in changed["features"] if one["geometry"] is not None):
        at = geometry["coordinates"]
        if geometry["type"] == "Point":
            lon = at[0] + turn_deg
            geometry["coordinates"] = [lon if abs(turn_deg) == 360.0 else (lon + 180.0) % 360.0 - 180.0, at[1]]
        elif abs(turn_deg) < 360.0:
            geometry["coordinates"] = [[[lon + turn_deg, lat] for lon, lat in ring] for ring in at]
    after = conflicts(changed, assumptions)
    return None if after == before else f"{turn_deg:.1f} degrees away: {after}, not {before}"


def with_a_weaker_claim(
    document: Json, assumptions: Assumptions, before: Conflicts, chance: random.Random
) -> str | None:
    """Weaken a claim: what is impossible with less said was impossible with more said."""
    changed = deepcopy(document)
    claim = chance.choice(claims_of(changed))
    ways = list(_ways_to_weaken(claim["properties"]))
    if not ways:
        return None
    weaker = chance.choice(ways)
    claim["properties"] |= weaker
    wrong = [conflict for conflict in conflicts(changed, assumptions) if not any(one <= conflict for one in before)]
    return f"{claim['id']} is weaker by {weaker}, and conflicts are {wrong}" if wrong else None


def _ways_to_weaken(claim: Json) -> Iterator[Json]:
    is_affirmed = claim["polarity"] == "affirm"
    yield {"certainty": "probable"}
    if claim["quantity"] == "all":
        yield {"quantity": "some"}
    if is_affirmed:
        yield from ({name: None} for name in ("bearing", "about_actor", "event_time", "killed") if claim[name])
        if claim["relation"] is not None:
            yield {"relation": None, "site": None, "site2": None, "distance": None, "bearing": None}
    elif claim["about_actor"] is None and (claim["site"] or claim["killed"]):
        yield {"about_actor": "COALITION"}
    if claim["relation"] in ("within", "beyond"):
        is_wider = (claim["relation"] == "within") == is_affirmed
        values = sorted(brute.WIDTHS_KM, key=float)
        index = values.index(claim["distance"]["value"]) + (1 if is_wider else -1)
        if 0 <= index < len(values) and abs(float(values[index]) - float(claim["distance"]["value"])) >= 1:
            yield {"distance": {"value": values[index], "unit": "km"}}


PROPERTIES: tuple[Callable[[Json, Assumptions, Conflicts, random.Random], str | None], ...] = (
    of_a_part,
    in_another_order,
    elsewhere,
    with_a_weaker_claim,
)
