"""The report as values: what it holds, whatever sets it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import case_to_bytes, read_case
from geodata.constraints.three_valued import CONTRADICTORY, INEQUALITIES
from geodata.core.assumptions import Assumptions
from geodata.core.claim_ids import ClaimIdError
from geodata.core.model import case_from_document
from geodata.core.precision import SetWidth
from geodata.render.report import ReportOptions, report
from geodata.render.report.options import Subject
from geodata.render.report.unknowns_section import claim_gaps, place_gaps, source_gaps
from geodata.render.report.verdicts_section import in_turn, pairs_of
from geodata.render.text.blocks import Figure, Section, runs
from geodata.render.text.pair_view import ASKED
from geodata.render.text.phrases import NOT_TRUE
from geodata.verdicts.pairwise import pair
from tests.cases import small_case

DAY = date(2026, 11, 22)
TITLES = [
    "About this report", "Summary", "What each side says, and what that excludes", "Map",
    "Who says what", "Stated and measured distances", "Places",
    "What can be true together", "What is not known", "Sources", "Method in short", "Data used in this case",
]  # fmt: skip


#: Every claim by its word: earlier versions too, and numbers of people of one moment.
EACH = Assumptions(all_versions=True, counts_as_of_statement=False)


def small(change=lambda document: document, **options):
    """Return the report on the small case, changed, as values."""
    document = small_case()
    change(document)
    return report(case_from_document(document), ReportOptions(DAY, **options))


def words(part):
    """Return all that a document or a section says, as one text."""
    return "".join(run.text for run in runs(part))


def section(document, title):
    """Return the section with a title, at any depth."""
    found = [block for block in every_section(document) if "".join(run.text for run in block.title) == title]
    assert len(found) == 1
    return found[0]


def every_section(part):
    """Yield all sections, outer ones first."""
    for block in part.blocks:
        if isinstance(block, Section):
            yield block
            yield from every_section(block)


@pytest.fixture(scope="module")
def bundled():
    """Give the bundled case."""
    return read_case(BUNDLED_CASE)[0]


@pytest.fixture(scope="module")
def bundled_report(bundled):
    """Give the report on the bundled case with two pairs in full, since each takes a while."""
    return report(bundled, ReportOptions(DAY, max_pairs=2))


@pytest.mark.parametrize("features", ["all", "sites", "none"])
def test_every_report_has_the_same_sections(features):
    """Nothing to say is said under its own title, not left out."""

    def without_claims(document):
        if features != "all":
            kept = [one for one in document["features"] if one["properties"]["record"] == "site"]
            document["features"] = kept if features == "sites" else []

    assert ["".join(run.text for run in block.title) for block in small(without_claims).blocks] == TITLES


def test_every_claim_is_said_in_full(bundled, bundled_report):
    """Each claim has a section of its own with its number, its speaker and its words; none is called by its id."""
    found = [words(block) for block in every_section(section(bundled_report, "Who says what"))]
    said = [text for text in found if re.match(r"Claim \d+: ", text)]
    numbers = Subject(bundled, ReportOptions(DAY)).claim_numbers
    assert [int(text.split(":")[0].split()[1]) for text in said] == list(range(1, len(bundled.claims) + 1))
    for claim in bundled.claims:
        text = said[numbers[claim.id] - 1]
        assert claim.summary in text
        assert text.partition(": ")[2].startswith(bundled.actor_by_id[claim.actor].name)
    whole = words(bundled_report)
    assert [one.id for one in (*bundled.claims, *bundled.sites) if "-" in one.id and one.id in whole] == []


def test_no_claim_is_said_in_full_twice(bundled, bundled_report):
    """Elsewhere stand as many of its words as it takes to know it again, if these are not nearly all."""
    said = words(bundled_report)
    assert [claim.id for claim in bundled.claims if len(claim.summary) > 110 and said.count(claim.summary) != 1] == []


def test_what_is_known_of_a_source_and_the_words_of_a_claim_in_sets_are_told_once(bundled):
    """A source where it is listed, a claim in the first of the sets that it is part of."""
    locators = [source.record["locator"] for source in bundled.sources if source.record.get("locator")]
    found = report(bundled, ReportOptions(DAY, max_pairs=25))
    whole = words(found)
    assert [whole.count(locator) for locator in locators] == [1] * len(locators)
    sets = words(section(found, "Minimal conflicts of three claims or more"))
    number = Subject(bundled, ReportOptions(DAY)).numbers("SYRIAN-ARMY-SPOKESMAN-COUNT")
    assert len(re.findall(rf"{number}\b", sets)) > 10
    assert sets.count("the US-led coalition did it") == 1


def test_a_claim_tells_place_width_and_source():
    """The distance as spoken and as wide as its digits make it, the source by its number, and what is not stated."""
    said = next(text for text in map(words, every_section(small())) if text.startswith("Claim 2: "))
    assert "35 miles as stated = 56.3 km (35.0 mi)" in said
    assert "55.5 to 57.2 km" in said
    assert "[1] Report" in said
    assert "Not statednumber killed, number wounded" in said


def test_an_update_is_told_from_a_repeat():
    """What one actor says later updates it; what another says after it derives from it."""

    def derive(document):
        claims = {one["id"]: one["properties"] for one in document["features"]}
        claims["ENVOY-SE"]["derived_from"] = ["ARMY-AT"]

    said = words(section(small(derive), "Who says what"))
    assert "UpdatesArmy says: What ARMY-AT says." in said
    assert "Derived fromArmy says: What ARMY-AT says." in said
    assert "Updated byArmy says: What ARMY-IN says.Basis forEnvoy says: What ENVOY-SE says." in said


def test_an_arabic_name_is_a_run_of_its_own():
    """Each name runs in its own direction, so it must not be glued to words of another."""
    assert [run.text for run in runs(small())].count("معسكر") >= 3


@pytest.mark.parametrize(("rule", "gap"), [("2020", "less than 0.1 km apart"), ("2004", "overlap by at least 1 km")])
def test_stated_distances_stand_beside_each_other(rule, gap):
    """55 km and 35 miles, by the rule that is chosen."""
    found = small(assumptions=Assumptions(rule=rule))
    assert gap in words(section(found, "Stated distances compared"))
    authors = {"2020": "Chapman & Wieczorek 2020", "2004": "Wieczorek, Guo & Hijmans 2004"}[rule]
    assert f"the last digit ({authors})." in words(section(found, "About this report"))


@pytest.mark.parametrize("most", [0, 1, 2, 3, 40])
def test_no_contradictory_pair_is_left_out(most):
    """Those beyond the limit are counted and named."""
    case = case_from_document(small_case())
    subject = Subject(case, ReportOptions(DAY, max_pairs=most))
    found = pairs_of(subject, CONTRADICTORY)
    said = section(report(case, subject.options), "Pairs that cannot both be true")
    assert words(said).startswith(f"Pairs that cannot both be true{len(found)} pairs of claims cannot both be true.")
    for a, b in found:
        assert f"{a} and {b} cannot both be true" in words(said) or f"{a} with " in words(said)
    in_full = [block for block in said.blocks if isinstance(block, Section) and " and " in words(block)[:40]]
    assert len(in_full) == min(most, len(found))


def test_pairs_in_full_take_each_aspect_in_turn(bundled):
    """Three pairs are decided by three aspects, in the order of the aspects."""
    subject = Subject(bundled, ReportOptions(DAY))
    found = pairs_of(subject, CONTRADICTORY)
    table = subject.found.table
    row = {claim: number for number, claim in enumerate(table.claims)}
    chosen = in_turn(subject, found, 3)
    decided = [name for a, b in chosen for name in ("place", "author", "killed")
               if table.aspects[name][row[a], row[b]] == CONTRADICTORY]  # fmt: skip
    assert decided[0] == "place"
    assert {"place", "author", "killed"} == set(decided)
    assert in_turn(subject, found, 1000) != ()
    assert set(in_turn(subject, found, 1000)) == set(found)


def test_a_pair_shows_its_working():
    """The inequality, its numbers, the slack, the rule and what would change it."""
    said = words(section(small(assumptions=EACH), "Army (claim 5) and Envoy (claim 1) cannot both be true"))
    assert "at least 54.5 km short" in said
    assert "d ≥ l2 - h1d 0 mfirst: l 0 m, h 0 msecond: l 54.5 km to 55.5 km, h no limit" in said
    assert "Precision of stated distances± half of the last digit" in said
    assert "only if “55 km” (Envoy) were off by about 54.5 km more than ± 500 m." in said


def test_every_inequality_has_its_words(bundled):
    """Whatever decides about two places of the bundled case, and all four that bound distances."""
    setting = Subject(bundled, ReportOptions(DAY)).setting
    claims = [claim.id for claim in bundled.claims]
    found = [pair(setting, a, b).aspects.get("place") for a, b in combinations(claims, 2)]
    decided = {aspect.place.inequality for aspect in found if aspect is not None and aspect.place is not None}
    assert len(decided) > 3
    assert decided | set(INEQUALITIES) <= set(ASKED)


def test_accounts_and_what_compatible_means_stand_on_the_first_page():
    """The two things that a reader in a hurry must not miss."""
    found = small(assumptions=EACH)
    assert "Army and Coalition (with its parts) exclude each other on where." in words(section(found, "Summary"))
    assert NOT_TRUE in words(section(found, "About this report"))


def test_many_sentences_are_counted_first_and_given_later(bundled):
    """The first page has the first ones and says how many more the section on accounts has."""
    bundled_report = report(bundled, ReportOptions(DAY, max_pairs=2, assumptions=EACH))
    assert "more sentences, under “Which accounts exclude each other”" in words(section(bundled_report, "Summary"))
    listed = words(section(bundled_report, "Which accounts exclude each other"))
    assert (
        "Syrian Mirror and each of KurdWatch and Mudar al-Asaad (journalist) exclude each other on the number" in listed
    )


GAPS = {
    "Claims without a place": (),
    "Claims with a place that cannot be drawn": (),
    "Claims without an event time": (),
    "Claims without an attribution": (),
    "Claims without a statement time": (),
    "Claims without a source": (),
    "Claims that were not compared": ("ENVOY-REPORT",),
    "Places without a position": (),
    "Places with unknown uncertainty": ("CITY",),
    "Places without a georeference source": ("CAMP", "CITY", "PROVINCE"),
    "Sources without a URL": ("WIRE",),
    "Sources without an archived copy": ("TRT", "WIRE"),
    "Sources without a hash of their content": ("TRT", "WIRE"),
    "Sources without a grade of reliability": ("WIRE",),
}


def test_what_is_not_known_is_named():
    """Every kind of gap with the records that have it, by name, claims and sources by number."""
    document = small_case()
    city = next(one for one in document["features"] if one["id"] == "CITY")
    city["properties"]["coordinateUncertaintyInMeters"] = None
    subject = Subject(case_from_document(document), ReportOptions(DAY))
    assert dict([*claim_gaps(subject), *place_gaps(subject), *source_gaps(subject)]) == GAPS
    said = words(section(report(subject.stated_case, subject.options), "What is not known"))
    assert "Places with unknown uncertainty1 of 3 places: City" in said
    assert "Claims that were not compared1 of 6 claims: 4" in said
    assert "Sources without a URL1 of 2 sources: [2]" in said
    assert "Places without a georeference sourceall of 3 places" in said


@pytest.mark.parametrize(
    ("member", "gap"),
    [
        ("site", "Claims without a place"),
        ("event_time", "Claims without an event time"),
        ("about_actor", "Claims without an attribution"),
        ("stated", "Claims without a statement time"),
    ],
)
def test_a_claim_that_does_not_state_something_is_named(member, gap):
    """One member taken from one claim puts its id under one gap."""
    document = small_case()
    next(one for one in document["features"] if one["id"] == "ARMY-AT")["properties"][member] = None
    assert dict(claim_gaps(Subject(case_from_document(document), ReportOptions(DAY))))[gap] == ("ARMY-AT",)


def test_chosen_claims_are_the_only_ones():
    """The report says how many of how many, and holds no other claim, place or source."""
    found = small(claims=("ENVOY-SE",), scope="by filter")
    asked = words(section(found, "About this report"))
    assert "1 selected of 6 claims, by 1 actor, 1 place, 1 source" in asked
    assert "Selectionby filter" in asked
    assert "ARMY-AT" not in words(found)


def test_a_claim_of_no_case_is_refused():
    """The message offers the nearest id."""
    with pytest.raises(ClaimIdError, match="ENVOY-SE"):
        small(claims=("ENVOY-SEE",))


def test_a_number_of_pairs_below_zero_is_refused():
    """Zero shows none in full and is fine."""
    with pytest.raises(ValueError, match="-1 is not a number of pairs"):
        ReportOptions(DAY, max_pairs=-1)


def test_what_is_assumed_is_said():
    """Each assumption that is not the case's own, by its subject."""
    assumptions = Assumptions(
        rule=SetWidth(2000.0), half_widths_m=(("ENVOY-SE", 5.0),), uncertainties_m=(("CAMP", None),),
        positions=(("CITY", (40.0, 35.0)),), max_speed_kmh=900.0,
    )  # fmt: skip
    said = words(section(small(assumptions=assumptions), "About this report"))
    assert "may be off by 2000 m, whatever its digits: set by the user" in said
    assert "The distance may be off by 0.005 km, set by the user, in what Envoy says: What ENVOY-SE says." in said
    assert "It is assumed that Camp is known to within an unknown distance." in said
    assert "It is assumed that City lies at 35° N, 40° E." in said
    assert "Nothing moves faster than 900 km/h." in said


