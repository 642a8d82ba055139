"""The one place that writes HTML, given texts that try to be HTML, and read back by a parser."""

import math
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

from geodata.app import claim_panels, consistency_page, georeference_panel
from geodata.app.html import change_list, distance_tables, measures, notices
from geodata.app.html.distance_axis import distance_axis
from geodata.app.words import shared_words
from geodata.core import adhoc_sites
from geodata.core.assumptions import Assumptions
from geodata.core.model import StatedDistance, case_from_document
from geodata.core.precision import bounds
from geodata.core.problem_list import listed
from geodata.core.problems import Problem
from geodata.core.text import visible
from geodata.gazetteer.resolve import SiteSuggestion
from geodata.geodesy.candidate_sites import compare_sites
from geodata.geodesy.distance_matrix import site_table
from geodata.geodesy.path_measure import measure
from geodata.geodesy.ring_query import compare_with_ring
from geodata.geodesy.site_bearing import direction
from geodata.geodesy.site_distance import between
from geodata.geodesy.stated_gaps import stated_pairs
from geodata.parsing.georeferencing import read_georeference
from geodata.render.html import cards as cards_html
from geodata.render.html import elements, matrix, pair_figures, toggles
from geodata.render.html import sets as sets_html
from geodata.render.html.pair_axis import axis
from geodata.render.html.pair_map import pair_map
from geodata.render.html.templating import _ENVIRONMENT
from geodata.render.map.online_tiles import OnlineBase
from geodata.render.text.account_view import accounts_view
from geodata.render.text.assumption_view import places_on_trial
from geodata.render.text.claim_view import claim_line, claim_view
from geodata.render.text.headline import Headline
from geodata.render.text.joint_view import speed_view, way_view
from geodata.render.text.main_account import MainAccount
from geodata.render.text.pair_view import pair_view
from geodata.render.text.palette import colors
from geodata.render.text.set_view import counts_view, set_views
from geodata.render.text.side_words import SideCell
from geodata.render.text.statement_view import statement_pair_view
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from geodata.verdicts.implied_speed import ImpliedSpeed
from geodata.verdicts.ordering import in_blocks
from geodata.verdicts.pairwise import pair
from geodata.verdicts.statements import by_claim, by_statement
from geodata.verdicts.verdict_matrix import table
from geodata.verdicts.witness import witness
from tests.cases import small_case

HARMLESS = "Plain words"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</bdi></article><style>*{display:none}</style>",
    "<!-- <![CDATA[ &lt;b&gt; &#60;b&#62;",
    "javascript:alert(1)",
    "3\u202e killed \u2066\u0000\u200b",
    "x" * 100_000,
    "<b>" * 10_000,
]
#: Members whose text is a word of a vocabulary, an id or a form, which the check of a case holds to.
NOT_FREE = {
    "id", "record", "type", "actor", "polarity", "event", "about_actor", "relation", "site", "part_of", "unit", "value",
    "event_time", "stated", "published", "credibility", "reliability", "color",
}  # fmt: skip
ADDRESSES = {"url", "archived_url"}


class Parsed(HTMLParser):
    """Tags with the names of their attributes, links, button values, and the text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.links, self.styles, self.words, self.open = set(), [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Note a tag, and that it is open."""
        self.found.add((tag, tuple(sorted(name for name, _ in attributes))))
        self.links += [dict(attributes)] * (tag == "a")
        self.styles += [value for name, value in attributes if name == "style"]
        self.open += [tag] * (tag != "br")

    def handle_endtag(self, tag):
        """Close the tag that was opened last, and no other."""
        assert self.open.pop() == tag

    def handle_comment(self, data):
        """Refuse what we never write."""
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def handle_data(self, data):
        """Note text."""
        self.words.append(data)

    @property
    def text(self):
        """All the text, as a browser would show it."""
        return "".join(self.words)

    @property
    def run_on(self):
        """All the text without its line breaks, most of which are the templates' own."""
        return self.text.replace("\n", "")


