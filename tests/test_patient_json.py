"""JSON that is read and written in steps is what it is in one go, and others have their turn meanwhile."""

import json
import threading
import time

import pytest

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


def test_others_have_their_turn():
    """Longest is a record: 200 of them take each other's time, not everybody's."""
    record = {"geometry": {"coordinates": [[number / 7, number / 3] for number in range(20_000)]}}
    document = {"features": [record] * 100}

    def longest_wait(work):
        waits, is_over = [], threading.Event()

        def look():
            while not is_over.is_set():
                before = time.monotonic()
                time.sleep(0.001)
                waits.append(time.monotonic() - before)

        looking = threading.Thread(target=look)
        looking.start()
        work()
        is_over.set()
        looking.join()
        return max(waits)

    text = written_patiently(document)
    assert longest_wait(lambda: written_patiently(document)) < longest_wait(lambda: json.dumps(document)) / 2
    assert longest_wait(lambda: read_patiently(text)) < longest_wait(lambda: json.loads(text)) / 2
