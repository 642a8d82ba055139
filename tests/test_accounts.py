"""Which actors' accounts are consistent with each other, and how it is said."""

from dataclasses import replace

from geodata.render.text.account_view import accounts_view
from geodata.verdicts.actor_consistency import Clash, compare_accounts
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from tests.pages import CASE as BUNDLED
from tests.test_verdicts import setting

THREE, FOUR, ANY_NUMBER = ({"killed": {"min": low, "max": high}} for low, high in ((3, 3), (4, 4), (0, None)))
ARMY, ENVOY, ELSE, COALITION = ({"actor": name} for name in ("ARMY", "ENVOY", "ELSE", "COALITION"))
BY_ARMY, BY_COALITION = ({"about_actor": name} for name in ("ARMY", "COALITION"))


def judged(*claims, by_side=False):
    found = setting(*claims, counts_as_of_statement=False)
    sets = consistency(found)
    return compare_accounts(found.case, sets, by_side=by_side), accounts_view(found.case, sets, by_side=by_side)


def said(*claims, by_side=False):
    return list(judged(*claims, by_side=by_side)[1].sentences)


def test_who_stands_with_whom():
    """Two that differ, one that goes with both."""
    found, view = judged(THREE | ARMY, FOUR | ENVOY, ANY_NUMBER | ELSE)
    assert found.conflicts == (Clash(("ARMY", "ENVOY"), frozenset({"killed"})),)
    assert found.together == (("ARMY", "ELSE"), ("ENVOY", "ELSE"))
    assert view.sentences == (
        "Army and Envoy exclude each other on the number of killed.",
        "Somebody else excludes no other account.",
    )


def test_accounts_that_exclude_the_same_are_said_in_one_sentence():
    """Two that agree against one, and two against two."""
    assert said(THREE | ARMY, THREE | ELSE, FOUR | ENVOY) == [
        "Envoy and each of Army and Somebody else exclude each other on the number of killed."
    ]
    assert said(THREE | ARMY, THREE | ELSE, FOUR | ENVOY, FOUR | COALITION) == [
        "Each of Army and Somebody else and each of Envoy and Coalition exclude each other on the number of killed."
    ]


def test_names_that_hold_commas_are_told_apart():
    """Who is one of two, and whose name goes on."""
    names = {"ARMY": "Army, north", "ENVOY": "Envoy", "ELSE": "Else, south"}
    found = setting(THREE | ARMY, FOUR | ENVOY, FOUR | ELSE, counts_as_of_statement=False)
    named = [replace(actor, name=names.get(actor.id, actor.name)) for actor in found.case.actors]
    case = replace(found.case, actors=tuple(named))
    assert accounts_view(case, consistency(found), by_side=False).sentences == (
        "Army, north; and each of Envoy; and Else, south exclude each other on the number of killed.",
    )


def test_who_is_told_before_how_many():
    """In whatever order the file has them; what two exclude each other on is told together."""
    assert said(
        THREE | ARMY, FOUR | ELSE, FOUR | BY_ARMY | ENVOY, FOUR | BY_COALITION | COALITION, THREE | BY_ARMY | COALITION
    )[:2] == [
        "Envoy and Coalition exclude each other on who and the number of killed.",
        "Army and each of Somebody else, Envoy and Coalition exclude each other on the number of killed.",
    ]


def test_an_account_that_contradicts_itself_is_compared_all_the_same():
    """It is named, excludes others by each of its claims, and is in a group, of which there is no scenario."""
    found, view = judged(THREE | ARMY, FOUR | ARMY, FOUR | ENVOY, ANY_NUMBER | ELSE)
    assert found.broken == ("ARMY",)
    assert found.together == (("ARMY", "ELSE"), ("ENVOY", "ELSE"))
    assert [group.is_possible for group in view.groups] == [False, True]
    assert view.groups[0].names == ("Army, inconsistent in itself", "Somebody else")
    assert view.sentences == (
        "Army and Envoy exclude each other on the number of killed.",
        "Army is also inconsistent in itself on the number of killed: not all of its claims can be true.",
        "Somebody else excludes no other account.",
    )


def test_one_that_contradicts_itself_alone_excludes_nobody():
    """Whatever else is said; it is not among those of whom nothing is to be told."""
    found, view = judged(THREE | ARMY, FOUR | ARMY, ANY_NUMBER | ELSE)
    assert (found.conflicts, found.together) == ((), (("ARMY", "ELSE"),))
    assert view.sentences == (
        "Army is inconsistent in itself on the number of killed: not all of its claims can be true.",
        "Somebody else excludes no other account.",
    )


def test_a_side_is_an_actor_with_its_parts():
    """The envoy is part of the coalition."""
    found, view = judged(THREE | COALITION, FOUR | ENVOY, THREE | ARMY, by_side=True)
    assert (found.actors, found.broken) == (("COALITION", "ARMY"), ("COALITION",))
    assert view.sentences == (
        "Coalition (with its parts) and Army exclude each other on the number of killed.",
        (
            "Coalition (with its parts) is also inconsistent in itself on the number of killed: not all of its claims "
            "can be true."
        ),
    )


def test_the_sides_of_the_bundled_case_exclude_each_other():
    """The coalition's own 4 km, between two of its speakers, do not take it out of the dispute."""
    view = accounts_view(BUNDLED, consistency(CaseContext(BUNDLED)), by_side=True)
    parts = "(with its parts)"
    assert view.sentences[0] in {
        f"Syrian government {parts} and US-led coalition {parts} exclude each other on who and where.",
        f"US-led coalition {parts} and Syrian government {parts} exclude each other on who and where.",
    }
    assert (
        f"US-led coalition {parts} is also inconsistent in itself on where: not all of its claims can be true."
        in view.sentences
    )
    assert any("US-led coalition (with its parts), inconsistent in itself" in group.names for group in view.groups)


def test_one_actor_and_none():
    """Both have an answer."""
    assert said(THREE | ARMY) == ["All claims of Army can be true together."]
    assert said() == []
