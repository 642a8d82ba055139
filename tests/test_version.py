"""The version: one, and in all that leaves the program but a case file."""

import io
import re
import sqlite3
import subprocess
import sys
from datetime import date

import pypdf
import pytest
from PIL import Image

from geodata import PROGRAM, __version__
from geodata.core.model import case_from_document
from geodata.exporting.exports import ENDINGS, Wanted, exported
from geodata.exporting.writers import ExportOptions
from tests.app import ROOT
from tests.cases import small_case

#: What opens as a case again and has no place beside it.
CASES = (".geojson", ".csv")


def test_the_command_line_says_it():
    """One line, as a bug report asks for it."""
    done = subprocess.run(
        [sys.executable, "-m", "geodata", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert (done.stdout, done.stderr) == (f"Crossbearing {__version__}\n", "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_it_is_written_once():
    """Everybody else takes it from there."""
    paths = [path for folder in ("geodata", "pages", "tools") for path in (ROOT / folder).rglob("*.py")]

    assert [path.name for path in paths if f'"{__version__}"' in path.read_text(encoding="utf-8")] == ["__init__.py"]


@pytest.fixture(scope="module", params=ENDINGS)
def made(request):
    """Return an ending, and the bytes of the small case by it, made twice."""
    options = ExportOptions(made=date(2026, 11, 22))
    case = case_from_document(small_case())
    return request.param, [exported(case, f"a{request.param}", Wanted(), options, bytes)[0] for _ in range(2)]


def told(ending, data, folder):
    """Return what a file says of itself, as its format has it."""
    if ending.endswith(".pdf"):
        (folder / "a.pdf").write_bytes(data)
        return pypdf.PdfReader(folder / "a.pdf").metadata.subject
    if ending == ".gpkg":
        (folder / "a.gpkg").write_bytes(data)
        with sqlite3.connect(folder / "a.gpkg") as database:
            [(text,)] = database.execute("SELECT metadata FROM gpkg_metadata WHERE md_scope = 'dataset'")
        database.close()
        return text
    if ending == ".png":
        with Image.open(io.BytesIO(data)) as picture:
            return picture.text["Software"]
    return data.decode("utf-8-sig")


def test_every_file_but_a_case_says_what_made_it(made, tmp_path):
    """Where its format has a place for it."""
    ending, (data, _) = made
    assert (PROGRAM in told(ending, data, tmp_path)) is (ending not in CASES)


@pytest.mark.parametrize("ending", [".html", ".report.html"])
def test_pages_have_it_where_programs_look(ending):
    """In the element that HTML has for it."""
    data, _ = exported(case_from_document(small_case()), f"a{ending}", Wanted(), ExportOptions(), bytes)

    assert f'<meta name="generator" content="{PROGRAM}">'.encode() in data


def test_the_same_version_gives_the_same_bytes(made):
    """Of the same case, with the same options."""
    _, (first, second) = made

    assert first == second