def document_saying(words, address="https://example.org/a?b=1&c=2"):
    """Return the small case, rich in members, with the same words in each free text and address."""
    document = small_case()
    document["case"]["sources"][0] |= {
        "publisher": "", "archived_url": "", "sha256": "", "locator": "", "published": "2015-12-08", "reliability": "C",
    }  # fmt: skip
    camp, *_ = document["features"]
    camp["properties"] |= {"georeferenceSources": "", "georeferenceRemarks": "", "kind": ""}
    for feature in document["features"][3:]:
        feature["properties"] |= {"remarks": "", "sources": ["TRT", "WIRE"], "statement": "", "event_time_words": ""}
    document["features"][7]["properties"] |= {
        "derived_from": ["ARMY-AT", "ENVOY-BEYOND"],
        "wounded": {"min": 0, "max": 9},
    }
    _say(document["case"], words, address)
    for feature in document["features"]:
        _say(feature["properties"], words, address)
    return document


def _say(value, words, address):
    for key, member in value.items():
        if key in ADDRESSES:
            value[key] = address
        elif isinstance(member, str) and key not in NOT_FREE:
            value[key] = words
        for part in member if isinstance(member, list) else [member]:
            if isinstance(part, dict):
                _say(part, words, address)


def cards(document, rule="2020"):
    case = case_from_document(document)
    return {
        claim.id: cards_html.card(claim_view(case, claim, Assumptions(rule=rule), "km"), colors(case)[claim.actor])
        for claim in case.claims
    }


def link(url, words):
    """Return a link as templates write it."""
    source = '{% from "elements.html" import link %}{{ link(url, words) }}'
    return _ENVIRONMENT.from_string(source).render(url=url, words=words).strip()


def lines(case):
    return [claim_line(case, claim) for claim in case.claims]


def _georeference(words):
    found = read_georeference({"kind": "place", "coordinates": "35, 40", "source": "gps", "extent": "3 km"})
    named = replace(found, locality=words, protocol=words, terms=tuple(replace(one, why=words) for one in found.terms))
    problems = [Problem("source", f"georeference.{rule}", words, words) for rule in ("source", "needed")]
    return georeference_panel.uncertainty_table(named) + georeference_panel.unfinished(problems)


@cache
def everything(words, address="https://example.org/a?b=1&c=2"):
    """Return the markup of every public function, with the words in every text."""
    document = document_saying(words, address)
    document["features"][4]["properties"] |= {"relation": None, "site": None}
    case = case_from_document(document)
    shades = colors(case)
    found = [Problem(f"{words} $.x", words, words, words, severity) for severity in ("error", "warning")]
    counts = Counter(claim.actor for claim in case.claims)
    together = case_from_document(document | {"case": document["case"] | {"actors": _one_side(document)}})
    return {
        "link": "".join(link(url, words) for url in (address, None, words)),
        "actors": toggles.actors(case, counts, shades, frozenset({"ARMY"}))
        + toggles.actors(together, counts, shades, None),
        "claim_list": claim_panels.claim_list(lines(case), shades, "ARMY-AT", (1, 3)),
        "empty claim_list": claim_panels.claim_list((), shades, None, (0, 1)),
        "card": "".join(cards(document).values()),
        "claims_here": claim_panels.claims_here(lines(case), shades),
        "no_card": cards_html.no_card(case),
        "heading": notices.heading(case, words, words, _headline(words), shades, [words])
        + notices.heading(case, words, ""),
        "unread": notices.unread([words, words]),
        "problems": notices.problems(words, found),
        "hint": elements.hint(words),
        "georeference": _georeference(words),
        "refused": measures.refused(words, [SiteSuggestion(words, words)]),
        "ruler": _measured(case),
        "ring": _ring(case, words),
        "heat": distance_tables.heat_table(site_table(case.sites), "km", ("CAMP", "CITY")),
        "pair": _pair_details(*case.sites[:2]),
        "stated": _stated(case),
        "axis": distance_axis(case, case.claims, "2020", shades, "km"),
        "field problems": notices.field_problems(found),
        "page": notices.page_heading("Distances", case, words, words, [words]),
        **_verdicts(case),
    }


