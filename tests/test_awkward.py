"""Cases that leave much open: every page and the command have a defined, explained answer."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from geodata.__main__ import main
from tests.app import ROOT
from tests.cases import small_case

PAGES = ("dashboard.py", "pages/consistency.py")


def _claims(document):
    return [feature for feature in document["features"] if feature["properties"]["record"] == "claim"]


def no_places():
    document = small_case()
    for claim in _claims(document):
        claim["geometry"] = None
        claim["properties"] |= {"relation": None, "site": None, "distance": None, "bearing": None}
    return document


def no_times():
    document = small_case()
    for claim in _claims(document):
        claim["properties"] |= {"event_time": None, "stated": None}
    return document


def unknown_uncertainty():
    document = small_case()
    for feature in document["features"]:
        feature["properties"].pop("coordinateUncertaintyInMeters", None)
    return document


def only_a_province():
    document = small_case()
    province = next(feature for feature in document["features"] if feature["id"] == "PROVINCE")
    claims = _claims(document)
    for claim in claims:
        claim["geometry"] = province["geometry"]
        claim["properties"] |= {"relation": "in", "site": "PROVINCE", "distance": None, "bearing": None}
    return document | {"features": [province, *claims]}


def contradictory_ranges():
    document = small_case()
    for number, claim in enumerate(_claims(document)):
        claim["properties"] |= {"event": "STRIKE", "killed": {"min": number, "max": number}, "polarity": "affirm"}
    return document


def cycle():
    document = small_case()
    first, second, *_ = _claims(document)
    first["properties"]["derived_from"] = [second["id"]]
    second["properties"]["derived_from"] = [first["id"]]
    return document


def one_claim():
    document = small_case()
    claims = _claims(document)
    return document | {"features": [feature for feature in document["features"] if feature not in claims[1:]]}


def none():
    document = small_case()
    claims = _claims(document)
    return document | {"features": [feature for feature in document["features"] if feature not in claims]}


AWKWARD = (no_places, no_times, unknown_uncertainty, only_a_province, contradictory_ranges, cycle, one_claim, none)


@pytest.fixture
def path(request, tmp_path):
    """Return a file of the case that the test is about."""
    found = tmp_path / "case.geojson"
    found.write_text(json.dumps(request.param()), encoding="utf-8")
    return found


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("path", AWKWARD, indirect=True)
def test_a_page_has_an_answer(page, path, monkeypatch):
    """No exception, and no problem with a file that is in order."""
    monkeypatch.setenv("CROSSBEARING_CASE", str(path))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60).run()
    assert list(app.exception) == []
    assert [box.value for box in app.error] == []


@pytest.mark.parametrize(
    ("path", "verdicts"),
    [
        (no_places, {"contradictory": 4, "undecided": 0, "compatible": 5, "unrelated": 6}),
        (no_times, {"contradictory": 3, "undecided": 0, "compatible": 6, "unrelated": 6}),
        (unknown_uncertainty, {"contradictory": 3, "undecided": 3, "compatible": 3, "unrelated": 6}),
        (only_a_province, {"contradictory": 4, "undecided": 0, "compatible": 5, "unrelated": 6}),
        # Their numbers of people are of one day without hours: in which order they were said is not known.
        (contradictory_ranges, {"contradictory": 7, "undecided": 7, "compatible": 0, "unrelated": 1}),
        (cycle, {"contradictory": 3, "undecided": 0, "compatible": 6, "unrelated": 6}),
        (one_claim, {}),
        (none, {}),
    ],
    indirect=["path"],
)
def test_the_command_has_an_answer(path, verdicts, capsys):
    """Each pair has a verdict; what the words leave open is undecided or unrelated."""
    assert main(["verdicts", str(path), "--json", "--all-versions"]) == 0
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert {verdict: sum(pair["verdict"] == verdict for pair in pairs) for verdict in verdicts} == verdicts
    assert len(pairs) == sum(verdicts.values())
