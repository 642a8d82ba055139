"""Which actors' accounts are consistent with each other."""

from geodata.verdicts.actor_consistency import accounts_in_words, compare_accounts
from geodata.verdicts.consistency import consistency
from tests.test_verdicts import setting

THREE, FOUR, ANY_NUMBER = ({"killed": {"min": low, "max": high}} for low, high in ((3, 3), (4, 4), (0, None)))
ARMY, ENVOY, ELSE, COALITION = ({"actor": name} for name in ("ARMY", "ENVOY", "ELSE", "COALITION"))


def judged(*claims, by_side=False):
    found = setting(*claims, counts_as_of_statement=False)
    return found.case, compare_accounts(found.case, consistency(found), by_side=by_side)


def test_who_stands_with_whom():
    """Two that differ, one that goes with both."""
    case, found = judged(THREE | ARMY, FOUR | ENVOY, ANY_NUMBER | ELSE)
    assert found.conflicts == (("ARMY", "ENVOY"),)
    assert found.together == (("ARMY", "ELSE"), ("ENVOY", "ELSE"))
    assert accounts_in_words(case, found) == [
        "The account of Somebody else is consistent with any other.",
        "The accounts of Army and Envoy cannot both be true.",
    ]


def test_accounts_that_exclude_the_same_are_said_in_one_sentence():
    """Two that agree against one, and two against two."""
    case, found = judged(THREE | ARMY, THREE | ELSE, FOUR | ENVOY)
    assert accounts_in_words(case, found) == [
        "The account of Envoy cannot be true together with any of those of Army and Somebody else."
    ]
    case, found = judged(THREE | ARMY, THREE | ELSE, FOUR | ENVOY, FOUR | COALITION)
    assert accounts_in_words(case, found) == [
        "None of the accounts of Army and Somebody else can be true together with any of those of Envoy and Coalition."
    ]


def test_an_account_may_exclude_itself():
    """It is named, and is in no group."""
    case, found = judged(THREE | ARMY, FOUR | ARMY, FOUR | ENVOY)
    assert (found.broken, found.together) == (("ARMY",), (("ENVOY",),))
    assert (
        accounts_in_words(case, found)[-1]
        == "The account of Army is not consistent in itself: not all of its claims can be true."
    )


def test_a_side_is_an_actor_with_its_parts():
    """The envoy is part of the coalition."""
    case, found = judged(THREE | COALITION, FOUR | ENVOY, THREE | ARMY, by_side=True)
    assert (found.actors, found.broken) == (("COALITION", "ARMY"), ("COALITION",))
    assert accounts_in_words(case, found)[-1].startswith(
        "The account of Coalition (with its parts) is not consistent in itself"
    )


def test_one_actor_and_none():
    """Both have an answer."""
    assert accounts_in_words(*judged(THREE | ARMY)) == ["All claims of Army can be true together."]
    assert accounts_in_words(*judged()) == []