def _account(words):
    return MainAccount("ARMY", words, words, words, ("ARMY-AT",))


def _headline(words):
    cell = SideCell(("ARMY", "ENVOY"), (words, words), "contradictory", words, words, ())
    return Headline("STRIKE", words, 2, (_account(words),), (cell,), is_compared=True)


def _measured(case):
    points = (*case.sites, adhoc_sites.site_from_lat_lon(35, 40))
    return measures.ruler(points, measure(points), "km") + measures.ruler(
        points[:2], measure(points[:2], closed=True), "mi"
    )


def _ring(case, words):
    stated = bounds(StatedDistance("35", "mi"))
    return measures.ring(case.sites[0], stated, words, compare_with_ring(case.sites[0], stated, case.sites), "nmi")


def _pair_details(start, end):
    return distance_tables.pair_details(
        start, end, between(start, end), direction(start, end), direction(end, start), "mi"
    )


def _stated(case):
    parts = [distance_tables.stated_pairs_table(stated_pairs(case.claims, 6)[0], "nmi")]
    for claim in case.claims:
        if claim.distance is not None:
            reference = case.site_by_id[claim.site]
            rows = [compare_sites(claim, reference, site) for site in case.sites if site is not reference]
            parts.append(distance_tables.stated_claim(case, claim, rows, colors(case), "km"))
    return "".join(parts)


def _verdicts(case):
    setting = CaseContext(case, Assumptions(uncertainties_m=(("CAMP", 5.0),), positions=(("CITY", (40.0, 35.0)),)))
    found, sets = table(setting), consistency(setting)
    groups, _ = in_blocks(found)
    shades = colors(case)
    a, b = "ENVOY-WITHIN", "ENVOY-BEYOND"
    both = [setting.case.claim_by_id[claim] for claim in (a, b)]
    shade = {a: "#000000", b: "#ffffff"}
    figures = [
        pair_figures.pair_picture(pair_map(setting.case, both, "2020"), shade, frozenset({a})),
        pair_figures.allowed_distances(axis(setting, pair(setting, a, b)), shade, "mi"),
    ]
    views = [claim_view(case, claim, setting.assumptions, "km") for claim in both]
    stand = accounts_view(case, sets, by_side=False)
    way = witness(setting, next(sets.consistent_sets()))
    speeds = [ImpliedSpeed(a, b, case.actors[0].id, 10.0, math.inf, "undecided", case.actors[0].name)]
    return {
        "matrix": matrix.matrices(case, by_claim(found), groups, shades, {(0, 1)}, (a, b)),
        "statements": matrix.matrices(case, by_statement(case, found), [[0, 1]], shades, (), None),
        "explained": consistency_page.pair_explained(pair_view(setting, a, b), views, shades, figures),
        "statements explained": consistency_page.pair_explained(
            pair_view(setting, "ARMY-AT", b),
            views,
            shades,
            figures,
            statement_pair_view(setting, "ARMY-AT", b, found.claims),
        ),
        "conflicts": sets_html.conflicts(set_views(case, [(a, b), *sets.conflicts]), shades, 5),
        "accounts": sets_html.accounts_together(
            stand,
            5,
            stand.groups[0].actors,
            case.actors[0].name,
            [accounts_view(case, sets, by_side=False, topic="where")],
        ),
        "one way": sets_html.one_way(way_view(case, way, "km"), [case.actors[0].name]),
        "no way": sets_html.one_way(way_view(case, witness(setting, (a, b)), "km"), [case.actors[0].name]),
        "speeds": sets_html.speeds([speed_view(case, speed) for speed in speeds], 5),
        "on the map": measures.on_the_map(case.actors[0].name),
        "relations": cards_html.related_claims(case.claims[0].id, _beside(case, (a, b)), shades)
        + cards_html.related_claims(case.claims[0].id, None, shades),
        "assumed": change_list.on_trial(tuple(places_on_trial(case, setting.assumptions, "km"))),
        "counts": matrix.verdict_counts(counts_view(found, len(found.claims) + 1), 2),
    }


