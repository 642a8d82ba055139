"""Two claims and many are worded once: panel, page in one file, report and command line say the same."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser

import numpy as np
import pytest

from geodata.app import consistency_page
from geodata.casefile.io import case_from_bytes
from geodata.constraints.three_valued import CONTRADICTORY
from geodata.core.assumptions import Assumptions
from geodata.render.page import PageOptions, webpage
from geodata.render.report import ReportOptions, report
from geodata.render.text.account_view import accounts_view
from geodata.render.text.blocks import runs
from geodata.render.text.claim_view import claim_view
from geodata.render.text.pair_view import _spare, pair_view
from geodata.render.text.palette import colors
from geodata.render.text.set_view import conflict_views, counts_view, set_views
from geodata.render.text.verdict_lines import text_lines
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import TOPICS
from tests.cases import small_case
from tests.pages import CASE as BUNDLED

CASE, _ = case_from_bytes(json.dumps(small_case()).encode(), "case")
ASSUMED = Assumptions(all_versions=True)
SETTING = CaseContext(CASE, ASSUMED)
FOUND = consistency(SETTING)
PAIR = pair_view(SETTING, "ARMY-AT", "ENVOY-WITHIN")


class Text(HTMLParser):
    """What a page says, as one text without line breaks."""

    def __init__(self, html):
        super().__init__()
        self.said = ""
        self.feed(html)
        self.said = " ".join(self.said.split())

    def handle_data(self, data):
        """Note a text."""
        self.said += data


def panel():
    """Return what the panel says of the pair."""
    views = [claim_view(CASE, CASE.claim_by_id[one.id], ASSUMED, "km") for one in (PAIR.first, PAIR.second)]
    return Text(str(consistency_page.pair_explained(PAIR, tuple(views), colors(CASE), []))).said


def page():
    """Return what the page in one file says."""
    return Text(webpage(CASE, PageOptions(date(2026, 11, 22), assumptions=ASSUMED))).said


def printed():
    """Return what the report says."""
    return "".join(run.text for run in runs(report(CASE, ReportOptions(date(2026, 11, 22), assumptions=ASSUMED))))


def pasted():
    """Return what the command line says."""
    return "\n".join(text_lines(SETTING, FOUND, "case"))


@pytest.mark.parametrize("door", [panel, page, printed, pasted])
def test_each_door_gives_the_reason_of_a_verdict(door):
    """To the letter."""
    said = door()
    assert all(aspect.why in said for aspect in PAIR.aspects if aspect.verdict == PAIR.verdict)


@pytest.mark.parametrize("door", [panel, printed])
def test_working_margin_and_what_would_change_it_are_given(door):
    """Where one pair is looked at closely."""
    said = door()
    assert PAIR.changes
    for words in (*PAIR.asked, *PAIR.changes, *(aspect.margin for aspect in PAIR.aspects)):
        assert words in said


@pytest.mark.parametrize("door", [page, printed, pasted])
def test_each_door_counts_pairs_and_names_accounts_alike(door):
    """How many pairs have which verdict, and who is consistent with whom."""
    said, counts = door(), counts_view(FOUND.table, len(FOUND.table.claims))
    for words in (counts.compared, counts.others, *(count.words for count in counts.judged)):
        assert words in said
    assert all(sentence in said for sentence in accounts_view(CASE, FOUND, by_side=True).sentences)


@pytest.mark.parametrize(("slack", "words"), [(0.5, "a to spare"), (-0.5, "a short"), (0.0, "")])
def test_a_margin_says_its_side(slack, words):
    """Instead of a sign."""
    assert _spare(slack, "a") == words


def test_conflicts_on_who_and_where_come_before_numbers_of_people():
    """Each says what it is on; those of three claims and more, which are on no aspect alone, are between."""
    found = consistency(CaseContext(BUNDLED))
    views = conflict_views(BUNDLED, found)
    on = list(dict.fromkeys(view.on for view in views))
    assert on == [
        "They exclude each other on who.",
        "They exclude each other on where.",
        "",
        "They exclude each other on the number of killed.",
    ]
    shown = Text(webpage(BUNDLED, PageOptions(date(2026, 11, 22)))).said
    assert shown.index(on[0]) < shown.index(on[1]) < shown.index(on[3])
    assert sorted(conflict for view in views for conflict in view.conflicts) == sorted(found.conflicts)


@pytest.mark.parametrize("topic", TOPICS)
def test_matrix_and_conflicts_by_topic_agree(topic):
    """The conflicts on a topic are the pairs that its matrix has as contradictory."""
    found = consistency(CaseContext(BUNDLED))
    narrowed = found.table.on(TOPICS[topic])
    pairs = np.argwhere(np.triu(narrowed.codes == CONTRADICTORY))
    listed = {frozenset(conflict) for view in conflict_views(BUNDLED, found, topic) for conflict in view.conflicts}
    assert listed == {frozenset(narrowed.claims[index] for index in pair) for pair in pairs.tolist()}


def test_a_set_of_two_has_a_working():
    """A larger one is more than a pair."""
    pair, three = set_views(CASE, [("ARMY-AT", "ENVOY-SE"), ("ARMY-AT", "ENVOY-SE", "ENVOY-WITHIN")])
    assert (pair.pair, three.pair) == (("ARMY-AT", "ENVOY-SE"), None)
    assert three.ids == ("ARMY-AT", "ENVOY-SE", "ENVOY-WITHIN")


def test_what_was_not_compared_is_said_with_why():
    """That both can be true says nothing of what only one of them states; nothing is said where nothing is compared."""
    assert [aspect.name for aspect in PAIR.aspects] == ["place", "time"]
    assert PAIR.not_compared == (
        "Not compared: who (both state it, perhaps of different things); killed (only the first states it); "
        "wounded (neither states it)."
    )