def test_the_map_is_a_figure_or_said_to_be_missing():
    """No silent gap where a reader expects a map."""
    assert any(isinstance(block, Figure) for block in section(small(map_svg="<svg/>"), "Map").blocks)
    assert "No map was requested." in words(section(small(), "Map"))


@pytest.mark.parametrize("given", [None, "ab" * 32])
def test_the_hash_is_that_of_the_file_or_of_the_case(given):
    """Whose hash it is, is said beside it."""
    own = hashlib.sha256(case_to_bytes(case_from_document(small_case()))).hexdigest()
    whose = "the case file" if given else "the case as this program writes it"
    assert f"{given or own} of {whose}" in words(section(small(file_sha256=given), "About this report"))


def test_the_first_page_stands_alone(bundled):
    """The question, a map, each side's answers with what they exclude as the page says it, and what is not known."""
    made = report(bundled, ReportOptions(DAY, front_svg="<svg/>", max_pairs=0))
    said = "".join(words(block) for block in made.front)
    view = Subject(bundled, ReportOptions(DAY)).answers[0]

    assert any(isinstance(block, Figure) for block in made.front)
    assert bundled.summary in said
    for row in view.rows:
        for verdict in (*row.main, *(one for one in row.rest if one.verdict == "contradictory")):
            assert verdict.words in said
        for cell in row.cells:
            assert all(told.words in said for told in cell[:2])
    assert [head for head in view.heads if head not in said] == []
    assert "Undecided pairs: " in said
    assert NOT_TRUE in said


