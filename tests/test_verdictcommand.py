"""``verdicts`` on the command line: docs/command-line.md, "Verdicts"."""

import json
from collections import Counter

import pytest

from geodata.__main__ import main
from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.verdicts import text_report
from geodata.verdicts.pairwise import ASPECTS
from tests.cases import small_case


@pytest.fixture
def case_path(tmp_path):
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(small_case()))
    return path


def answer(capsys, *words):
    """Return exit status, the JSON document on standard output, and standard error."""
    status = main(["verdicts", "--json", *map(str, words)])
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


def test_the_fixed_members(case_path, capsys):
    """One document with every pair, and nothing else on either stream."""
    status, document, err = answer(capsys, case_path)
    assert (status, err, document["rule"], len(document["pairs"])) == (0, "", "2020", 10)
    assert {"rule", "pairs", "conflicts", "consistent_sets"} <= set(document)
    for pair in document["pairs"]:
        assert set(pair) == {"a", "b", "verdict", "aspects"}
        assert set(pair["aspects"]) <= set(ASPECTS)
        assert all({"verdict", "slack_m", "why"} <= set(aspect) for aspect in pair["aspects"].values())


@pytest.mark.parametrize(
    ("rule", "verdict", "slack_m"), [("2020", "compatible", 22.368), ("2004", "undecided", -1282.304)]
)
def test_the_pair_that_the_rule_decides(capsys, rule, verdict, slack_m):
    """To the centimetre."""
    _, document, _ = answer(capsys, BUNDLED_CASE, "--rule", rule, "--claims", "CJTF-35-MILES,MCGURK-55-KM")
    [pair] = document["pairs"]
    assert (pair["a"], pair["b"], pair["verdict"], document["rule"]) == (
        "MCGURK-55-KM",
        "CJTF-35-MILES",
        verdict,
        rule,
    )
    assert pair["aspects"]["place"]["slack_m"] == pytest.approx(slack_m, abs=0.005)
    assert (document["conflicts"], document["consistent_sets"]) == ([], [["MCGURK-55-KM", "CJTF-35-MILES"]])


def test_a_width_in_place_of_a_rule(capsys):
    """As ``precision`` takes it."""
    _, document, _ = answer(capsys, BUNDLED_CASE, "--rule", "500 m", "--claims", "CJTF-35-MILES,MCGURK-55-KM")
    assert (document["rule"], document["pairs"][0]["aspects"]["place"]["slack_m"]) == ("500 m", pytest.approx(327.04))


def test_unknown_claims_are_named_with_the_nearest(case_path, capsys):
    """All of them at once; wrong usage."""
    status, document, err = answer(capsys, case_path, "--claims", "ARMY-ATT,ENVOY-SE,XYZ")
    assert status == 2
    assert document["error"].startswith("There is no claim 'ARMY-ATT'. Did you mean ARMY-AT")
    assert "There is no claim 'XYZ'. Give one of " in err


def test_ids_in_lower_case_repeated_and_out_of_order(case_path, capsys):
    """Each once, in the order of the file."""
    _, document, _ = answer(capsys, case_path, "--claims", "envoy-within, ARMY-AT,ARMY-AT")
    assert [(pair["a"], pair["b"]) for pair in document["pairs"]] == [("ARMY-AT", "ENVOY-WITHIN")]


@pytest.mark.parametrize(("claims", "sets"), [("ARMY-AT", [["ARMY-AT"]])])
def test_one_claim(case_path, capsys, claims, sets):
    """No pair, no conflict, one set."""
    _, document, _ = answer(capsys, case_path, "--claims", claims)
    assert (document["pairs"], document["conflicts"], document["consistent_sets"]) == ([], [], sets)


def test_no_claims_at_all(tmp_path, capsys):
    """A case without claims has one set, the empty one."""
    document = small_case()
    document["features"] = document["features"][:3]
    (tmp_path / "a").write_text(json.dumps(document))
    status, document, _ = answer(capsys, tmp_path / "a")
    assert (status, document["pairs"], document["consistent_sets"]) == (0, [], [[]])


@pytest.mark.parametrize(("text", "status"), [("{", 1), ('{"type": "Point", "coordinates": [1, 2]}', 1), (None, 2)])
def test_input_that_is_no_case(tmp_path, capsys, text, status):
    """Its problems, each named; or that it cannot be read."""
    if text is not None:
        (tmp_path / "a").write_text(text)
    found, document, err = answer(capsys, tmp_path / "a")
    assert (found, "error" in document, bool(err)) == (status, True, True)


