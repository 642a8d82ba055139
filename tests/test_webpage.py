"""A case as one HTML file: what is in it, that it is the same each time, and that no text gets out of its place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

import pytest

from geodata import PROGRAM
from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import case_from_bytes, read_case
from geodata.core.assumptions import Assumptions
from geodata.core.claim_ids import ClaimIdError
from geodata.core.precision import SetWidth
from geodata.render import basemap
from geodata.render.map.payload import draw
from geodata.render.page import PageOptions, findings, page, page_basemap, scripts, webpage
from geodata.render.page import scripts as code
from geodata.render.page.page import excerpt
from geodata.render.text.assumption_view import assumption_views
from geodata.render.text.palette import colors
from geodata.render.text.phrases import NOT_TRUE
from geodata.verdicts.consistency import consistency
from geodata.verdicts.context import CaseContext
from tests.cases import small_case
from tests.test_hostile import PAYLOADS, poisoned

OPTIONS = PageOptions(made=date(2026, 11, 22), file_sha256="ab" * 32)
CASE, _ = read_case(BUNDLED_CASE)
COUNTS = consistency(CaseContext(CASE)).table.counts()


def case_of(document):
    """Return a document as a case, checked."""
    return case_from_bytes(json.dumps(document).encode(), "case")[0]


SMALL = case_of(small_case())


class Read(HTMLParser):
    """A page as a parser reads it: elements with the names of their attributes, and what scripts and texts hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.scripts: dict[str, str] = {}
        self.words = ""
        self._within = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value) for name, value in attrs]
        self._within = dict(attrs).get("id", tag) if tag == "script" else tag

    def handle_data(self, data):
        """Note what an element holds."""
        if self.cdata_elem == "script":
            self.scripts[self._within] = self.scripts.get(self._within, "") + data
        elif self.cdata_elem is None:
            self.words += data


@pytest.fixture(scope="module")
def whole():
    """Return the page of the bundled case."""
    return webpage(CASE, OPTIONS)


def test_the_same_case_options_and_date_give_the_same_bytes(whole):
    """Nothing of the machine, the hour or the run is in it."""
    assert webpage(read_case(BUNDLED_CASE)[0], OPTIONS) == whole


def test_the_page_of_the_case_is_small_enough_to_send(whole):
    """Under 3 MB, as is aimed at."""
    assert 1_000_000 < len(whole.encode()) < 3_000_000


@pytest.fixture(scope="module")
def read(whole):
    """Return the same as a parser reads it."""
    return Read(whole)


def test_every_claim_is_in_it_with_its_words_and_sources(read):
    """Under its own id, so that it can be linked to."""
    ids = {value for tag, name, value in read.attributes if (tag, name) == ("article", "id")}

    assert {f"claim-{claim.id}" for claim in CASE.claims} <= ids
    assert all(claim.summary in read.words for claim in CASE.claims)
    assert {source.url for source in CASE.sources if source.url} <= {value for _, name, value in read.attributes}


def test_it_says_what_it_is_and_what_was_assumed(read):
    """Date, hash, program, rule, how it was computed, and what a verdict is not."""
    unlocated, claims = sum(claim.geometry is None for claim in CASE.claims), len(CASE.claims)
    for said in ("2026-11-22", "ab" * 32, PROGRAM, "Chapman & Wieczorek 2020", "WGS84", f"{claims} of {claims}",
                 NOT_TRUE, f"{COUNTS['contradictory']} cannot both be true", f"{unlocated} claims not on the map",
                 "Leaflet 1.9", "miss each other by at least 1 km",
                 "exclude each other on who and where."):  # fmt: skip
        assert said in read.words


def test_nothing_is_loaded(whole, read):
    """No element of it names a file or another machine; a link is followed only by whoever reads it."""
    loading = [(tag, name, value) for tag, name, value in read.attributes
               if name in ("src", "srcset", "action", "data", "poster") or (name == "href" and tag != "a")]  # fmt: skip

    assert loading == []
    assert {link["rel"] for link in links(whole) if link["href"].startswith("http")} == {"noopener noreferrer"}
    assert "url(" not in code.style()
    assert "sourceMappingURL" not in code.script()


