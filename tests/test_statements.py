"""Statements of several parts against each other: docs/verdicts.md, "Statements of several parts"."""

import datetime as dt
import json

from geodata.__main__ import main
from geodata.app import consistency_page
from geodata.constraints.three_valued import VERDICTS
from geodata.render.html import matrix
from geodata.render.page import PageOptions, webpage
from geodata.render.report import ReportOptions, report
from geodata.render.text.blocks import runs
from geodata.render.text.claim_view import claim_view
from geodata.render.text.pair_view import pair_view
from geodata.render.text.palette import colors
from geodata.render.text.set_view import counts_view, set_views
from geodata.render.text.statement_view import WORST, statement_pair_view
from geodata.verdicts.consistency import consistency
from geodata.verdicts.pairwise import ASPECTS
from geodata.verdicts.statements import by_claim, by_statement
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


def test_a_statement_is_one_speakers():
    """What two actors say under one name are two statements."""
    found = setting(ARMY, AT_CAMP | {"statement": "Note of the ministry", "actor": "ENVOY"}, ARMY | AT_CAMP)
    assert by_statement(found.case, table(found)).parts == (("A", "C"), ("B",))


def test_a_cell_leads_to_the_claims_that_decide():
    """Among the parts of both; each claim in a row of its own is itself."""
    found = setting(*PARTS)
    statements = by_statement(found.case, table(found))
    assert statements.deciding(0, 1) == ("A", "C")
    assert statements.deciding(0, 2) == ("B", "D")
    shown = matrix.matrices(found.case, statements, [[0, 1, 2]], colors(found.case), {(0, 2)}, ("C", "A"))
    assert 'data-value="A C" aria-pressed="true">✕' in shown
    assert 'class="v compatible changed" data-action="judge" data-value="B D"' in shown
    assert "2 claims: What ARMY-" in shown
    assert "3 statements, 4 claims" in shown
    assert 'data-value="A D"' in matrix.matrices(
        found.case, by_claim(table(found)), [[0, 1, 2, 3]], colors(found.case), {(0, 3)}, None
    )


def test_a_pair_says_what_the_statements_are():
    """All pairs of their parts that were compared, the worst first; nothing for claims of no statement, or of one."""
    found = setting(*PARTS)
    view = statement_pair_view(found, "B", "D", "ABCD")
    assert (view.verdict, view.words, view.first.short) == (
        "compatible", "can both be true: place", "2 claims: Note of the ministry",
    )  # fmt: skip
    view = statement_pair_view(found, "C", "A", "ABCD")
    assert [(one.first.id, one.second.id, one.verdict) for one in view.pairs] == [("C", "A", "contradictory")]
    assert statement_pair_view(found, "A", "B", "ABCD") is None
    assert statement_pair_view(found, "C", "D", "ABCD") is None
    assert statement_pair_view(found, "A", "C", "CD") is None
    views = [claim_view(found.case, found.case.claim_by_id[claim], found.assumptions, "km") for claim in "CA"]
    shown = consistency_page.pair_explained(pair_view(found, "C", "A"), views, colors(found.case), [], view)
    assert "The statements that these are parts of" in shown
    assert 'data-value="C A"' in shown


def test_sets_between_the_same_statements_are_one_row():
    """With its claims by statement, and how many sets there are."""
    found = setting(*PARTS, ARMY | AT_CAMP | {"statement": "Note of the ministry"})
    [view] = set_views(found.case, consistency(found).conflicts)
    assert [[part.id for part in row.parts] for row in view.rows] == [["A", "E"], ["C"]]
    assert view.several == "2 such sets between their parts"
    assert view.pair == ("A", "C")


def test_page_and_report_count_statements_as_rows():
    """The page has both matrices; the report a table of the statements; both say how many."""
    found = setting(*PARTS)
    said = counts_view(table(found), 4, by_statement(found.case, table(found))).statements.strip()
    assert said.startswith(
        "3 statements against each other: 1 cannot both be true, 0 possible but not certain, 1 can both be true"
    )
    page = webpage(found.case, PageOptions(dt.date(2026, 1, 1)))
    words = "\n".join(run.text for run in runs(report(found.case, ReportOptions(dt.date(2026, 1, 1)))))
    assert said in page
    assert 'data-value="A C"' in page.split("Each claim in a row of its own")[0]
    assert 'data-value="A C"' in page.split("Each claim in a row of its own")[1]
    assert WORST in words
    assert said in words


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
