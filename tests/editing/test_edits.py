"""Edits: what they do, what they refuse, and what they never touch."""

from copy import deepcopy

import pytest

from geodata.casefile.io import find_problems
from geodata.core.vocabulary import RECORD_KINDS
from geodata.editing import size_limits
from geodata.editing.changes import changes_since
from geodata.editing.checking import apply
from geodata.editing.edits import Add, Copy, Delete, Replace, SetAccount, accounts_in, replace
from geodata.editing.field_problems import in_form
from geodata.editing.forms import blank
from geodata.editing.records import EditError, all_ids, find_record, new_id, records
from geodata.editing.references import Referrer, dependants, referrers
from tests.cases import small_case

CASE = small_case()


def ids(document, kind):
    return [record["id"] for record in records(document, kind)]


def applied(*edits, document=CASE):
    changed = apply(document, *edits)
    assert changed.is_applied, changed.problems
    return changed.document


def refused(*edits, document=CASE):
    changed = apply(document, *edits)
    assert (changed.is_applied, changed.document is document) == (False, True)
    return [problem for problem in changed.problems if problem.severity == "error"]


def with_member(kind, record_id, **members):
    """Return a record of the case with other members."""
    record = deepcopy(find_record(CASE, kind, record_id))
    (record["properties"] if kind in ("claim", "site") else record).update(members)
    return record


@pytest.mark.parametrize(
    ("kind", "record_id"),
    [("claim", "ARMY-AT"), ("site", "CAMP"), ("actor", "ARMY"), ("event", "STRIKE"), ("source", "WIRE")],
)
def test_a_record_of_each_kind_is_copied_added_replaced_and_deleted(kind, record_id):
    """A copy stands behind its original, an added one behind the last of its kind."""
    copied = applied(Copy(kind, record_id, "COPY"))
    assert ids(copied, kind).index("COPY") == ids(copied, kind).index(record_id) + 1
    assert find_record(copied, kind, "COPY") == find_record(CASE, kind, record_id) | {"id": "COPY"}

    added = applied(Add(kind, find_record(CASE, kind, record_id) | {"id": "NEW"}))
    assert ids(added, kind) == [*ids(CASE, kind), "NEW"]

    renamed = find_record(copied, kind, "COPY") | {"note": "kept"}
    assert find_record(applied(replace(kind, "COPY", renamed), document=copied), kind, "COPY") == renamed
    assert applied(Delete(kind, ("COPY",)), document=copied) == CASE


@pytest.mark.parametrize(
    ("kind", "old", "referring"),
    [
        ("claim", "ARMY-AT", {("claim", "ARMY-IN", "derived_from")}),
        ("site", "CITY", {("claim", "ENVOY-REPORT", "site")}),
        ("event", "STRIKE", {("claim", claim["id"], "event") for claim in records(CASE, "claim")}),
        ("source", "TRT", {("claim", claim["id"], "sources") for claim in records(CASE, "claim")}),
        (
            "actor",
            "COALITION",
            {("claim", claim["id"], "about_actor") for claim in records(CASE, "claim")}
            | {("actor", "ENVOY", "part_of")},
        ),
    ],
)
def test_a_new_id_is_followed_by_every_reference(kind, old, referring):
    """And the case is in order after it."""
    renamed = applied(replace(kind, old, find_record(CASE, kind, old) | {"id": "NEW-ID"}))

    assert {(r.kind, r.id, r.member) for r in referrers(renamed, kind, {"NEW-ID"})} == referring
    assert referrers(renamed, kind, {old}) == ()


def test_ids_can_be_exchanged_at_once():
    """References follow both, and none is followed twice."""
    army, envoy = find_record(CASE, "actor", "ARMY"), find_record(CASE, "actor", "ENVOY")

    document = applied(Replace("actor", (("ARMY", army | {"id": "ENVOY"}), ("ENVOY", envoy | {"id": "ARMY"}))))

    speakers = {claim["id"]: claim["properties"]["actor"] for claim in records(document, "claim")}
    assert (speakers["ARMY-AT"], speakers["ENVOY-SE"]) == ("ENVOY", "ARMY")


def test_deleting_what_others_refer_to_names_them_all():
    """With what can be done about it."""
    [problem] = refused(Delete("site", ("CAMP",)))

    assert (problem.where, problem.rule) == ("CAMP", "edit.referred-to")
    assert all(claim in problem.message for claim in ("ARMY-AT", "ENVOY-WITHIN", "ENVOY-BEYOND", "ENVOY-SE"))
    assert "Delete these records with it, empty the references" in problem.remedy


