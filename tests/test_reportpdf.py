"""The report as PDF: every text in it, as text, and none of it as code."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
import typst

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.model import case_from_document
from geodata.core.text import visible
from geodata.render.figure.compose import figure_svg
from geodata.render.figure.options import FigureOptions
from geodata.render.report import ReportOptions, pdf, report, report_pdf
from geodata.render.text.blocks import Document, Figure, Paragraph, Run, Section, Table, line, lines
from tests.benchmarks.cases import enlarged
from tests.cases import small_case
from tests.test_hostile import PAYLOADS, poisoned

DAY = date(2026, 11, 22)


def reader(document):
    """Return a document's PDF, opened."""
    return pypdf.PdfReader(io.BytesIO(report_pdf(document)))


def said(found):
    """Return all text of a PDF without white space, since lines break anywhere."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in found.pages))


def one(*blocks, title="T"):
    """Return a document of a few blocks."""
    return Document(title, "K", DAY, blocks)


@pytest.fixture(scope="module")
def bundled():
    """Give the bundled case."""
    return read_case(BUNDLED_CASE)[0]


@pytest.fixture(scope="module")
def text(bundled):
    """Give all text of the PDF on the bundled case."""
    return said(reader(report(bundled, ReportOptions(DAY, max_pairs=1))))


def test_every_claim_is_in_the_pdf(bundled, text):
    """By its number and in its words."""
    assert all(f"Claim{number}:" in text for number in range(1, len(bundled.claims) + 1))
    assert [claim.id for claim in bundled.claims if re.sub(r"\s", "", claim.summary) not in text] == []


def test_arabic_can_be_searched_and_copied(bundled, text):
    """The first Arabic name of each place is in the text, its letters in the order in which they are written."""
    words = [name.name.split()[0] for site in bundled.sites for name in site.names[:1] if name.lang == "ar"]
    # pypdf turns the two letters of the ligature round; poppler does not.
    words = [word for word in words if "لا" not in word]
    assert len(words) > 15
    assert [word for word in words if word not in text] == []


CASES = {
    "bundled": lambda: read_case(BUNDLED_CASE)[0].document,
    "small": small_case,
    "100 claims": lambda: enlarged(100),
    "300 claims": lambda: enlarged(300),
    "long words": lambda: poisoned("Ministry of " + "long words " * 60),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if name == "300 claims" else ()) for name in CASES]
)
def test_the_short_form_has_two_pages(name):
    """The first with the question, a map, the answers and what is not known; whatever the case."""
    case = case_from_document(CASES[name]())
    svg = figure_svg(case, FigureOptions(in_report=True))
    pages = reader(report(case, ReportOptions(DAY, front_svg=svg, is_short=True))).pages
    first = re.sub(r"\s", "", pages[0].extract_text())

    assert len(pages) == 2
    for heading in ("Whatisnotknown", "Where", "Who"):
        assert heading in first
    assert "Summary" in pages[1].extract_text()


def test_the_long_form_begins_with_the_same_page(bundled):
    """The contents follow on the second."""
    pages = reader(report(bundled, ReportOptions(DAY, max_pairs=1))).pages

    assert "Cannotbothbetrue:claimsofSyriangovernmentandUS-ledcoalitionmisseachotherbyatleast54.5km" in re.sub(
        r"\s", "", pages[0].extract_text()
    )
    assert "Who says what" not in pages[0].extract_text()
    assert "Who says what" in pages[1].extract_text()


def test_a_cell_takes_the_columns_that_are_left():
    """A verdict stands across all sides."""
    table = Table(("A", "B", "C"), (20, 40, 40), ((lines("1"), lines("across")),), colors=("", "#112233", ""))
    assert table.spans(table.rows[0]) == (1, 2)
    assert "across" in said(reader(one(table)))


def test_pages_are_numbered_and_described():
    """A4, a title, a language, numbers, tags."""
    found = reader(one(Paragraph(line("x")), title="A title"))
    assert found.metadata.title == "A title"
    assert [round(float(side)) for side in found.pages[0].mediabox[2:]] == [595, 842]
    assert "Page1of1" in said(found)
    assert found.trailer["/Root"]["/Lang"] == "en"
    assert "/StructTreeRoot" in found.trailer["/Root"]


def test_a_very_long_report_has_no_tags(monkeypatch):
    """Tags of 50,000 runs would take minutes."""
    monkeypatch.setattr(pdf, "_MAX_TAGGED_RUNS", 2)
    assert "/StructTreeRoot" not in reader(one(Paragraph(line("x")))).trailer["/Root"]


def test_heads_of_a_table_are_on_every_page():
    """A reader of page 3 need not turn back."""
    rows = tuple((lines(f"row {number}"), lines("x")) for number in range(150))
    pages = reader(one(Table(("First head", "Other"), (50, 50), rows))).pages
    assert len(pages) > 2
    assert all("First head" in page.extract_text() for page in pages)
    assert "row149" in said(reader(one(Table(("H", "O"), (50, 50), rows))))


CODE = '#panic("x") $x^2$ @ref <lab> \\u{41} // /* = - + [a] *b* _c_ `d` #sys.inputs'


def test_hostile_text_is_no_code():
    """In every member at once; typst's own signs, too, are shown as written."""
    payload = " ".join((CODE, *PAYLOADS))
    found = reader(
        report(case_from_document(poisoned(payload)), ReportOptions(DAY, claims=("ARMY-AT", "ENVOY-WITHIN")))
    )
    assert said(found).count(re.sub(r"\s", "", visible(payload))) > 10


