"""The case as it stood at some moment, and what changed between two."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.problems import InputError
from geodata.timeline.as_of import known_by, read_as_of, with_claims
from geodata.timeline.case_changes import changes_between
from geodata.verdicts.context import CaseContext
from tests.test_verdicts import setting

#: Worst to best.
LADDER = ("later", "possibly", "surely")
BUNDLED = CaseContext(read_case(BUNDLED_CASE)[0])


def knowledge(moment, *, published=None, zone="local", timezone=None, **members):
    found = setting({"sources": ["TRT"], "stated": None, **members}, zone=zone)
    sources = tuple(replace(one, published=published) for one in found.case.sources)
    case = replace(found.stated_case, sources=sources, timezone=timezone)
    found = CaseContext(case, found.assumptions)
    return known_by(found, read_as_of(found, moment))["A"]


@pytest.mark.parametrize(
    ("stated", "moment", "known"),
    [
        ("2015-12-07", "2015-12-07", "surely"),
        ("2015-12-07", "2015-12-07T12:00", "possibly"),
        ("2015-12-07", "2015-12-06T23:59", "later"),
        ("2015-12-07T12:00", "2015-12-07T12:00", "surely"),
        ("2015-12-07T12:00", "2015-12-07T11:59:59", "later"),
        ("2015-12-07~", "2015-12-07", "possibly"),
        ("../2015-12-07", "2015-12-07", "surely"),
        ("2015-12-07/..", "2016", "possibly"),
        ("[2015-12-01,2015-12-09]", "2015-12-05", "possibly"),
        # Nobody says in which zone; the moment is one of UTC.
        ("2015-12-07", "2015-12-08T12:00Z", "surely"),
        ("2015-12-07", "2015-12-08T11:00Z", "possibly"),
        ("2015-12-07T12:00+03:00", "2015-12-07T08:59Z", "later"),
        ("2015-12-07T12:00:00+03:00", "2015-12-07T09:00:00Z", "surely"),
    ],
)
def test_what_had_been_said_by_then(stated, moment, known):
    """A claim is known for sure when every reading of its time has passed, and not at all while none has."""
    assert knowledge(moment, stated=stated) == known


@pytest.mark.parametrize(
    ("published", "moment", "known"),
    [
        ("2015-12-08", "2015-12-08", "surely"),
        ("2015-12-08", "2015-12-07", "possibly"),
        # It may have been said long before.
        ("2015-12-08", "1990", "possibly"),
        (None, "2030", "unknown"),
    ],
)
def test_a_source_says_by_when_something_had_been_said(published, moment, known):
    """Where the claim itself does not; never that it had not been said before."""
    assert knowledge(moment, published=published) == known


def test_a_stated_time_comes_before_that_of_the_source():
    """The source is not asked."""
    assert knowledge("2015-12-07", stated="2015-12-09", published="2015-12-01") == "later"


def test_a_moment_without_a_zone_is_one_of_the_case():
    """Noon in Damascus is ten in UTC; as assumed otherwise, it is noon there."""
    at_ten = {"stated": "2015-12-07T10:00:00Z", "timezone": "Asia/Damascus"}
    assert knowledge("2015-12-07T12:00:00", **at_ten) == "surely"
    assert knowledge("2015-12-07T11:59:59", **at_ten) == "later"
    assert knowledge("2015-12-07T10:00:00", **at_ten, zone="utc") == "surely"


@pytest.mark.parametrize("text", ["yesterday", "", "2015-12-06/..", "..", "2015-13-01"])
def test_what_is_no_moment_is_refused(text):
    """In a sentence that says what to give."""
    with pytest.raises(InputError, match="Give a day or a time as EDTF"):
        read_as_of(BUNDLED, text)


TIMES = st.sampled_from(
    [
        "2015-12-06",
        "2015-12-07T12:00Z",
        "2015-12-07T12:00",
        "2015-12~",
        "../2015-12-07",
        "2015",
        "{2015-12-05,2015-12-08}",
    ]
)
MOMENTS = ["2014", "2015-12-05", "2015-12-06T12:00{}", "2015-12-07T12:00{}", "2015-12-08T00:00{}", "2015-12-09T02:00{}"]
MOMENTS += ["2016", "2100"]


@given(TIMES, st.sampled_from(["local", "utc", "any", "America/Denver"]), st.sampled_from(["", "Z"]))
def test_what_is_known_stays_known(stated, zone, suffix):
    """Later moments never know less, and in the end all is known that says when it was said."""
    found = [LADDER.index(knowledge(moment.format(suffix), stated=stated, zone=zone)) for moment in MOMENTS]
    assert found == sorted(found)
    assert found[-1] == 2
    assert found[0] == 0 or stated.startswith("..")


def test_a_case_with_all_claims_is_the_case_itself():
    """And one with some refers to no others."""
    assert with_claims(BUNDLED.case, BUNDLED.case.claim_by_id) is BUNDLED.case
    some = [claim.id for claim in BUNDLED.case.claims[::3]]
    found = with_claims(BUNDLED.case, some)
    assert [claim.id for claim in found.claims] == some
    assert {origin for claim in found.claims for origin in claim.derived_from} <= set(some)
    assert {link.claim for claim in found.claims for link in claim.links} <= set(some)
    assert {claim for account in found.accounts for claim in account.claims} <= set(some)


# -- changes ---------------------------------------------------------------------------------------------------------

NUMBER = {"event": "STRIKE", "actor": "ARMY", "sources": []}
THREE = NUMBER | {"killed": {"min": 3, "max": 3}, "stated": "2015-12-06T20:00"}
FIVE = NUMBER | {"killed": {"min": 5, "max": 5}, "stated": "2015-12-07T20:00", "derived_from": ["A"]}
ENVOY = NUMBER | {"actor": "ENVOY", "killed": {"min": 5, "max": 5}, "stated": "2015-12-06T21:00"}


def changes(first, second, *claims, **assumed):
    found = setting(*claims, **assumed)
    return changes_between(found, read_as_of(found, first), read_as_of(found, second)).to_json()


def test_a_revised_number_flips_a_verdict():
    """The army says five in the place of three, as the envoy did: they agree then."""
    assert changes("2015-12-06", "2015-12-07", THREE, FIVE, ENVOY, counts_as_of_statement=False) == {
        "added": ["B"],
        "revised": [["A", "B"]],
        "flipped": [{"a": "B", "b": "C", "from": "contradictory", "to": "compatible", "before": ["A", "C"]}],
        "people": [{"event": "STRIKE", "what": "killed", "from": [3, 5], "to": [5, 5]}],
    }


def test_between_a_moment_and_itself_nothing_changes():
    """Not one member."""
    assert set(map(len, changes("2015-12-08", "2015-12-08", THREE, FIVE, ENVOY).values())) == {0}


def test_what_is_added_flips_nothing():
    """Nobody had said a number before; a revision of what was not known is an addition, and still a revision."""
    found = changes("2015-12-05", "2015-12-07", THREE, FIVE, ENVOY)
    assert (found["added"], found["revised"], found["flipped"]) == (["A", "B", "C"], [["A", "B"]], [])
    assert found["people"] == [{"event": "STRIKE", "what": "killed", "from": None, "to": [5, 5]}]


# -- on the command line ---------------------------------------------------------------------------------------------


@pytest.fixture
def answer(capsys):
    def run(*words):
        status = main([*words, "--json"])
        captured = capsys.readouterr()
        return status, json.loads(captured.out), captured.err

    return run


def test_verdicts_as_of_an_hour_are_of_what_had_been_said(answer):
    """What is left out is named, by why it is; far in the future nothing is but what nobody dates."""
    status, found, told = answer("verdicts", str(BUNDLED_CASE), "--as-of", "2015-12-07")
    spoken = {claim for pair in found["pairs"] for claim in (pair["a"], pair["b"])}
    assert status == 0
    assert "MCGURK-55-KM" in spoken
    assert not spoken & {"COOK-59-KM-SE", "US-OFFICIAL-TRT-TU-22", "SIRAJ-34"}
    for words in ("may have been said", "had not been said", "do not say when they were said"):
        assert words in told
    _, later, told = answer("verdicts", str(BUNDLED_CASE), "--as-of", "2030")
    assert "had not been said" not in told
    assert len(later["pairs"]) > len(found["pairs"])


def test_as_of_never_is_today_to_the_byte(capsys):
    """Nothing of the document is of it."""
    main(["verdicts", str(BUNDLED_CASE), "--json"])
    assert '"as_of"' not in capsys.readouterr().out


def test_changes_on_the_command_line(answer, capsys):
    """Four lists; the moments in their order."""
    status, found, _ = answer("changes", str(BUNDLED_CASE), "2015-12-07", "2015-12-09")
    assert (status, list(found)) == (0, ["added", "revised", "flipped", "people"])
    assert "COOK-59-KM-SE" in found["added"]
    assert main(["changes", str(BUNDLED_CASE), "2015-12-09", "2015-12-07"]) == 2
    assert "Give the earlier moment first" in capsys.readouterr().err
    assert main(["changes", str(BUNDLED_CASE), "2015-12-07", "2015-12-09"]) == 0
    assert "Claims added: " in capsys.readouterr().out