@pytest.mark.parametrize("words", [[], ["a", "--rule", "1999"], ["a", "b"], ["a", "--nonsense"]])
def test_wrong_usage(words, capsys):
    """It is told on standard error."""
    try:
        status = main(["verdicts", *words])
    except SystemExit as stop:
        status = stop.code
    assert status == 2
    assert capsys.readouterr().out == ""


def test_text_begins_with_the_summary(capsys):
    """Then sides, sets, pairs, counted as the answer for programs has them."""
    _, document, _ = answer(capsys, BUNDLED_CASE)
    pairs, earlier = document["pairs"], len(document["earlier_versions"])
    claims = {claim for pair in pairs for claim in (pair["a"], pair["b"])}
    counts = Counter(pair["verdict"] for pair in pairs)
    assert main(["verdicts", str(BUNDLED_CASE)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(", rule 2020")
    assert lines[1] == (
        f"  {len(claims)} claims, {len(pairs):,} pairs: {counts['contradictory']} cannot both be true, "
        f"{counts['undecided']} possible but not certain, {counts['compatible']} can both be true; "
        f"{counts['unrelated']:,} have no aspect of an event in common. {earlier} earlier versions left out."
    )
    assert "  --all-versions compares earlier versions, too" in lines
    assert "  SOHR-FIRST-GUARD-POST + SYRIA-MFA-LETTERS + MCGURK-55-KM" in lines


def test_too_many_pairs_leave_the_unrelated_out(case_path, capsys, monkeypatch):
    """And say how many."""
    monkeypatch.setattr(text_report, "MAX_PAIRS", 3)
    _, document, _ = answer(capsys, case_path)
    assert "unrelated" not in {pair["verdict"] for pair in document["pairs"]}
    assert len(document["pairs"]) + document["unrelated_omitted"] == 10


def test_each_largest_set_has_a_status(capsys):
    """The same sets in the same order; each of the bundled case has a way to be true."""
    _, document, _ = answer(capsys, BUNDLED_CASE)
    assert [one["claims"] for one in document["sets"]] == document["consistent_sets"]
    assert {one["status"] for one in document["sets"]} == {"witnessed"}


def test_too_many_sets_are_cut_and_said(capsys, monkeypatch):
    """The count stays, the list is cut, the document says so."""
    monkeypatch.setattr(text_report, "MAX_SETS", 1)
    _, document, err = answer(capsys, BUNDLED_CASE)
    assert (len(document["consistent_sets"]), document["complete"]) == (1, False)
    said = f"Of {document['consistent_set_count']:,} maximal sets the first 1 are listed."
    assert document["note"].strip() == err.strip() == said


def test_what_no_verdict_uses_is_said(tmp_path, capsys):
    """A direction of “at” narrows nothing: standard error names the claim."""
    document = small_case()
    at = next(one for one in document["features"] if one["properties"].get("relation") == "at")
    at["properties"]["bearing"] = {"value": "SE"}
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(document))
    status, _, err = answer(capsys, path)
    assert status == 0
    assert err.startswith(f"{at['id']} $.features")
    assert "'at' does not use the bearing" in err


def test_all_versions(capsys):
    """On request the earlier ones take part; whoever names claims has all of these."""
    status, document, _ = answer(capsys, BUNDLED_CASE, "--all-versions")
    claims = len(read_case(BUNDLED_CASE)[0].claims)
    assert (status, len(document["pairs"]), document["earlier_versions"]) == (0, claims * (claims - 1) // 2, [])
    _, latest, _ = answer(capsys, BUNDLED_CASE)
    assert len(latest["earlier_versions"]) == 6
    assert "SOHR-FIRST-COUNT" in latest["earlier_versions"]
    assert not set(latest["earlier_versions"]) & {claim for pair in latest["pairs"] for claim in (pair["a"], pair["b"])}
    _, named, _ = answer(capsys, BUNDLED_CASE, "--claims", "SOHR-FIRST-COUNT,SOHR-LATER-3-AND-13")
    assert (len(named["pairs"]), named["earlier_versions"]) == (1, [])