def test_what_refers_to_it_can_go_too():
    """And what refers to that, in turn."""
    assert dependants(CASE, "site", ("CAMP",))[-1] == ("claim", "ARMY-IN")

    document = applied(Delete("site", ("CAMP",), "delete"))

    assert (ids(document, "claim"), ids(document, "site")) == (["ENVOY-REPORT"], ["CITY", "PROVINCE"])


def test_references_can_be_set_to_null():
    """A claim without its site has no relation and no geometry; what it says of distance stays, with a warning."""
    changed = apply(CASE, Delete("site", ("CAMP",), "null"))
    claim = find_record(changed.document, "claim", "ENVOY-SE")

    members = {name: claim["properties"][name] for name in ("site", "relation", "distance", "bearing")}
    stated = {"distance": {"value": "59", "unit": "km"}, "bearing": {"value": "SE"}}
    assert (claim["geometry"], members) == (None, {"site": None, "relation": None} | stated)
    assert {problem.rule for problem in changed.problems} == {"case.distance-unused", "case.bearing-unused"}


def test_a_source_and_an_origin_are_taken_out_of_lists():
    """The others in them stay."""
    document = applied(Delete("claim", ("ARMY-AT",), "null"), Delete("source", ("TRT",), "null"))

    assert find_record(document, "claim", "ARMY-IN")["properties"]["derived_from"] == []
    assert {tuple(claim["properties"]["sources"]) for claim in records(document, "claim")} == {()}


def with_accounts(*accounts):
    return CASE | {"case": CASE["case"] | {"accounts": list(accounts)}}


ARMY_SAYS = {"actor": "ARMY", "words": "they struck", "claims": ["ARMY-AT", "ARMY-IN"], "note": "kept"}
ENVOY_SAYS = {"actor": "ENVOY", "words": "not within 55 km", "claims": ["ENVOY-WITHIN"]}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            replace("claim", "ARMY-AT", find_record(CASE, "claim", "ARMY-AT") | {"id": "NEW"}),
            [ARMY_SAYS | {"claims": ["NEW", "ARMY-IN"]}, ENVOY_SAYS],
        ),
        (
            replace("actor", "ARMY", find_record(CASE, "actor", "ARMY") | {"id": "NEW"}),
            [ARMY_SAYS | {"actor": "NEW"}, ENVOY_SAYS],
        ),
        (Delete("claim", ("ARMY-IN",)), [ARMY_SAYS | {"claims": ["ARMY-AT"]}, ENVOY_SAYS]),
        (Delete("claim", ("ARMY-AT",), "null"), [ARMY_SAYS | {"claims": ["ARMY-IN"]}, ENVOY_SAYS]),
        (Delete("claim", ("ARMY-AT",), "delete"), [ENVOY_SAYS]),
        (Delete("actor", ("ARMY",), "delete"), [ENVOY_SAYS]),
        (Delete("site", ("PROVINCE",), "null"), [ARMY_SAYS, ENVOY_SAYS]),
    ],
)
def test_the_cases_own_words_for_accounts_follow(edit, expected):
    """To a new id, without a claim that is gone, and away with their last claim or their speaker."""
    assert applied(edit, document=with_accounts(ARMY_SAYS, ENVOY_SAYS))["case"]["accounts"] == expected


def test_the_cases_own_words_for_an_account_are_added_changed_and_deleted():
    """By their place in the list; what is wrong is told by the fields of the form, and said among the changes."""
    words = {"actor": "COALITION", "words": "none within 55 km", "claims": ["ENVOY-WITHIN"]}
    added = applied(SetAccount(None, words))
    assert accounts_in(added) == (words,)
    [change] = changes_since(CASE, added)
    assert (change.member, change.before, change.after) == (
        "Accounts", "", "Coalition: none within 55 km (What ENVOY-WITHIN says.)",
    )  # fmt: skip
    changed = applied(SetAccount(0, words | {"words": "not there"}), document=added)
    assert accounts_in(changed)[0]["words"] == "not there"
    assert accounts_in(applied(SetAccount(0, None), document=changed)) == ()
    found = [in_form(one) for one in refused(SetAccount(None, {"actor": None, "words": None, "claims": []}))]
    assert [(one.where, one.message) for one in found if one.severity == "error"] == [
        ("The case", "Field “In a few words”: It is empty."), ("The case", "Field “Whose account”: It is empty."),
    ]  # fmt: skip
    assert "There is no account number 2" in refused(SetAccount(1, None), document=added)[0].message