def test_every_answer_is_in_the_long_form(bundled, bundled_report):
    """Of each event: all that each side says, by whom, and each verdict."""
    said = words(section(bundled_report, "What each side says, and what that excludes"))
    for view in Subject(bundled, ReportOptions(DAY)).answers:
        told = [one for row in view.rows for cell in row.cells for one in cell]
        assert [one for one in told if one.words not in said or one.by not in said] == []
        assert [one for row in view.rows for one in (*row.main, *row.rest) if one.words not in said] == []


def test_the_short_form_says_what_decides_and_leaves_the_rest_out(bundled):
    """A claim of each of the two sides, who and in which words; no table of contents, no working."""
    made = report(bundled, ReportOptions(DAY, is_short=True))

    assert made.is_short
    assert ["".join(run.text for run in block.title) for block in made.blocks] == [
        "Summary", "Which claims decide", "Sources", "About this report",
    ]  # fmt: skip
    assert "Syrian Foreign Ministry says: " in words(section(made, "Which claims decide"))


def test_the_same_case_makes_the_same_report():
    """Nothing hangs on the clock, only on the day that is given."""
    assert small() == small()
    assert small().day == "22 November 2026"
    assert replace(small(), date=date(2026, 1, 1)) != small()


def test_every_source_has_its_address_and_grade(bundled, bundled_report):
    """All of it stands once, under the number that claims refer to."""
    said = words(section(bundled_report, "Sources"))
    for number, source in enumerate(bundled.sources, 1):
        assert f"[{number}]{source.title}" in said
        assert source.url is None or source.url in said


def test_credits_of_the_case_are_kept(bundled, bundled_report):
    """Whose data it is, and under which licence."""
    said = words(section(bundled_report, "Data used in this case"))
    assert "CC BY 4.0" in said
    assert all(entry["name"] in said for entry in bundled.document["case"]["credits"])