def _beside(case, ids):
    verdicts = zip(ids, ("undecided", "contradictory"), strict=True)
    return cards_html.beside(list(verdicts), {line.id: line for line in lines(case)})


def _one_side(document):
    return [actor | {"part_of": None if actor["id"] == "ENVOY" else "ENVOY"} for actor in document["case"]["actors"]]


WRITTEN = {name: Parsed(html).found for name, html in everything(HARMLESS).items()}


@pytest.mark.many
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda words: ascii(words[:30]))
def test_no_text_becomes_markup(name, hostile):
    """No tag and no attribute but those written for harmless words, and every tag that opens closes."""
    parsed = Parsed(everything(hostile)[name])

    assert parsed.found <= WRITTEN[name]
    assert parsed.open == []


#: Which are given no free text.
WORDLESS = {"counts", "empty claim_list"}


@pytest.mark.many
@pytest.mark.parametrize("name", [name for name in WRITTEN if name not in WORDLESS])
@pytest.mark.parametrize("hostile", HOSTILE[:-2], ids=ascii)
def test_text_is_shown_as_it_is_written(name, hostile):
    """As often as harmless words are, with what hides or reorders spelled out."""
    shown, expected = Parsed(everything(hostile)[name]).text, Parsed(everything(HARMLESS)[name]).text

    assert shown.count(visible(hostile)) >= expected.count(HARMLESS) >= 1


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_is_none(name):
    """What is not stated is said in words, or not at all."""
    assert "None" not in everything(HARMLESS)[name].replace(">None</button>", "")  # the button that shows no actor


def test_a_case_of_bare_records_has_no_none_either():
    """Every member that may be missing is missing."""
    document = small_case()
    for feature in document["features"]:
        kept = {"record", "name", "actor", "summary", "polarity", "relation", "site", "distance"}
        feature["properties"] = {name: value for name, value in feature["properties"].items() if name in kept}
    document["case"]["sources"] = [{"id": "TRT", "title": "Report"}]
    document["case"].pop("summary")
    bare = cards(document)

    assert not [claim_id for claim_id, html in bare.items() if "None" in html or "null" in html]
    assert "no source given" in bare["ARMY-AT"]
    assert "uncertainty unknown" in bare["ARMY-AT"]
    assert "None" not in cards_html.no_card(case_from_document(document))


@pytest.mark.many
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda words: ascii(words[:30]))
def test_styles_are_colours_alone(hostile):
    """What stands in a style attribute is a colour that the check of a case has let through, or a number of ours."""
    styles = Parsed("".join(everything(hostile).values())).styles

    assert styles
    one = r"(background|--side):#[0-9a-f]{6}|--(share|from|to):[01]\.\d{2,4}"
    assert all(re.fullmatch(rf"({one})(;({one}))*", style) for style in styles)


# -- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c='2'\"<", "http://example.org", "HTTPS://EXAMPLE.ORG/"])
def test_a_web_address_is_a_link(url):
    """It opens apart, and the other site learns nothing of ours."""
    [found] = Parsed(link(url, "Report")).links

    assert found == {"href": url, "target": "_blank", "rel": "noopener noreferrer"}


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "data:text/html,x",
     "file:///etc/passwd", "//example.org", "example.org", "", "http://[", "vbscript:x"],
)  # fmt: skip
def test_any_other_address_is_text(url):
    """It is shown, and cannot be opened."""
    parsed = Parsed(link(url, "Report"))

    assert parsed.links == []
    assert parsed.text == f"Report (address not opened: {visible(url)})"


def test_no_address_is_plain_words():
    """A source without one is still named."""
    assert link(None, "Report") == "<bdi>Report</bdi>"