def test_an_account_that_was_wrong_before_is_known_again_behind_a_deleted_one():
    """Its number is another then, which makes it no new mistake."""
    wrong = {"actor": "COALITION", "words": "", "claims": ["ENVOY-WITHIN"]}
    document = with_accounts({"actor": "ARMY", "words": "there", "claims": ["ARMY-AT"]}, wrong)
    assert accounts_in(applied(Delete("claim", ("ARMY-AT",), "delete"), document=document)) == (wrong,)
    assert accounts_in(applied(SetAccount(0, None), document=document)) == (wrong,)


def test_a_required_reference_cannot_be_null():
    """Each claim that would be without its actor is named."""
    problems = refused(Delete("actor", ("ENVOY",), "null"))

    assert {problem.rule for problem in problems} == {"edit.required-reference"}
    assert len(problems) == 4
    assert Referrer("claim", "ENVOY-SE", "actor", "ENVOY", is_required=True) in referrers(CASE, "actor", {"ENVOY"})


@pytest.mark.parametrize(
    ("edit", "where", "rule"),
    [
        (Copy("claim", "ARMY-AT", "camp"), "camp $.features[4].id", "case.id-form"),
        (Copy("claim", "ARMY-AT", "CAMP"), "CAMP $.features[4].id", "case.id-unique"),
        (Copy("site", "NOWHERE", "NEW"), "NOWHERE", "edit.unknown"),
        (Delete("claim", ("CAMP",)), "CAMP", "edit.unknown"),
        (replace("event", "NONE", {"id": "NONE"}), "NONE", "edit.unknown"),
        (Add("actor", {"id": "A", "name": "B", "part_of": "C"}), "A $.case.actors[3].part_of", "case.reference"),
        (Add("actor", {"id": "A", "name": float("inf")}), "A $.name", "json.number"),
        (Add("actor", {"id": "A", "name": "\ud800"}), "A $.name", "json.surrogate"),
        (
            replace("site", "PROVINCE", with_member("site", "CAMP") | {"id": "PROVINCE"}),
            "ARMY-IN",
            "case.region-needed",
        ),
    ],
)
def test_what_would_make_the_case_invalid_is_refused(edit, where, rule):
    """With record, value, rule and remedy."""
    [problem] = refused(edit)

    assert (problem.where.startswith(where), problem.rule, bool(problem.remedy)) == (True, rule, True)


def test_every_problem_of_an_edit_is_said():
    """Not only the first."""
    bad = with_member("claim", "ARMY-AT", polarity="yes", site="NOWHERE", killed={"min": -1, "max": 0})

    rules = {problem.rule for problem in refused(replace("claim", "ARMY-AT", bad))}

    assert rules == {"case.vocabulary", "case.reference", "case.count"}


def test_edits_that_need_each_other_are_made_together_or_not_at_all():
    """An actor and a claim of theirs; if one is refused, so is the other."""
    actor, claim = Add("actor", {"id": "NEW", "name": "New"}), with_member("claim", "ARMY-AT", actor="NEW")

    assert refused(replace("claim", "ARMY-AT", claim))
    assert find_record(applied(replace("claim", "ARMY-AT", claim), actor), "actor", "NEW")
    assert refused(actor, Copy("claim", "NONE", "X"))


def test_what_was_wrong_before_keeps_nothing_from_being_done():
    """It is said apart, wherever records before it have come or gone; and it can be mended step by step."""
    broken = deepcopy(CASE)
    broken["features"][8]["properties"] |= {"polarity": "yes", "credibility": "9"}

    changed = apply(broken, Delete("claim", ("ENVOY-SE",)))
    mended = apply(
        broken,
        replace("claim", "ENVOY-REPORT", deepcopy(find_record(CASE, "claim", "ENVOY-REPORT")) | {"id": "RENAMED"}),
    )

    assert (changed.is_applied, changed.problems) == (True, ())
    assert [problem.rule for problem in find_problems(changed.document)] == ["case.vocabulary"] * 2
    assert (mended.is_applied, [*find_problems(mended.document)]) == (True, [])


def test_a_broken_record_can_be_renamed():
    """What is wrong with it is not new under its new id."""
    broken = deepcopy(CASE)
    broken["case"]["sources"][1]["url"] = "ftp://example.org"

    changed = apply(broken, replace("source", "WIRE", broken["case"]["sources"][1] | {"id": "AGENCY"}))

    assert (changed.is_applied, changed.problems) == (True, ())
    assert [problem.rule for problem in find_problems(changed.document)] == ["case.url"]


