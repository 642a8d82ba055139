"""Maximal sets without a conflict against all subsets."""

from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.verdicts.bitsets import minimal, partners
from geodata.verdicts.maximal_sets import hitting_sets, maximal_sets

SIZE = 7
conflict_lists = st.lists(st.integers(1, (1 << SIZE) - 1), max_size=8)


def contains_none(number, conflicts):
    return not any(conflict & number == conflict for conflict in conflicts)


def all_maximal(conflicts):
    """Return the maximal sets by trying every subset."""
    free = [number for number in range(1 << SIZE) if contains_none(number, conflicts)]
    return {number for number in free if not any(number & larger == number != larger for larger in free)}


@given(conflict_lists)
def test_every_maximal_set_is_found_once(conflicts):
    """The sets of all are the product over components, with the elements in no conflict."""
    found = maximal_sets(conflicts, 1000)
    elements = sum(component.elements for component in found)
    free = ((1 << SIZE) - 1) & ~elements
    whole = [free | sum(chosen) for chosen in product(*(component.sets for component in found))]
    assert sorted(whole) == sorted(all_maximal(conflicts))
    assert all(component.is_complete for component in found)


@given(conflict_lists)
def test_pairs_may_be_given_by_what_is_beside_each_element(conflicts):
    """Then as ever: the same components with the same sets, whatever contains a pair or has an element of one."""
    beside = partners(conflict for conflict in conflicts if conflict.bit_count() == 2)
    others = [conflict for conflict in conflicts if conflict.bit_count() != 2]

    assert maximal_sets(others, 1000, beside=beside) == maximal_sets(conflicts, 1000)
    assert maximal_sets(others, 2, beside=beside) == maximal_sets(conflicts, 2)


@given(conflict_lists)
def test_minimal_sets(conflicts):
    """Nothing kept contains another, and everything left out contains one that is kept."""
    kept = minimal(conflicts)
    assert all(contains_none(one, set(kept) - {one}) for one in kept)
    assert not any(contains_none(conflict, kept) for conflict in conflicts)


@given(conflict_lists)
def test_hitting_sets(conflicts):
    """Exactly the smallest of those that meet every conflict, and none twice."""
    found = list(hitting_sets(conflicts))
    hitting = [number for number in range(1 << SIZE) if all(number & conflict for conflict in conflicts)]
    assert set(found) == set(minimal(hitting) if 0 not in hitting else [0])
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("limit", "deadline_s"), [(3, float("inf")), (1000, 0.0)])
def test_giving_up_is_said(limit, deadline_s):
    """Six quarrels of two in one component have more than three maximal sets."""
    conflicts = [1 << number | 1 << (number + 1) for number in range(SIZE - 1)]
    [component] = maximal_sets(conflicts, limit, deadline_s)
    assert not component.is_complete
    assert 1 <= len(component.sets) <= limit
    assert all(contains_none(number, conflicts) for number in component.sets)


def test_components_are_apart():
    """Conflicts that share no element do not multiply."""
    found = maximal_sets([0b11, 0b1100, 0b110000], 10)
    assert [component.elements for component in found] == [0b11, 0b1100, 0b110000]
    assert reduce(lambda product_, component: product_ * len(component.sets), found, 1) == 8