def test_every_link_of_a_card_is_safe():
    """Both addresses of one source, the one of the other, and no others."""
    links = Parsed(cards(document_saying(HARMLESS))["ARMY-AT"]).links

    assert [link["href"] for link in links] == ["https://example.org/a?b=1&c=2"] * 3
    assert {(link["target"], link["rel"]) for link in links} == {("_blank", "noopener noreferrer")}


# -- what a card says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim_id", "rule", "spoken", "bounds"),
    [
        (
            "ENVOY-WITHIN",
            "2020",
            "55 kilometres as stated = 55.0 km (34.2 mi)",
            "54.5 to 55.5 km, 33.8 to 34.5 mi",
        ),
        ("ENVOY-BEYOND", "2020", "35 miles as stated = 56.3 km (35.0 mi)", "55.5 to 57.2 km, 34.5 to 35.5 mi"),
        ("ENVOY-BEYOND", "2004", "35 miles as stated = 56 km (35.0 mi)", "54 to 58 km, 34.0 to 36.0 mi"),
    ],
)
def test_a_card_has_the_distance_as_spoken_and_in_both_units(claim_id, rule, spoken, bounds):
    """With its bounds in both, and the rule that gave them."""
    text = Parsed(cards(small_case(), rule)[claim_id]).run_on

    assert f"{spoken}{bounds}, ± {'half of ' * (rule == '2020')}the last digit" in text


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"killed": {"min": 3, "max": 3}}, "Killed3"),
        ({"killed": {"min": 3, "max": 4}}, "Killed3 to 4"),
        ({"killed": {"min": 0, "max": 4}}, "Killed0 to 4"),
        ({"killed": {"min": 0, "max": 0}}, "Killed0"),
        ({"wounded": {"min": 1300, "max": None}}, "Wounded1,300 or more"),
        ({"killed": None, "wounded": None}, "number killed, number wounded"),
    ],
)
def test_a_card_has_the_casualties(members, expected):
    """As a range; none stated is not zero."""
    document = small_case()
    document["features"][3]["properties"] |= members

    assert expected in Parsed(cards(document)["ARMY-AT"]).run_on


def test_a_card_names_every_source():
    """With publisher, date, grade and copy; one without an address says so."""
    document = small_case()
    document["case"]["sources"][0] |= {"publisher": "TRT World", "sha256": "0f" * 32, "locator": "second paragraph"}
    document["features"][3]["properties"]["sources"] = ["TRT", "WIRE"]
    text = Parsed(cards(document)["ARMY-AT"]).run_on

    assert f"Report · TRT World · 8 December 2015 · sha256 {'0f' * 32} · reliability C: fairly reliable" in text
    assert "second paragraphWire · no address" in text


def test_a_card_leads_to_what_it_derives_from_and_back():
    """Both claims have a button for the other."""
    made, basis = (cards(small_case())[claim_id] for claim_id in ("ARMY-IN", "ARMY-AT"))

    assert "UpdatesArmy says: What ARMY-AT says." in Parsed(made).run_on
    assert "Updated byArmy says: What ARMY-IN says." in Parsed(basis).run_on
    assert 'data-action="claim" data-value="ARMY-AT"' in made
    assert 'data-action="claim" data-value="ARMY-IN"' in basis


@pytest.mark.parametrize(
    ("claim_id", "expected"),
    [
        ("ARMY-AT", ["● says", "at Camp معسكر", "35.396° N, 40.056° E ±\u00a02\u00a0km", "Event time6 December 2015"]),
        ("ARMY-IN", ["in Province", "a region: anywhere inside its border"]),
        ("ENVOY-WITHIN", ["⊘ denies", "within a distance of Camp", "Envoy (part of Coalition)"]),
        ("ENVOY-SE", ["at a distance from Camp", "towards SE, direction 135° ± 22.5°", "2: probably true"]),
        ("ENVOY-REPORT", ["◐ relays", "over City", "EventStrike on the camp", "Attributed toCoalition"]),
    ],
)
def test_a_card_says_who_says_what_of_where(claim_id, expected):
    """In the words of the relation, with the place's position and uncertainty."""
    text = Parsed(cards(small_case())[claim_id]).run_on

    assert [part for part in expected if part not in text] == []


