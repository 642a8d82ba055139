"""Statements of several parts against each other: docs/verdicts.md, "Statements of several parts"."""

import json

from geodata.__main__ import main
from geodata.constraints.three_valued import VERDICTS
from geodata.verdicts.pairwise import ASPECTS
from geodata.verdicts.statements import by_statement
from geodata.verdicts.verdict_matrix import table
from tests.cases import small_case
from tests.test_verdicts import AT_CAMP, setting

ARMY = {"about_actor": "ARMY", "statement": "Note of the ministry"}
PARTS = [ARMY, AT_CAMP | {"statement": "Note of the ministry"}, {"about_actor": "COALITION"}, AT_CAMP]


def test_a_statement_counts_as_one_row():
    """Its worst part counts, aspect by aspect; a claim of no statement stands for itself."""
    found = setting(*PARTS)
    statements = by_statement(found.case, table(found))
    assert statements.statements == ("Note of the ministry", "C", "D")
    assert statements.parts == (("A", "B"), ("C",), ("D",))
    assert [VERDICTS[code] for code in statements.codes[0]] == ["unrelated", "contradictory", "compatible"]
    assert {name: VERDICTS[statements.aspects[name][0, 1]] for name in ASPECTS if statements.aspects[name][0, 1]} == {
        "author": "contradictory"
    }
    assert statements.counts() == {"unrelated": 1, "compatible": 1, "undecided": 0, "contradictory": 1}


def test_no_statement_of_several_parts():
    """Then there is nothing to say beside the pairs; a statement may be called as a claim is."""
    found = setting(ARMY, AT_CAMP)
    assert by_statement(found.case, table(found)) is None
    found = setting({"statement": "B"}, AT_CAMP, {"statement": "B"} | AT_CAMP)
    assert by_statement(found.case, table(found)).parts == (("A", "C"), ("B",))


def test_the_command_has_both(tmp_path, capsys):
    """The pairs of claims, and those of statements."""
    document = small_case()
    for feature in document["features"][-3:]:
        feature["properties"]["statement"] = "Briefing"
    path = tmp_path / "case.geojson"
    path.write_text(json.dumps(document))
    assert main(["verdicts", str(path), "--json", "--all-versions"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["pairs"]) == 15
    assert {tuple(one["b_claims"]) for one in said["statements"]} >= {("ENVOY-BEYOND", "ENVOY-SE", "ENVOY-REPORT")}
    assert main(["verdicts", str(path)]) == 0
    assert "statements against each other" in capsys.readouterr().out
