"""What could have happened, for sets of claims: who did it on which day, where, and how many were killed.

Said again in the plainest way, as in :mod:`tests.brute`: a story for every event is looked for by trying. A conflict is
wrong if one is found in which all of it is so; a way for a set to be true is wrong if a claim is not so in it.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.verdicts.witness import witness
from tests import brute

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.context import CaseContext

Claim = dict[str, Any]
#: Who may have done it, alone or jointly, and whoever they are part of: ENVOY is a part of COALITION.
AUTHORS = {
    "COALITION": {"COALITION"},
    "ENVOY": {"ENVOY", "COALITION"},
    "ARMY": {"ARMY"},
    "SOMEBODY": {"SOMEBODY"},
    "COALITION and ARMY": {"COALITION", "ARMY"},
    "ENVOY and ARMY": {"ENVOY", "COALITION", "ARMY"},
}
#: So often positions of sites and readings of distances are dealt anew for one conflict, and sets are looked at.
DEALT, SETS = 8, 2
#: More than anybody says were killed, and one more than the least that is too many.
NUMBERS = range(40)


def check_sets(setting: CaseContext, world: brute.World, found: Consistency, chance: random.Random) -> list[str]:
    """Return what is wrong with conflicts and with ways for sets to be true."""
    wrong = []
    for conflict in found.conflicts:
        story = told(world, conflict, chance, is_one_moment=not setting.assumptions.counts_as_of_statement)
        if story is not None:
            wrong.append(f"conflict {conflict}: it can all be so: {story}")
    wrong += [
        f"conflict {conflict} is not minimal: {name} is not needed"
        for conflict in found.conflicts
        for name in conflict
        if any(set(other) <= set(conflict) - {name} for other in found.conflicts)
    ]
    for chosen in found.consistent_sets(SETS):
        if any(set(conflict) <= set(chosen) for conflict in found.conflicts):
            wrong.append(f"set {chosen} holds a conflict")
        if found.status(chosen) == "witnessed":
            wrong += [f"set {chosen}: {one}" for one in check_way(setting, world, chosen)]
    return wrong


def check_way(setting: CaseContext, world: brute.World, chosen: tuple[str, ...]) -> list[str]:
    """Return what is not so in the way in which a set is said to be true."""
    way = witness(setting, chosen)
    if way.status == "impossible":
        return ["impossible, and said to be shown possible"]
    wrong = []
    for event in way.events:
        for check in event.checks:
            claim = world.claims[check.claim]
            lon, lat = (np.array([value]) for value in event.position)
            reading = favourable(claim)
            missed_m = world.misses_m(claim, reading, brute.point_of(claim, way.sites), lon, lat)[0]
            if missed_m > brute.EDGE_M:
                wrong.append(f"{check.claim} is {missed_m:.2f} m off where {event.name} is said to have been")
    placed = {check.claim for event in way.events for check in event.checks}
    wrong += [
        f"{name} is in no event of the way"
        for name in set(chosen) - set(way.updated) - placed
        if way.events and is_plain(world.claims[name], "affirm") and world.claims[name]["site"] is not None
    ]
    return wrong


def favourable(claim: Claim) -> tuple[float, float]:
    """Return the distances of a claim as it is most easily true; of a denial, the least that it may deny."""
    if claim["distance"] is None:
        return (0.0, 0.0)
    value_km, width_km = float(claim["distance"]["value"]), brute.WIDTHS_KM[claim["distance"]["value"]]
    near, far = max(0.0, value_km - width_km) * 1e3, (value_km + width_km) * 1e3
    is_denied = claim["polarity"] == "deny"
    if claim["relation"] == "at_distance":
        return near, far
    return (0.0, near if is_denied else far) if claim["relation"] == "within" else (far if is_denied else near, np.inf)


def is_plain(claim: Claim, polarity: str) -> bool:
    """Tell whether a claim is of a polarity, and is not said to be probable only."""
    return claim["polarity"] == polarity and claim["certainty"] is None


def told(
    world: brute.World, chosen: tuple[str, ...], chance: random.Random, *, is_one_moment: bool = False
) -> str | None:
    """Return a story in which all of some claims are so, if one is found."""
    claims = {name: world.claims[name] for name in chosen}
    denials = {name: claim for name, claim in claims.items() if is_plain(claim, "deny")}
    events: dict[str, list[str]] = {}
    for name, claim in claims.items():
        if is_plain(claim, "affirm"):
            events.setdefault(claim["event"] or name, []).append(name)
    happened = [one for event, names in events.items() for one in occurrences(world, event, names)]
    stories = {
        names: list(
            stories_of(event, names, claims, denials, is_one_moment=is_one_moment, is_plural=event in world.plural)
        )
        for event, names in happened
    }
    if not all(stories.values()):
        return None
    sites = brute.sites_of(claims.values())
    for _ in range(DEALT):
        at = {site: chance.choice(world.points(chance, site, 6)) for site in sites} | {"BOX": (0.0, 0.0)}
        read = {name: chance.choice(world.readings(one, chance, is_exact=False)) for name, one in claims.items()}
        where = {}
        for names, possible in stories.items():
            for story in possible:
                said = [
                    (claims[name], read[name], brute.point_of(claims[name], at))
                    for name in (*names, *story)
                    if claims[name]["site"] is not None
                ]
                if not said or brute.nearest_m(world, said, is_sure=True) <= 0:
                    where[names] = story
                    break
        if len(where) == len(stories):
            return f"denied places that count, by event: {where}; sites at {at}; distances {read}"
    return None


def occurrences(world: brute.World, event: str, names: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what is said of an event, or of one event each for all that is said of some, with what is said of all."""
    some = [name for name in names if world.is_some(world.claims[name])]
    rest = [name for name in names if name not in some]
    return [(event, (one, *rest)) for one in some] or [(event, tuple(rest))]