def test_a_claim_off_the_map_says_why_on_card_and_in_list():
    """It is shown among the others, with its reason."""
    document = small_case()
    document["features"][5]["properties"]["site"] = "PROVINCE"
    case = case_from_document(document)
    rows = claim_panels.claim_list(lines(case), colors(case), None, (0, 1))
    reason = "states a distance from a region, Province"

    assert f"Not on the map{reason}" in Parsed(cards(document)["ENVOY-WITHIN"]).run_on
    assert Parsed(rows).run_on.count("not on the map") == 1
    assert f"not on the map: {reason}" in Parsed(rows).run_on


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        ({"type": "Point", "coordinates": [-40.5, -35.25, 12.0]}, "35.25° S, 40.5° W ±\u00a02\u00a0km"),
        ({"type": "Point", "coordinates": [0, 0]}, "0° N, 0° E ±\u00a02\u00a0km"),
        (None, "position not known"),
    ],
)
def test_positions_in_words(geometry, expected):
    """South and west are said, not signed."""
    document = small_case()
    document["features"][0]["geometry"] = geometry

    assert f"Camp: {expected}" in Parsed(cards(document)["ARMY-AT"]).run_on


# -- the list, the actors, the rest ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((0, 1), []),
        ((0, 2), ["Page 1 of 2", 'data-value="1"']),
        ((1, 3), ['data-value="0"', "Page 2 of 3", 'data-value="2"']),
        ((1, 2), ['data-value="0"', "Page 2 of 2"]),
    ],
)
def test_a_list_turns_its_pages(pages, expected):
    """Only to pages that there are."""
    case = case_from_document(small_case())
    html = claim_panels.claim_list(lines(case), colors(case), None, pages)

    assert re.findall(r'(?<=data-action="page" )data-value="\d+"|Page \d+ of \d+', html) == expected


def test_one_claim_is_pressed():
    """The selected one, and no other."""
    case = case_from_document(small_case())
    html = claim_panels.claim_list(lines(case), colors(case), "ENVOY-SE", (0, 1))

    assert re.findall(r'data-value="([A-Z-]+)" aria-pressed="true"', html) == ["ENVOY-SE"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(None, ["ENVOY", "ARMY"]), (frozenset({"ARMY"}), ["ARMY"]), (frozenset(), [])],
)
def test_actors_that_speak_are_toggles(chosen, expected):
    """With the number of their claims; those only spoken about have none."""
    case = case_from_document(small_case())
    html = toggles.actors(case, {"ARMY": 2, "ENVOY": 1_400}, colors(case), chosen)

    assert re.findall(r'data-action="actor" data-value="(\w+)" aria-pressed="true"', html) == expected
    assert 'data-action="actor" data-value="COALITION"' not in html


def test_a_side_of_several_is_a_toggle_of_its_own():
    """It is on if all of it is; who of it is on is seen without unfolding it."""
    case = case_from_document(small_case())
    counts = {"COALITION": 1, "ENVOY": 4, "ARMY": 2}
    some = toggles.actors(case, counts, colors(case), frozenset({"ENVOY"}))
    whole = toggles.actors(case, counts, colors(case), frozenset({"ENVOY", "COALITION"}))

    assert 'data-action="side" data-value="COALITION" aria-pressed="mixed"' in some
    assert '<details data-fold="side COALITION" open>' in some
    assert '<bdi>Coalition</bdi> <span class="quiet">5</span>' in some
    assert 'data-action="side" data-value="COALITION" aria-pressed="true"' in whole
    assert '<details data-fold="side COALITION">' in whole


