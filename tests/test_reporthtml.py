"""The report as HTML: escaped, without a script, whole in one file."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from geodata.core.model import case_from_document
from geodata.core.text import visible
from geodata.render.report import ReportOptions, report, report_html
from geodata.render.text.blocks import Document, Figure, Paragraph, Run, Section, Table, line, lines
from tests.cases import small_case
from tests.test_hostile import PAYLOADS, poisoned

DAY = date(2026, 11, 22)


class Page(HTMLParser):
    """What a browser would make of a page: its elements with attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.said = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Note an element."""
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        """Note a text."""
        self.said += data


def page_of(document, **options):
    """Return the parsed page of the report on a case document."""
    return Page(report_html(report(case_from_document(document), ReportOptions(DAY, **options))))


def test_a_report_needs_nothing_and_runs_nothing():
    """No script, nothing loaded, and a policy that would forbid both."""
    found = page_of(small_case(), map_svg="<svg xmlns='http://www.w3.org/2000/svg'/>")
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "iframe", "object", "embed", "base", "form", "button", "input", "link"}
    sources = [attributes["src"] for _, attributes in found.elements if "src" in attributes]
    assert [source.partition(",")[0] for source in sources] == ["data:image/svg+xml;base64"]
    policy = next(attributes["content"] for _, attributes in found.elements if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_it_is(payload):
    """In every member at once: the elements are those of a harmless case, and the text is on the page."""
    document = poisoned(payload)
    document["case"]["sources"][0] |= {"url": "javascript:alert(1)"}
    found = page_of(document)
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in page_of(small_case()).elements} | {"span"}
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    assert all(
        attributes["href"].startswith(("#part-", "https://")) for tag, attributes in found.elements if tag == "a"
    )
    assert "(address not opened: javascript:alert(1))" in found.said
    assert visible(payload) in found.said


def test_contents_lead_to_the_sections():
    """Every link of the contents has its section."""
    found = page_of(small_case())
    targets = [
        attributes["href"][1:] for tag, attributes in found.elements if attributes.get("href", "").startswith("#")
    ]
    assert targets == [
        attributes["id"] for tag, attributes in found.elements if tag == "section" and "id" in attributes
    ]
    assert len(targets) == 12


def test_blocks_become_elements():
    """A paragraph, a table with its heads, a nested section one heading deeper."""
    table = Table(("A", "B"), (30, 70), ((lines("1"), lines("2", "3")),))
    inner = Section(line("Inner"), (table,))
    written = report_html(
        Document("T", "K", DAY, (Section(line("Outer"), (Paragraph(line("x", Run("y", "code"))), inner)),))
    )
    html = re.sub(r"\n\s*", "", written)
    assert "<h2><bdi>Outer</bdi></h2><p><bdi>x</bdi><code><bdi>y</bdi></code></p>" in html
    assert '<h3><bdi>Inner</bdi></h3><table><colgroup><col style="width:30%">' in html
    assert "<tbody><tr><td><bdi>1</bdi></td><td><div><bdi>2</bdi></div><div><bdi>3</bdi></div></td></tr>" in html


def test_what_is_no_block_is_refused():
    """A writer that does not know a block must not leave it out."""
    with pytest.raises(TypeError, match="str is not a block"):
        report_html(Document("T", "K", DAY, ("text",)))


@pytest.mark.browser
def test_a_hostile_report_does_nothing_in_a_browser(browser, tmp_path):
    """All payloads at once, in every text and in the map: no request, no message, nothing run, nothing too wide."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='parent.pwned=1'><script>parent.pwned=1</script></svg>"
    document = poisoned(" ".join(PAYLOADS) + "x" * 500)
    made = Document(
        "T", "K", DAY, (Figure(svg, PAYLOADS[0]), *report(case_from_document(document), ReportOptions(DAY)).blocks)
    )
    file = tmp_path / "report.html"
    file.write_text(report_html(made), encoding="utf-8")
    page = browser.new_page(viewport={"width": 400, "height": 800})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.wait_for_timeout(100)
    assert page.evaluate("[window.pwned === undefined, document.documentElement.scrollWidth]") == [True, 400]
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []
    page.close()