def test_claims_move_with_their_site():
    """A claim's geometry is its site's, one said without relation has none."""
    moved = find_record(CASE, "site", "CAMP") | {"geometry": {"type": "Point", "coordinates": [40.1, 35.4]}}
    nowhere = with_member("claim", "ARMY-AT", relation=None) | {"geometry": None}

    document = applied(replace("claim", "ARMY-AT", nowhere), replace("site", "CAMP", moved))

    assert find_record(document, "claim", "ENVOY-SE")["geometry"] == moved["geometry"]
    assert (
        find_record(document, "claim", "ARMY-AT")["geometry"],
        find_record(document, "claim", "ENVOY-REPORT")["geometry"],
    ) == (
        None,
        find_record(CASE, "claim", "ENVOY-REPORT")["geometry"],
    )


def test_a_claim_gets_the_place_of_the_site_it_names():
    """And loses it with the site."""
    elsewhere = applied(replace("claim", "ARMY-AT", with_member("claim", "ARMY-AT", site="CITY")))
    nowhere = applied(replace("claim", "ARMY-AT", with_member("claim", "ARMY-AT", site=None, relation=None)))

    assert find_record(elsewhere, "claim", "ARMY-AT")["geometry"] == find_record(CASE, "site", "CITY")["geometry"]
    assert find_record(nowhere, "claim", "ARMY-AT")["geometry"] is None


def test_what_was_given_is_neither_changed_nor_shared():
    """A form may go on with its own record."""
    record = with_member("claim", "ARMY-AT", note={"a": [1]}) | {"id": "NEW"}
    document = applied(Add("claim", record))
    record["properties"]["note"]["a"].append(2)

    assert find_record(document, "claim", "NEW")["properties"]["note"] == {"a": [1]}
    assert small_case() == CASE


@pytest.mark.parametrize("document", [{}, {"case": 7, "features": 7}, {"case": {"actors": [7, {"id": 7}]}}])
def test_a_document_that_is_no_case_is_answered_not_stumbled_over(document):
    """An edit of it is refused with a reason, or mends it a little."""
    for kind in RECORD_KINDS:
        changed = apply(document, Add(kind, blank(kind)))
        assert changed.is_applied or changed.problems
    with pytest.raises(EditError, match="There is no place 'CAMP'"):
        find_record(document, "site", "CAMP")


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [("MAX_RECORDS", 15, "The case would have 16 records"), ("MAX_RECORD_BYTES", 100, "The record takes")],
)
def test_limits_are_said(monkeypatch, limit, value, message):
    """In a sentence, and nothing is changed."""
    assert len(all_ids(CASE)) == 15
    monkeypatch.setattr(size_limits, limit, value)

    [problem] = refused(Add("claim", with_member("claim", "ARMY-AT") | {"id": "NEW"}))

    assert (problem.rule, message in problem.message) == ("edit.size", True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Strike on the camp", "STRIKE-ON-THE-CAMP"),
        ("camp", "CAMP-2"),
        ("al-Ḥasakah's 2nd", "AL-HASAKAHS-2ND"),
        ("معسكر", "EVENT"),
        ("", "EVENT"),
        ("x" * 100, "X" * 40),
        ("one " * 100, "ONE-ONE-ONE-ONE-ONE-ONE-ONE-ONE-ONE-ONE"),
    ],
)
def test_a_proposed_id_is_in_form_and_unlike_all_others(words, expected):
    """Also of words that have no Latin letter."""
    assert new_id(CASE, "event", words) == expected
    assert applied(Add("event", {"id": expected, "name": "x"}))


def test_what_was_done_names_the_record():
    """By its name; by its id where it has none."""
    said = {
        "Add actor “ Second army”": Add("actor", {"id": "ARMY-2", "name": " Second army"}),
        "Add claim NEW": Add("claim", {"id": "NEW", "properties": None}),
        "Change actor “Army”, now ARMEE": replace("actor", "ARMY", {"id": "ARMEE", "name": "Army"}),
        "Copy place “Camp”": Copy("site", "CAMP", "CAMP-2"),
        "Delete source “Report”, GONE, and every reference to it": Delete("source", ("TRT", "GONE"), "null"),
    }
    assert {edit.in_words(CASE): edit for edit in said.values()} == said