def test_the_same_report_gives_the_same_bytes():
    """The day in it is the report's, not the clock's."""
    made = report(case_from_document(small_case()), ReportOptions(DAY))
    assert report_pdf(made) == report_pdf(made)
    assert b"D:20261122" in report_pdf(made)


def test_long_words_stay_on_the_page():
    """A word without end is broken anywhere, and copied without a sign in it."""
    word = "x" * 300 + "ABC-" + "https://example.org/" * 20
    found = reader(one(Table(("A", "B"), (80, 20), ((lines(word), lines(word)),))))
    lefts, widest = [], max(map(len, found.pages[0].extract_text().splitlines()))
    found.pages[0].extract_text(visitor_text=lambda _t, _cm, matrix, *_: lefts.append(matrix[4]))
    assert max(lefts) < 595 - 20
    assert widest < 120
    assert said(found).count(word) == 2


def test_a_character_without_a_sign_is_spelled_out():
    """The fonts have no Chinese: its number stands there, and the end says why."""
    text = said(reader(one(Section(line("日本 TV"), ()))))
    assert "[U+65E5U+672C]TV" in text
    assert "nosignfor2charactersofit" in text
    assert "nosignfor" not in said(reader(one(Section(line("TV"), ()))))


@pytest.mark.parametrize(
    ("words", "url", "shown"),
    [("here", "https://example.org/1", "here"), ("there", "javascript:x", "there(addressnotopened:javascript:x)")],
)
def test_only_web_addresses_are_links(words, url, shown):
    """Others stand beside their words."""
    found = reader(one(Paragraph(line(Run(words, url=url)))))
    assert shown in said(found)
    targets = [one.get_object()["/A"].get("/URI") for one in found.pages[0].get("/Annots", ())]
    assert (url in targets) == url.startswith("https")


@pytest.mark.parametrize(
    ("text", "around"),
    [("abc", ("", "")), ("é 1", ("", "")), ("عياش", ("", "\u200e")), ("abc عياش", ("", "\u200e")),
     ("عياش abc", ("\u2067", "\u2069")), ("(عياش) 2", ("\u2067", "\u2069"))],
)  # fmt: skip
def test_each_run_keeps_its_own_direction(text, around):
    """Alone or closed off; isolated where its first letter runs from right to left and others do not."""
    assert pdf.directed(text) == f"{around[0]}{text}{around[1]}"


def test_a_figure_is_drawn():
    """The text of an SVG is in the PDF, its caption under it."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'><text x='5' y='20'>Inside</text></svg>"
    assert "InsideCaption" in said(reader(one(Figure(svg, "Caption"))))


def test_what_is_no_svg_is_refused():
    """Not left out."""
    with pytest.raises(typst.TypstError, match="SVG"):
        report_pdf(one(Figure("no drawing", "")))


def test_what_is_no_block_is_refused():
    """A writer that does not know a block must not leave it out."""
    with pytest.raises(TypeError, match="str is not a block"):
        report_pdf(one("text"))
