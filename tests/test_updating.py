"""Which claims update which, as following each link says; and in time that grows with the case, not its square."""

import copy
import time
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from geodata.casefile.io import find_problems
from geodata.casefile.reference_rules import MAX_ACTOR_LEVELS
from geodata.core.model import Link, case_from_document
from geodata.render.text.palette import colors
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.updates import updates_of
from geodata.verdicts.verdict_matrix import table
from tests.cases import small_case

LINKS = st.integers(1, 9).flatmap(
    lambda size: st.lists(
        st.tuples(st.sampled_from("AB"), st.lists(st.integers(0, size - 1), max_size=3)), min_size=size, max_size=size
    )
)


def links_to(*claims):
    return tuple(Link(claim, None, None, None) for claim in claims)


def followed(claims):
    """Return the pairs as each link followed from each claim gives them."""
    by_id, pairs = {claim.id: claim for claim in claims}, set()
    for claim in claims:
        found, to_follow = set(), list(claim.derived_from)
        while to_follow:
            origin = to_follow.pop()
            if origin not in found:
                found.add(origin)
                to_follow += by_id[origin].derived_from
        pairs |= {(claim.id, one) for one in found - {claim.id} if by_id[one].actor == claim.actor}
    return pairs


@given(LINKS, st.data())
def test_updates_are_what_following_each_link_gives(links, data):
    """For chains, cycles and cycles within cycles, of one actor and of several."""
    claims = [
        SimpleNamespace(id=str(n), actor=a, derived_from=tuple(map(str, d)), links=links_to(*map(str, d)))
        for n, (a, d) in enumerate(links)
    ]
    ids, pairs, updates = [claim.id for claim in claims], followed(claims), updates_of(claims)
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))

    assert {(a, b) for a in ids for b in ids if (a, b) in updates} == pairs
    assert updates.involved() == {one for pair in pairs for one in pair}
    assert updates.replaced(chosen) == {
        earlier for later, earlier in pairs if {later, earlier} <= set(chosen) and (earlier, later) not in pairs
    }
    table = updates.table(chosen)
    assert all(table[i, j] == updates.either(a, b) for i, a in enumerate(chosen) for j, b in enumerate(chosen))


def quickest_s(work):
    """Return the least time of three: others work on this machine, too."""
    took = []
    for _ in range(3):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def derived(count):
    """Return claims each derived from the one before, the first from the last."""
    return [SimpleNamespace(id=str(n), actor="A", links=links_to(str((n - 1) % count))) for n in range(count)]


def chain(count):
    """Return a case of so many claims that say the same, each an update of all before it."""
    document = small_case()
    claim = next(feature for feature in document["features"] if feature["id"] == "ARMY-AT")
    document["features"] = [one for one in document["features"] if one["properties"]["record"] == "site"]
    for number in range(count):
        origins = {"derived_from": [f"C-{number - 1}"] if number else []}
        document["features"].append({**claim, "id": f"C-{number}", "properties": claim["properties"] | origins})
    return case_from_document(document)


def of_actors(count):
    """Return a case of so many more actors, in chains as long as they may be."""
    document = small_case()
    actor = document["case"]["actors"][0]
    more = [copy.deepcopy(actor) | {"id": f"A-{number}", "part_of": None} for number in range(count)]
    for number, one in enumerate(more):
        if number % MAX_ACTOR_LEVELS:
            one["part_of"] = f"A-{number - 1}"
    document["case"]["actors"] += more
    return document


def test_four_times_as_long_chains_take_no_sixteen_times_as_long():
    """Of claims derived from each other, and of actors that are part of each other: checked, and given colours."""
    ring, checked = {n: derived(n) for n in (1_000, 4_000)}, {n: of_actors(n) for n in (1_000, 4_000)}
    cases = {n: case_from_document(document) for n, document in checked.items()}
    for work in (
        lambda n: updates_of(ring[n]),
        lambda n: list(find_problems(checked[n])),
        lambda n: colors(cases[n]),
    ):
        assert quickest_s(lambda work=work: work(4_000)) < 8 * quickest_s(lambda work=work: work(1_000)) + 0.02


def test_a_chain_that_contradicts_nothing_takes_no_time_for_each_two_of_its_claims():
    """Of 2,000 claims there are two million pairs, sixteen times as many as of 500."""
    contexts = {count: CaseContext(chain(count)) for count in (500, 2_000)}
    tables = {count: table(setting) for count, setting in contexts.items()}
    took_s = {n: quickest_s(lambda n=n: consistency(contexts[n], pairs=tables[n])) for n in contexts}

    assert took_s[2_000] < 8 * took_s[500] + 0.1
    assert not consistency(contexts[2_000], pairs=tables[2_000]).conflicts


def test_an_actor_within_too_many_others_is_told_the_limit():
    """With the record, what is wrong and what to do."""
    document = of_actors(MAX_ACTOR_LEVELS + 2)
    document["case"]["actors"][-2]["part_of"] = document["case"]["actors"][-3]["id"]

    [problem] = [problem for problem in find_problems(document) if problem.rule == "case.depth"]

    assert "is part of 101 others, each part of the next." in problem.message
    assert (problem.remedy, problem.severity) == ("At most 100 are allowed: leave levels out.", "error")