def test_who_is_part_of_no_side_stands_under_a_head_of_their_own():
    """Below the last side's head they were taken for its members. Alone, they need no head."""
    case = case_from_document(small_case())
    under = re.compile(r'data-action="(side|actor)" data-value="(\w*)" aria-pressed="\w+">.*?<bdi>(.+?)</bdi>')
    mixed = toggles.actors(case, {"ARMY": 2, "ENVOY": 4}, colors(case), None)
    alone = toggles.actors(case, {"ARMY": 2}, colors(case), None)

    assert under.findall(mixed) == [
        ("side", "COALITION", "Coalition"), ("actor", "ENVOY", "Envoy"),
        ("side", "", "Others"), ("actor", "ARMY", "Army"),
    ]  # fmt: skip
    assert under.findall(alone) == [("actor", "ARMY", "Army")]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        (["error"], "1 error"),
        (["warning", "error", "error"], "2 errors and 1 warning"),
        (["warning"], "1 warning"),
    ],
)
def test_problems_are_counted_and_errors_come_first(severities, expected):
    """Grouped by record, each with its remedy, place and rule."""
    found = [Problem(f"CAMP $.x[{at}]", "case.x", "Wrong.", "Mend it.", kind) for at, kind in enumerate(severities)]
    text = Parsed(notices.problems("a.geojson", found)).run_on

    assert text.startswith(f"a.geojson: {expected}.CAMP")
    assert re.findall(r"(error|warning) Wrong\. Mend it\. CAMP", text) == sorted(severities)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("km", "59 kilometres as stated = 59.0 km (36.7 mi)"),
        ("mi", "59 kilometres as stated = 36.7 mi (59.0 km)"),
        ("nmi", "59 kilometres as stated = 31.9 nmi (59.0 km, 36.7 mi)"),
    ],
)
def test_a_distance_is_read_in_the_chosen_unit_first(unit, expected):
    """The spoken unit stays; kilometres and miles are always there."""
    case = case_from_document(small_case())
    claim = case.claim_by_id["ENVOY-SE"]

    assert expected in Parsed(cards_html.card(claim_view(case, claim, Assumptions(), unit), "#000000")).run_on


def test_what_is_sent_names_the_host():
    """And what does not leave the machine."""
    base = OnlineBase("Own address", "https://t.example.org/{z}/{x}/{y}", "t.example.org", "", 19)

    assert "your browser requests map images from t.example.org" in shared_words.sent_to(base.host)
    assert "Nothing of the case is sent." in shared_words.sent_to(base.host)


@pytest.mark.parametrize("sign", "\\`*_{}[]()<>#+-.!|~$:&@/=^\"'")
def test_plain_words_mean_nothing_in_markdown(sign):
    """Every sign that could is escaped; words and letters of any script are not."""
    assert elements.plain(f"a {sign}b عياش").replace("\u2060", "") == f"a \\{sign}b عياش"
    assert elements.plain("\u202e") == "\\[U\\+202E\\]"


@pytest.mark.parametrize(
    ("words", "parted"),
    [
        ("www.evil.example.csv", "www\u2060.evil.example.csv"), ("Http://evil.example", "Http\u2060://evil.example"),
        ("a@evil.example", "a\u2060@evil.example"), ("httpd www", "httpd www"),
    ],
)  # fmt: skip
def test_a_name_that_looks_like_an_address_is_parted(words, parted):
    """Or Streamlit makes a link of it, of escaped signs, too."""
    assert elements.plain(words).replace("\\", "") == parted


def test_a_hundred_of_many_problems_are_shown_and_the_others_counted():
    """Errors first; those that the check itself no longer lists are told, too."""
    problem = Problem("A $.features[3]", "case.url", "Odd.", "Mend it.")
    text = Parsed(notices.problems("a.geojson", listed([problem] * 100_000))).text

    assert text.count("Odd.") == 100
    assert "1,000 errors, and more" in text
    assert (
        "900 more problems not shown here; the command “check” lists them all. 99,000 more errors are not listed."
        in text
    )
