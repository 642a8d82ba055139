"""JSON that is read and written in steps is what it is in one go, and others have their turn meanwhile."""

import json
from types import SimpleNamespace

import pytest

from geodata.core import patient_json
from geodata.core.patient_json import read_patiently, written_patiently
from tests.app import ROOT

VALUES = [
    {}, [], None, 1.5, "a\u2028é", {"a": []}, {"a": {"b": {"c": [1, {"d": None}]}}}, [[[["x"]]]], {1: 2, None: 3},
    {"features": [{"id": "\ud800"}, {"geometry": {"coordinates": [[1e300, -0.0], [2, 3]]}}]},
    json.loads((ROOT / "incidents.geojson").read_bytes()),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:30])
def test_it_is_the_same_text(value):
    """And the same value again."""
    text = written_patiently(value)
    assert text == json.dumps(value, ensure_ascii=False, allow_nan=False)
    assert read_patiently(text) == json.loads(text)


def test_no_number_is_made_up():
    """As the standard library has it."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        written_patiently({"a": [{"b": float("nan")}]})


def test_others_have_their_turn(monkeypatch):
    """Python's own function is called for each object that is read; what is written in one go is a record's member."""
    document = {"features": [{"id": str(one), "geometry": {"coordinates": [[one, 2]]}} for one in range(100)]}
    read, written = [], []
    monkeypatch.setattr(patient_json, "_same", lambda value: read.append(value) or value)
    monkeypatch.setattr(patient_json, "_ENCODER", SimpleNamespace(encode=lambda value: written.append(value) or "0"))

    assert read_patiently(json.dumps(document)) == document
    written_patiently(document)
    assert len(read) == 1 + 2 * 100
    assert len(written) > 4 * 100
    assert max(len(json.dumps(value)) for value in written) < 100
