"""One fact of a claim has one wording: the card, the page, the report and KML say the same, each in its own setting."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from geodata.app import claim_panels
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.text import visible
from geodata.exporting.extract import cut
from geodata.exporting.kml import kml
from geodata.render.html.cards import card
from geodata.render.map.record_payload import Encoded, draw_claim
from geodata.render.page import PageOptions, webpage
from geodata.render.report import ReportOptions, report, report_html
from geodata.render.text.claim_view import claim_line, claim_view
from geodata.render.text.palette import colors
from tests.cases import small_case

KML = "{http://www.opengis.net/kml/2.2}"
DAY = date(2026, 11, 27)
#: What is said alike everywhere. The report has its sources by number, and tells once how a place was found.
ROWS = [
    "Event", "Kinds of event", "Certainty", "Attributed to", "Location", "Not on the map", "Event time",
    "Statement time", "Killed", "Wounded", "Credibility", "Part of one statement with", "Updates", "Derived from",
    "Updated by", "Basis for", "Remarks", "Not stated",
]  # fmt: skip


class Rows(HTMLParser):
    """The rows of every list of terms in some markup, as words alone; one list of dicts for each claim."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lists: list[dict[str, str]] = []
        self._words: list[str] = []
        self._term, self._depth = "", 0
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        """Begin a list, a term or what is said of it."""
        if tag == "dl":
            self.lists.append({})
        if tag in ("dt", "dd"):
            self._words = []

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep a term, or what was said of it."""
        words = " ".join("".join(self._words).replace("\n", "").split())
        if tag == "dt":
            self._term = words
        elif tag == "dd" and self.lists:
            self.lists[-1][self._term] = self.lists[-1].get(self._term, "") + words.replace(" ", "")


def rich_case():
    """Return the small case with all that a claim may say: derivations, remarks, one off the map, one of few words."""
    document = small_case()
    claims = {one["id"]: one["properties"] for one in document["features"] if one["properties"]["record"] == "claim"}
    link = {"claim": "ENVOY-BEYOND", "kind": "part_of", "basis": "inferred", "note": "<same> note"}
    claims["ENVOY-SE"] |= {
        "derived_from": ["ARMY-AT", "ENVOY-WITHIN", link], "remarks": "Said <twice> & \u202eagain.",
        "certainty": "probable", "event_kinds": ["strike", "<raid>"], "event_time_words": "evening",
        "quantity": "all", "statement": "A <note>", "killed": {"min": 3, "max": None, "about": True, "so_far": True},
    }  # fmt: skip
    claims["ENVOY-BEYOND"]["statement"] = "A <note>"
    claims["ENVOY-WITHIN"]["site"] = "PROVINCE"
    for name in ("relation", "site", "event", "about_actor", "event_time", "stated", "credibility"):
        claims["ARMY-IN"][name] = None
    document["features"][4] |= {"geometry": None}
    document["case"]["actors"][1]["name"] = "عياش"
    return case_from_document(document)


CASE = rich_case()
ASSUMED = Assumptions()


def words_of(claim):
    """Return what is said of a claim, by its view: the words, run together, by the name of the row."""
    view = claim_view(CASE, claim, ASSUMED, "km")
    joined = {row.term: "".join(run.text for line in row.lines for run in line) for row in view.rows}
    return {term: visible("".join(words.split())) for term, words in joined.items() if term in ROWS}


def on_card(claim):
    view = claim_view(CASE, claim, ASSUMED, "km")
    return Rows(card(view, colors(CASE)[claim.actor])).lists[0]


def on_page(claim):
    made = webpage(CASE, PageOptions(made=DAY))
    article = made[made.index(f'<article id="claim-{claim.id}"') :]
    return Rows(article[: article.index("</article>")]).lists[0]


def in_report(claim):
    made = report_html(report(CASE, ReportOptions(DAY)))
    part = made[made.index("Who says what</bdi></h2>") :]
    heading = part.index(f"<bdi>{claim.summary}</bdi></p>")
    return Rows(part[heading : part.index("</dl>", heading)]).lists[0]


def in_kml(claim):
    part, chosen = cut(CASE, None)
    root = ET.fromstring(kml(part, chosen, ASSUMED.rule))  # noqa: S314 - written here
    mark = next(one for one in root.iter(f"{KML}Placemark") if one.get("id") == f"claim-{claim.id}")
    return Rows(mark.findtext(f"{KML}description")).lists[0]


@pytest.mark.parametrize("door", [on_card, on_page, in_report, in_kml])
@pytest.mark.parametrize("claim", CASE.claims, ids=lambda claim: claim.id)
def test_a_claim_is_worded_alike_at_every_door(claim, door):
    """Where, when, how many, how credible, what it rests on, what is missing: to the letter, and nothing left out."""
    found = {term: words for term, words in door(claim).items() if term in ROWS}

    assert found == words_of(claim)


def test_every_row_is_told_of_some_claim():
    """Else the test above proves less than it says."""
    told = {term for claim in CASE.claims for term in words_of(claim)}

    assert told == set(ROWS)


@pytest.mark.parametrize("claim", CASE.claims, ids=lambda claim: claim.id)
def test_a_line_on_the_map_says_what_the_list_says(claim):
    """Who, how it is said, and what: a denial reads as one wherever it is met."""
    line = claim_line(CASE, claim)
    listed = claim_panels.claim_list([line], colors(CASE), None, (0, 1))
    hover = draw_claim(CASE, claim, ASSUMED.rule, Encoded()).words.decode()

    assert all(words in listed and words in hover for words in (line.speaker, line.polarity.signed, line.summary))
