"""What is kept is bounded by bytes, and a state of a case goes with the draft that moves on."""

import gc
import weakref
from pathlib import Path

import numpy as np

from geodata.editing.checking import apply
from geodata.editing.edits import Copy
from geodata.kept import FEWEST, Kept
from geodata.opened import open_document
from geodata.startup import give_back_memory
from tests.cases import small_case


def test_what_is_kept_is_bounded_by_bytes():
    """The least recently asked goes first; some last ones stay, whatever they weigh."""
    kept = Kept(10_000)
    for number in range(100):
        kept.of(number, lambda: np.zeros(125))  # 1,000 bytes

    assert 5_000 < kept.bytes <= 10_000
    for number in range(100):
        kept.of(("large", number), lambda: np.zeros(125_000))
    assert kept.bytes < (FEWEST + 1) * 1_001_000


def test_a_state_of_a_case_goes_when_the_draft_moves_on():
    """With its drawing and with what pages worked out of it: nothing else holds it."""
    document, path = small_case(), Path("a.geojson")
    opened = open_document(path, document, reader="x").opened
    earlier = []
    for number in range(5):
        assert opened.data_address
        opened.of(("asked",), lambda: [1])
        earlier.append(weakref.ref(opened))
        changed = apply(document, Copy("claim", "ARMY-AT", f"ARMY-AT-{number + 2}"))
        assert changed.is_applied
        document = changed.document
        opened = open_document(path, document, reader="x", before=opened).opened
    gc.collect()

    assert [one() for one in earlier] == [None] * 5


def test_memory_can_be_given_back_anywhere():
    """On systems whose C library has no such call, too."""
    give_back_memory()