def stories_of(
    event: str,
    names: tuple[str, ...],
    claims: dict[str, Claim],
    denials: dict[str, Claim],
    *,
    is_one_moment: bool,
    is_plural: bool,
) -> Iterator[frozenset[str]]:
    """Yield, for each author and day that an event may have had, which denied places count, fewest first.

    The dead of several events under one name are counted together, with all that may be denied of any.
    """
    found = set()
    counted = [one for one in claims.values() if is_plain(one, "affirm") and one["event"] == event]
    authors = [authors_of(claims[name]) for name in names]
    if not all(itertools.starmap(are_of_one_event, itertools.combinations([one for one in authors if one], 2))):
        return
    for author, day in itertools.product(AUTHORS, brute.DAYS):
        if not all(is_so(claims[name], author, day) for name in names):
            continue
        bound = [name for name, denial in denials.items() if binds(denial, event, author, day)]
        named = [denial for denial in denials.values() if denial["event"] == event]
        if not all(is_day(denial, day) for denial in named):
            continue
        if any(is_whole(denials[name]) for name in bound) or not are_numbers(
            counted if is_plural else [claims[name] for name in names],
            [denials[name] for name in (denials if is_plural else bound)],
            is_one_moment=is_one_moment,
        ):
            continue
        found.add(frozenset(name for name in bound if denials[name]["killed"] is None and denials[name]["site"]))
    kept = [one for one in found if not any(other < one for other in found)]
    yield from sorted(kept, key=lambda one: (len(one), sorted(one)))


def authors_of(claim: Claim) -> list[str]:
    """Return whom a claim names, jointly where there are several."""
    named = claim["about_actor"]
    return named if isinstance(named, list) else [named] if named else []


def are_of_one_event(some: list[str], others: list[str]) -> bool:
    """Tell whether those named twice may have done one thing: all of the ones are among the others, in part or whole.

    Whoever names one alone does not speak of what another did.
    """

    def are_among(few: list[str], many: list[str]) -> bool:
        return all(any(one in AUTHORS[other] or other in AUTHORS[one] for other in many) for one in few)

    return are_among(some, others) or are_among(others, some)


def is_so(claim: Claim, author: str, day: int) -> bool:
    """Tell whether author and day of an event are as a claim has them."""
    return AUTHORS[author].issuperset(authors_of(claim)) and is_day(claim, day)


def is_day(claim: Claim, day: int) -> bool:
    """Tell whether a day may be meant; of all of several days no story is told."""
    days, off, is_all = brute.days_of(claim)
    return not is_all and any(abs(day - one) <= off for one in days)


def binds(denial: Claim, event: str, author: str, day: int) -> bool:
    """Tell whether a denial speaks of an event of some author and day, however it is read."""
    if not AUTHORS[author].issuperset(authors_of(denial)):
        return False
    if denial["event"] is not None:
        return denial["event"] == event
    if denial["event_kinds"] and (event != "E1" or "strike" not in denial["event_kinds"]):
        return False
    days, off, _ = brute.days_of(denial)
    text = denial["event_time"] or ""
    return day in days and not off and "X" not in text and not text.startswith("[")


def is_whole(denial: Claim) -> bool:
    """Tell whether a denial leaves nothing of an event of which it speaks."""
    if denial["killed"] is not None or denial["site"] is not None:
        return False
    return denial["event"] is not None or denial["about_actor"] is not None


def are_numbers(affirmed: list[Claim], bound: list[Claim], *, is_one_moment: bool) -> bool:
    """Tell whether the dead can have been as many as is said, each time that it is, without becoming fewer.

    ``is_one_moment`` asks for one number.
    """
    # Whoever denies a number of any event somewhere denies it there only.
    denials = [one for one in bound if one["event"] is not None or one["site"] is None]
    by_day: dict[str | None, list[set[int]]] = {}
    for claim in (*affirmed, *denials):
        if claim["killed"] is not None:
            numbers = {n for n in NUMBERS if brute.is_counted(claim["killed"], n) != (claim["polarity"] == "deny")}
            by_day.setdefault(claim["stated"], []).append(numbers)
    if not all(all(numbers) for numbers in by_day.values()):
        return False
    if is_one_moment:
        return bool(set(NUMBERS).intersection(*(one for some in by_day.values() for one in some)))
    before, after = by_day.get("2015-12-07", []), by_day.get("2015-12-08", [])
    return all(min(one) <= max(other) for one, other in itertools.product(before, after))