def links(text):
    """Return the attributes of every link."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(dict(attrs)) if tag == "a" else None
    parser.feed(text)
    return found


def test_the_policy_lets_only_the_pages_own_script_and_style_in(read):
    """By their hashes; what handles an event or was put in by a case has none."""
    allowed = next(value for _, name, value in read.attributes if name == "content" and "script-src" in value)

    assert allowed.startswith("default-src 'none'; script-src 'sha256-")
    assert f"script-src {scripts.source_hash(read.scripts['script'])};" in allowed
    assert "unsafe-inline" not in allowed
    assert not [name for _, name, _ in read.attributes if name.startswith("on")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_changes_no_element(payload):
    """The page has the same elements with the same attributes as with harmless text: all of it is still text."""
    hostile, harmless = page_of(payload), page_of("harmless")

    assert hostile.elements == harmless.elements
    assert values(hostile, "style", "content") == values(harmless, "style", "content")


@lru_cache(maxsize=16)
def page_of(payload):
    """Return, as read, the page of a case that has a payload in every text."""
    return Read(webpage(case_of(poisoned(payload)), OPTIONS))


def values(read, *names):
    """Return the values of these attributes, wherever they are."""
    return [value for _, name, value in read.attributes if name in names]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_data_of_the_map_come_back_as_they_were(payload):
    """Inside their script elements nothing ends them, and they read as the drawing does."""
    case, scripts = case_of(poisoned(payload)), page_of(payload).scripts

    assert json.loads(scripts["data-drawing"]) == json.loads(draw(case).payload)
    assert json.loads(scripts["data-tiles"])["0/0/0"] == json.loads(basemap.tile(0, 0, 0))
    assert not set("<>&") & set(scripts["data-drawing"] + scripts["data-view"])


def test_an_address_that_is_no_web_page_is_text():
    """A case with one is refused; were it not, it would be no link."""
    source = replace(SMALL.sources[0], url="javascript:alert(1)")
    written = webpage(replace(SMALL, sources=(source, *SMALL.sources[1:])), OPTIONS)

    assert "(address not opened: javascript:alert(1))" in written
    assert not [link for link in links(written) if not link["href"].startswith(("#", "http"))]


def test_a_name_says_its_language():
    """A screen reader reads Arabic as Arabic, and each text runs in its own direction."""
    assert '<bdi lang="ar">معسكر</bdi>' in webpage(SMALL, OPTIONS)


def test_an_excerpt_says_how_many_claims_it_leaves_out():
    """It has their places and sources alone, in the colours of the whole case."""
    chosen = ("MCGURK-55-KM", "CJTF-35-MILES")
    part = excerpt(CASE, chosen)
    words = Read(webpage(CASE, replace(OPTIONS, claims=chosen, title="Two of them"))).words

    assert {claim.id for claim in part.claims} == set(chosen)
    assert [site.id for site in part.sites] == [site.id for site in CASE.sites if site.id == part.claims[0].site]
    assert colors(part) == colors(CASE)
    assert f"{len(CASE.claims) - 2} other claims of the case are not in this file." in words
    assert f"2 of {len(CASE.claims)}" in words


def test_the_window_is_what_the_map_shows_first():
    """South-west and north-east corner, as Leaflet has them; by default all that speaks of an event."""
    scripts = Read(webpage(SMALL, replace(OPTIONS, window=(40.0, 35.0, 40.2, 35.1)))).scripts

    assert json.loads(scripts["data-view"])["bounds"] == [[35.0, 40.0], [35.1, 40.2]]
    assert json.loads(page_of("harmless").scripts["data-view"])["bounds"] == [list(one) for one in draw(SMALL).bounds]


@pytest.mark.parametrize(("claims", "message"), [(("NOBODY",), "There is no claim"), ((), "No claim is named")])
def test_claims_that_are_none_are_refused(claims, message):
    """In a sentence that names them."""
    with pytest.raises(ClaimIdError, match=message):
        webpage(SMALL, replace(OPTIONS, claims=claims))


def test_a_case_without_claims_is_a_page():
    """Empty lists say so."""
    words = Read(webpage(replace(SMALL, claims=(), sites=(), sources=()), OPTIONS)).words

    for said in ("0 of 0 claims shown", "There are no claims.", "names no place", "has no source", "0 pairs"):
        assert said in words


def test_too_many_claims_are_not_compared_and_the_page_says_so(monkeypatch):
    """With how many pairs were left out."""
    monkeypatch.setattr(findings, "MAX_COMPARED", 5)
    monkeypatch.setattr(page, "MAX_COMPARED", 5)

    assert "all 15 pairs are left out" in Read(webpage(SMALL, OPTIONS)).words


def test_many_claims_are_compared_by_pairs_alone(monkeypatch):
    """What a search within a time would find differs from machine to machine, so it is left out, and said."""
    monkeypatch.setattr(findings, "MAX_SEARCHED", 5)
    found = findings.compare_shown(CaseContext(SMALL), [claim.id for claim in SMALL.claims], "km")

    assert {len(conflict) for conflict in found.consistency.conflicts} <= {2}
    assert "were not searched for" in Read(webpage(SMALL, OPTIONS)).words


def test_working_that_is_left_out_is_counted(monkeypatch):
    """Contradictions come first."""
    monkeypatch.setattr(findings, "MAX_EXPLAINED", COUNTS["contradictory"] - 5)
    words = Read(webpage(CASE, OPTIONS)).words

    assert "5 more are left out of this file" in words
    assert f"{COUNTS['undecided']} more are left out of this file" in words


def test_a_long_matrix_is_a_picture(monkeypatch):
    """In the page itself."""
    monkeypatch.setattr(page, "_MAX_CELLS", 3)

    assert "data:image/png;base64," in webpage(CASE, replace(OPTIONS, claims=tuple(CASE.claim_by_id)))


@pytest.mark.parametrize(
    ("assumptions", "sentence"),
    [
        (Assumptions(), "Precision of stated distances: ± half of the last digit (Chapman & Wieczorek 2020)."),
        (Assumptions(rule=SetWidth(500)), "may be off by 500 m, whatever its digits"),
        (Assumptions(), "Every place is where the case has it, anywhere within its uncertainty."),
        (
            Assumptions(half_widths_m=(("ENVOY-WITHIN", 1000.0),)),
            "by 1 km, set by the user, in what Envoy denies: What",
        ),
        (Assumptions(uncertainties_m=(("CAMP", 500.0),)), "It is assumed that Camp is known to within 0.5 km."),
        (
            Assumptions(uncertainties_m=(("CAMP", None),)),
            "that Camp is known to within an unknown distance.",
        ),
        (Assumptions(positions=(("CAMP", (40.5, 35.25)),)), "It is assumed that Camp lies at 35.25° N, 40.5° E."),
        (Assumptions(positions=(("CAMP", (40.5, 35.25)),)), "Maps show 1 such place as the case has it"),
        (Assumptions(time_tolerance_h=2.5), "may be off by 2.5 h, by a rule of this program."),
        (Assumptions(max_speed_kmh=900), "Nothing moves faster than 900 km/h."),
        (Assumptions(), "A day, month or year that is marked as approximate or uncertain may be off by 24 h at least"),
        (Assumptions(about_share=0.25), "said to be “about” may be off by 25 %, and by 1 at least."),
        (Assumptions(), "Numbers of people are as of when they were said"),
        (Assumptions(counts_as_of_statement=False), "Numbers of people are final, whenever they were said."),
        (Assumptions(), "What is said to be probable or possible contradicts nothing by itself."),
        (Assumptions(takes_hedged_at_word=True), "What is said to be probable or possible is taken at its word."),
        (Assumptions(all_versions=True), "Earlier versions of a claim are compared, too."),
    ],
)
def test_assumptions_are_said_in_sentences(assumptions, sentence):
    """All of them, changed or not."""
    assert any(sentence in view.sentence for view in assumption_views(SMALL, assumptions, "km"))


@pytest.mark.parametrize("window", [(40.0, 35.3, 40.1, 35.4), (-180, -60, 180, 75), (0, 89, 0, 90)])
def test_the_base_map_stays_within_its_bytes(window):
    """Whole zooms from the world down, as far as they go; all of them are tiles that exist."""
    carried = page_basemap.carried_tiles(window)

    assert sum(map(len, carried.values())) <= page_basemap.MAX_BYTES
    assert {(z, x, y) for z in range(3) for x in range(2**z) for y in range(2**z)} <= carried.keys()
    assert all(0 <= x < 2**z and 0 <= y < 2**z for z, x, y in carried)


def test_a_window_across_the_antimeridian_has_both_sides():
    """Columns beyond 180 degrees are those from -180 on."""
    columns = {x for z, x, _ in page_basemap.carried_tiles((179.8, -30, 180.2, -29.8)) if z == 5}

    assert {0, 31} <= columns


@pytest.mark.parametrize("ending", ["</script>", "<!--", "</STYLE", "<script"])
def test_code_that_would_end_its_element_is_refused(ending):
    """Ours never does; a new version of a library might."""
    with pytest.raises(ValueError, match="would end or nest"):
        code._contained(f"let a = '{ending}';")
