"""Texts that somebody types on a page are read in the server: however long, none may hold everybody else up."""

import subprocess
import sys

import pytest

from tests.app import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of the processor's time")

#: Far more than any of them takes, and far less than where each blank is tried with each other: minutes.
MAX_CPU_S = 20
IN_A_PROCESS = f"""
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({MAX_CPU_S}, {MAX_CPU_S}))
from geodata.exporting import position_traces
from geodata.exporting.exact_place import Exact
from geodata.exporting.position_traces import tells
from contextlib import suppress
from geodata.core.numbers import plain_number
from geodata.core.text import fold, is_web_address
from geodata.editing.parsing import read_value
from geodata.importing.known_records import id_of
from geodata.render.map.online_tiles import origin_of_choice
position_traces.MAX_SEARCHED_CHARS = 1_000_000
DIGITS = "1" * 500_000
BLANKS = " " * 300_000
MARKS = "\\u0300\\u0316" * 150_000
"""
CALLS = {
    "the title of an export": 'tells("1" + BLANKS + "x", Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0))',
    "digits in it": 'tells("12345" + BLANKS + "x", Exact("CAMP", 40.056, 35.396, frozenset(), 5_000.0))',
    "the extent of a map": "with suppress(ValueError): plain_number(DIGITS + 'x')",
    "marks that are to be sorted": "fold('a' + MARKS), id_of('a' + MARKS, 'SITE')",
    "marks in a host": "[of('https://a' + MARKS + '/{z}/{x}/{y}.png') for of in (is_web_address, origin_of_choice)]",
    "spellings of a place": 'read_value("names", "a" + BLANKS + "b")',
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_long_texts_hold_nobody_up(call):
    """While a pattern is looked for, nobody else of the server is answered: a title of blanks took an hour."""
    subprocess.run([sys.executable, "-c", IN_A_PROCESS + call], cwd=ROOT, check=True)
