"""What each side says of an event, and whether two can be true together: never more than was proved."""

from dataclasses import replace

import pytest

from geodata.core.assumptions import Assumptions
from geodata.core.model import Account, case_from_document, events_by_claims
from geodata.render.html import sets
from geodata.render.html.answer_card import answer_card
from geodata.render.text.account_view import accounts_view
from geodata.render.text.account_words import answers_of
from geodata.render.text.answer_view import answer_view
from geodata.render.text.headline import headline
from geodata.render.text.main_account import accounts_among
from geodata.render.text.palette import colors
from geodata.render.text.side_words import Deciding
from geodata.render.text.sides import sides_speaking
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.side_pairs import claims_about, compare_groups
from geodata.verdicts.verdict_matrix import table
from tests.cases import small_case
from tests.pages import CASE as BUNDLED
from tests.test_verdicts import ANY, AT_CAMP, DENY, KM_55, setting

ARMY, ENVOY, ELSE, COALITION = ({"actor": name} for name in ("ARMY", "ENVOY", "ELSE", "COALITION"))
BY_ARMY, BY_COALITION = ({"about_actor": name} for name in ("ARMY", "COALITION"))
THREE, FOUR = ({"killed": {"min": number, "max": number}} for number in (3, 4))


def main_accounts(found, event):
    case = found.case
    about = claims_about(found, event, found.current([claim.id for claim in case.claims]))
    return accounts_among(case, [case.claim_by_id[claim] for claim in about])


def view_of(found, event="STRIKE", unit="km"):
    return answer_view(found, table(found), event, unit)


def answered(*claims, **assumptions):
    """Return the view of the only event of claims A, B, ...."""
    return view_of(setting(*claims, **assumptions))


def row(view, name):
    return next(one for one in view.rows if one.name == name)


def main(view, name):
    return [verdict.words for verdict in row(view, name).main]


def rest(view, name):
    return [verdict.words for verdict in row(view, name).rest]


def told(view, name):
    return [[answer.words.replace("\u00a0", " ") for answer in cell] for cell in row(view, name).cells]


OTHERS = "others (Deirezzor24; Syrian Observatory for Human Rights (SOHR) and 2 more)"


@pytest.fixture(scope="module")
def bundled():
    return view_of(CaseContext(BUNDLED), "CAMP-STRIKE")


def test_the_bundled_case_is_answered(bundled):
    """Who excludes whom, on what, by how much; what is not proved is said not to be."""
    assert bundled.heads == ("Syrian government", "US-led coalition", "Russia", "Others (6 actors)")
    assert main(bundled, "Where") == [
        "Cannot both be true: claims of Syrian government and US-led coalition miss each other by at least 54.5 km",
        "Cannot both be true: claims of Syrian government and Russia miss each other by at least 1 km",
        f"Cannot both be true: claims of Russia and {OTHERS} miss each other by at least 2.0 km",
    ]
    assert row(bundled, "Where").main[0].claims == ("SYRIA-MFA-CAMP-STRIKE", "MCGURK-55-KM")
    assert main(bundled, "Who") == [
        "Cannot both be right on who: Syrian government and US-led coalition",
        "Cannot both be right on who: US-led coalition and Russia",
    ]
    assert main(bundled, "When") == ["Not shown to contradict: Syrian government, US-led coalition and Russia"]
    assert bundled.numbers == "Counts differ: 3 or 4 killed; 12, 13 or 30 wounded"
    assert [verdict.verdict for verdict in row(bundled, "How many").main] == [
        "contradictory", "undecided", "undecided",
    ]  # fmt: skip
    assert main(bundled, "How many")[1].startswith("Possible, depends on when each number of ")
    assert [one.name for one in bundled.rows] == ["Where", "Who", "When", "How many"]


def test_each_cell_is_of_claims(bundled):
    """Every answer names the claims that give it, all of them of that side."""
    for one in bundled.rows:
        for side, cell in zip(bundled.sides, one.cells, strict=True):
            for answer in cell:
                assert {BUNDLED.claim_by_id[claim].actor for claim in answer.claims} <= set(side.members)
                assert answer.claims


def test_sides_against_sides(bundled):
    """Symmetric; a cell has the claims that decide, who before where."""
    assert [[cell.words for cell in cells][:3] for cells in bundled.matrix[:3]] == [
        ["Possible but not certain: how many", "who and where", "where"],
        ["who and where", "Not shown to contradict", "who"],
        ["where", "who", "Not shown to contradict"],
    ]
    cell = bundled.cell("SYRIA;COALITION")
    assert next(one for one in cell.deciding if one.on == "on where").claims[0] == (
        "SYRIA-MFA-CAMP-STRIKE",
        "MCGURK-55-KM",
    )
    assert cell.title == "Syrian government and US-led coalition: exclude each other"
    assert bundled.cell("SYRIA;NOBODY") is None
    assert bundled.cell("others;RUSSIA").names == (OTHERS, "Russia")


def test_the_margin_is_in_the_readers_unit():
    """As every length that is not as spoken."""
    assert main(view_of(CaseContext(BUNDLED), "CAMP-STRIKE", "mi"), "Where")[0].endswith(
        "miss each other by at least 33.8 mi"
    )


@pytest.mark.parametrize("event", [event.id for event in BUNDLED.events])
def test_no_verdict_says_more_than_a_pair_of_claims(event):
    """Each worst verdict of two sides is that of a pair of their claims, and none of theirs is worse."""
    found = CaseContext(BUNDLED)
    pairs = table(found)
    rows = {claim: number for number, claim in enumerate(pairs.claims)}
    claims = [BUNDLED.claim_by_id[claim] for claim in claims_about(found, event, pairs.claims)]
    sides = sides_speaking(BUNDLED, claims)
    groups = [[claim.id for claim in claims if claim.actor in side.members] for side in sides]
    codes = {"compatible": 1, "undecided": 2, "contradictory": 3}
    for one in compare_groups(found, pairs, groups):
        first, second = (groups[number] for number in one.groups)
        seen = [
            pairs.aspects[one.aspect][rows[a], rows[b]]
            for a in first
            for b in second
            if one.aspect != "time" or (found.case.claim_by_id[a].event and found.case.claim_by_id[b].event)
        ]
        assert max(seen) == codes[one.verdict]
        assert {pairs.aspects[one.aspect][rows[a], rows[b]] for a, b in one.claims} == {codes[one.verdict]}


def test_two_sides_that_group_nobody_stand_for_themselves():
    """The others are those that a case groups under nobody beside sides that it has; here there are none."""
    view = answered(ARMY | AT_CAMP | BY_COALITION, ELSE | DENY | BY_COALITION)
    assert view.heads == ("Army", "Somebody else")
    assert main(view, "Who") == ["Cannot both be right on who: Army and Somebody else"]
    assert main(view, "Where") == ["Not compared: said by Army alone"]
    assert main(view, "When") == ["Not compared: nobody says it"]


def test_three_sides_and_one_claim_each():
    """Of one claim each a pair that can be true is one that was shown to be; it is said of the pairs it holds for."""
    view = answered(ARMY | THREE, ENVOY | FOUR, ELSE | THREE, counts_as_of_statement=False)
    assert view.heads == ("Coalition", "Army", "Somebody else")
    assert main(view, "How many") == [
        "Cannot both be right on the number of killed: Coalition and Army, by 1 person",
        "Cannot both be right on the number of killed: Coalition and Somebody else, by 1 person",
    ]
    assert rest(view, "How many") == ["Can be true together on the number of killed: Army and Somebody else"]
    assert view.numbers == "Counts differ: 3 or 4 killed"


def test_what_several_claims_say_is_not_shown_to_contradict():
    """Each pair may be possible, and all of them together not: that is not said to be possible."""
    view = answered(ARMY | AT_CAMP, ARMY | {"relation": "in", "site": "PROVINCE"}, ELSE | AT_CAMP)
    assert main(view, "Where") == ["Not shown to contradict: Army and Somebody else"]
    assert view.matrix[0][1].title == "Army and Somebody else: not shown to contradict"
    assert "possible" not in str(view)


def test_what_is_hedged_is_not_decided():
    """And said to be hedged, where it stands."""
    view = answered(ARMY | BY_COALITION, ELSE | BY_ARMY | {"certainty": "probable"})
    assert main(view, "Who") == [
        "Possible, depends on whether what Somebody else only called probable or possible is so: Army and Somebody else"
    ]
    assert told(view, "Who") == [["Coalition"], ["Army (said to be probable)"]]


def test_only_denials_are_not_compared():
    """Two denials do not contradict; what is denied flatly has a row of its own."""
    view = answered(ARMY | DENY, ELSE | DENY | AT_CAMP)
    assert main(view, "Whether") == ["Not compared: said by Army alone"]
    assert told(view, "Where") == [[], ["not at Camp (± 2 km)"]]
    assert {cell.verdict for cells in view.matrix for cell in cells} == {"unrelated"}


def test_whether_it_happened_is_asked_where_somebody_denies_it():
    """Only there."""
    view = answered(ARMY | DENY, ELSE | AT_CAMP)
    assert main(view, "Whether") == ["Cannot both be right on whether it happened: Army and Somebody else"]
    assert view.matrix[0][1].words == "whether"


def test_a_denial_of_any_event_is_of_the_event_it_is_compared_with():
    """In its own words; its time says what it speaks of, and is no account of when that was."""
    view = answered(
        ARMY | AT_CAMP | BY_COALITION | {"event_time": "2015-12-06"},
        ENVOY | DENY | ANY | KM_55 | {"event_time": "2015-12-06"},
        ENVOY | DENY | ANY | KM_55 | {"event_time": "2014"},
    )
    assert told(view, "Where") == [
        ["no event by Coalition within 55 km ± 0.5 km of Camp (± 2 km)"],
        ["at Camp (± 2 km)"],
    ]
    assert main(view, "Where") == [
        "Cannot both be true: claims of Coalition and Army miss each other by at least 54.5 km"
    ]
    assert row(view, "Where").cells[0][0].claims == ("B",)
    assert main(view, "When") == ["Not compared: said by Army alone"]


def test_times_miss_by_a_length_of_time():
    """The longest of those that are asked."""
    view = answered(ARMY | {"event_time": "2015-12-06"}, ELSE | {"event_time": "2015-12-09"})
    assert main(view, "When") == [
        "Cannot both be true: claims of Army and Somebody else miss each other by at least 2.0 days"
    ]


def test_a_side_that_contradicts_itself_is_compared_all_the_same():
    """And is said to; its cell of the matrix has the claims."""
    view = answered(ARMY | BY_COALITION, ARMY | BY_ARMY, ELSE | BY_COALITION)
    assert main(view, "Who") == [
        "Cannot both be right on who: Army and Somebody else",
        "Army is inconsistent in itself on who",
    ]
    assert rest(view, "Who") == []
    assert view.cell("ARMY;ARMY").inner == "1 inner contradiction: who"
    assert view.cell("ARMY;ARMY").deciding == (Deciding("on who", is_on_numbers=False, claims=(("A", "B"),), count=1),)


def test_one_side_only():
    """There is nothing to compare it with, which is said."""
    view = answered(ARMY | AT_CAMP)
    assert (view.heads, len(view.matrix)) == (("Army",), 1)
    assert view.note.startswith("Only one side speaks of this event")
    assert main(view, "Where") == ["Not compared: said by Army alone"]


def test_an_event_of_which_nobody_speaks_and_an_empty_case():
    """No side, no row that says anything, and no event to choose."""
    found = setting(ARMY | {"event": None})
    assert view_of(found).sides == ()
    assert events_by_claims(found.case.claims) == ()
    assert main_accounts(found, "STRIKE") == ()


def test_the_main_event_is_the_one_of_which_most_claims_speak():
    """Others follow by how many do."""
    assert events_by_claims(BUNDLED.claims)[0] == "CAMP-STRIKE"


def said(found, event="STRIKE"):
    return [(one.sign, one.name, one.words) for one in main_accounts(found, event)]


def given(*accounts):
    """Return two claims, by the envoy and the army, with words of the case's own for accounts."""
    found = setting(ENVOY | AT_CAMP | BY_ARMY, ARMY | AT_CAMP | BY_COALITION)
    return CaseContext(replace(found.case, accounts=tuple(Account(*account) for account in accounts)))


def test_a_case_may_word_the_accounts_itself():
    """Instead of the line made of a side's claims, by any actor of it; the other side's line is made as ever."""
    assert said(given()) == [("●", "Coalition", "by Army, at Camp"), ("●", "Army", "by Coalition, at Camp")]
    found = given(("ENVOY", "it was the army", ("A",)))
    assert said(found) == [("●", "Envoy", "it was the army"), ("●", "Army", "by Coalition, at Camp")]
    assert [one.words for one in view_of(found).accounts] == ["it was the army", "by Coalition, at Camp"]


@pytest.mark.parametrize("claims", [(), ("B",), ("A", "B"), ("GONE",), ("A", "GONE")])
def test_words_that_rest_on_no_claim_of_the_actor_are_not_shown(claims):
    """Nor those that rest on somebody else's as well: nobody is given words that are not theirs."""
    assert said(given(("COALITION", "it was the army", claims))) == said(given())


def test_the_bundled_case_words_its_accounts():
    """Each on the claims of who is named."""
    assert [(one.name, one.words) for one in main_accounts(CaseContext(BUNDLED), "CAMP-STRIKE")] == [
        ("Syrian government", "the US-led coalition struck the camp"),
        ("US-led coalition", "no coalition strike within 55 km"),
        ("United States", "unnamed officials point to a Russian bomber"),
        ("Russia", "no Russian aircraft were there"),
    ]


def test_a_headline_is_about_one_event_and_counts_the_others():
    """That of which most claims speak; without an event there is none."""
    main = headline(CaseContext(BUNDLED), "km")

    assert (main.name, main.others) == ("Strike on the Saeqa camp", len(events_by_claims(BUNDLED.claims)) - 1)
    assert main.accounts == main_accounts(CaseContext(BUNDLED), "CAMP-STRIKE")
    assert headline(CaseContext(replace(BUNDLED, claims=())), "km") is None


def test_days_that_follow_each_other_are_no_second_apart():
    """They are two days: less than a second is no margin to tell of."""
    view = answered(ARMY | {"event_time": "2015-12-06"}, ELSE | {"event_time": "2015-12-07"})
    assert main(view, "When") == ["Cannot both be right on when: Army and Somebody else"]


def test_a_headline_says_which_sides_exclude_each_other():
    """Two by two, on what, and how far apart they put it, in the unit that was chosen."""
    told = [cell.disputed for cell in headline(CaseContext(BUNDLED), "mi").excluding]
    assert told == [
        "Syrian government and US-led coalition (who and where, by at least 33.8 mi)",
        "Syrian government and Russia (where, by at least 1 mi)",
        "US-led coalition and Russia (who)",
    ]


def test_a_headline_puts_numbers_of_people_last():
    """Who and where are what is disputed first."""
    case = setting(ARMY | THREE | BY_ARMY, COALITION | FOUR, ELSE | BY_COALITION).case
    part = replace(case.actor_by_id["ELSE"], id="PART", part_of="ELSE")  # which makes that a side
    as_given = Assumptions(counts_as_of_statement=False)
    found = headline(CaseContext(replace(case, actors=(*case.actors, part)), as_given), "km")
    assert [cell.words for cell in found.excluding] == ["who", "how many"]


def test_a_headline_says_that_nothing_was_compared():
    """That no pair is listed would else read as if all could be true."""
    assert not headline(setting(ARMY | AT_CAMP), "km").is_compared
    compared = headline(setting(ARMY | AT_CAMP, ELSE | AT_CAMP), "km")
    assert compared.is_compared
    assert not compared.excluding


def test_main_accounts_are_in_words_of_the_claims():
    """Who and where; denials stay denials."""
    assert said(CaseContext(replace(BUNDLED, accounts=())), "CAMP-STRIKE") == [
        ("●", "Syrian government", "by US-led coalition, at Saeqa camp"),
        (
            "⊘",
            "US-led coalition",
            "no air strike by US-led coalition within 55 km of Saeqa camp; by Russia (said to be certain)",
        ),
        ("⊘", "Russia", "not by Russia; 2 km W of Deir ez-Zor"),
    ]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (AT_CAMP, {"where": "at Camp (± 2 km)"}),
        (KM_55 | {"bearing": {"value": "SE"}}, {"where": "within 55 km ± 0.5 km SE of Camp (± 2 km)"}),
        (KM_55 | {"relation": "beyond"}, {"where": "beyond 55 km ± 0.5 km from Camp (± 2 km)"}),
        (
            KM_55 | {"relation": "at_distance", "distance": {"value": "35", "unit": "mi"}},
            {"where": "35 mi (56.3 km) ± 0.81 km from Camp (± 2 km)"},
        ),
        ({"relation": "in", "site": "PROVINCE"}, {"where": "in Province"}),
        ({"about_actor": ["ARMY", "ENVOY"]}, {"who": "Army and Envoy"}),
        (DENY | BY_ARMY | AT_CAMP, {"where": "not by Army at Camp (± 2 km)"}),
        (DENY | BY_ARMY, {"who": "not Army"}),
        (DENY | ANY | {"event_kinds": ["air strike", "raid"]}, {"who": "no air strike or raid by Coalition"}),
        (DENY | THREE | BY_ARMY | AT_CAMP, {"how many": "not 3 killed"}),
        ({"polarity": "report", **BY_ARMY}, {"who": "relays: Army"}),
        ({"wounded": {"min": 4, "max": None, "so_far": True}}, {"how many": "4 or more wounded, so far"}),
        ({"event_time": "2015-12-06", "event_time_words": "evening"}, {"when": "6 December 2015, “evening”"}),
    ],
)
def test_what_a_claim_says(members, said):
    """Its own words and numbers, with how exact they are."""
    found = setting(members)
    words = {name: words.replace("\u00a0", " ") for name, words in answers_of(found, found.case.claims[0], "km")}
    words.pop("whether", None)
    assert words == said


def test_a_place_that_is_not_known_is_said_to_be():
    """Neither left out, nor taken for an exact one."""
    document = small_case()
    document["features"][0]["geometry"] = None
    document["features"][1]["properties"]["coordinateUncertaintyInMeters"] = None
    found = CaseContext(case_from_document(document))
    view = view_of(found)
    words = [answer.words for cell in row(view, "Where").cells for answer in cell]
    assert "not by Coalition within 55 km ±\u00a00.5\u00a0km of Camp (position not known)" in words
    assert "relays: over City (± unknown)" in words


def test_names_are_escaped_and_run_in_their_own_direction():
    """A side, an event and a place named in Arabic, and by what would be markup."""
    document = small_case()
    document["case"]["actors"][0]["name"] = "التحالف <b>"
    document["case"]["events"][0]["name"] = "ضربة <script>"
    case = case_from_document(document)
    found = CaseContext(case, Assumptions())
    view = view_of(found)
    markup = answer_card(case, view, colors(case), view.matrix[0][1])
    assert "<bdi>ضربة &lt;script&gt;</bdi>" in markup
    assert "<bdi>التحالف &lt;b&gt;</bdi>" in markup
    assert "<script" not in markup


def test_sentences_run_from_left_to_right():
    """Also those that begin with a name that does not: their first letter would turn the whole sentence round."""
    document = small_case()
    document["case"]["actors"][2]["name"] = "الجيش"
    case = case_from_document(document)
    found = CaseContext(case)
    view = view_of(found)
    markup = answer_card(case, view, colors(case), view.cell("ARMY;COALITION"))
    assert '<bdi dir="ltr">الجيش and Coalition: not shown to contradict</bdi>' in markup
    assert f'<bdi dir="ltr">{main(view, "Who")[0]}</bdi>' in markup
    said_of = accounts_view(case, consistency(found), by_side=False)
    assert '<li><bdi dir="ltr">الجيش' in sets.accounts_together(said_of, 20, None)
