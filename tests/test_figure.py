"""A figure for print: what SVG, PDF and PNG of a case hold."""

# ruff: noqa: S314 - Arabic letters; the XML that is read was made here

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from xml.etree import ElementTree as ET

import pypdf
import pytest
import shapely
from PIL import Image

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile.io import read_case
from geodata.core.claim_ids import ClaimIdError
from geodata.core.model import Case, case_from_document
from geodata.render.figure import style, typesetting
from geodata.render.figure.compose import compose, figure_pdf, figure_png, figure_svg
from geodata.render.figure.items import Path as Drawn
from geodata.render.figure.items import Words
from geodata.render.figure.options import SIZES, FigureOptions
from geodata.render.text.palette import colors
from tests.cases import small_case

SVG = "{http://www.w3.org/2000/svg}"
ISOLATES = re.compile("[\u2066\u2067\u2069]")
SMALL = case_from_document(small_case())
HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "&amp;<!--",
    "a\x00b\x1bc\ud800",
    "x\u202etxet",
    "\ufffe\uffff",
    "'\"><g id='",
]


@cache
def bundled() -> Case:
    return read_case(BUNDLED_CASE)[0]


@cache
def drawn(size: str = "newspaper-2") -> str:
    return figure_svg(bundled(), FigureOptions(size=size, made=date(2026, 11, 22)))


def texts(svg: str) -> list[str]:
    return [ISOLATES.sub("", node.text or "") for node in ET.fromstring(svg).iter(f"{SVG}text")]


def is_path(item: object) -> bool:
    return isinstance(item, Drawn)


def points(data: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(?<=[ML ])(-?[\d.]+),(-?[\d.]+)", data)]


def named(name: str) -> Case:
    document = small_case()
    document["features"][0]["properties"]["name"] = name
    document["case"]["actors"][1]["name"] = name
    return case_from_document(document)


@pytest.mark.parametrize("size", ["newspaper-1", "newspaper-2"])
def test_no_type_is_smaller_than_six_points_and_no_line_thinner_than_a_hairline(size):
    """A newspaper's press holds no less."""
    items = [item for layer in compose(bundled(), FigureOptions(size=size)).layers for item in layer.items]
    assert min(item.size_pt for item in items if isinstance(item, Words)) >= style.SMALLEST_PT
    assert min(item.width_pt for item in items if isinstance(item, Drawn) and item.stroke) >= style.HAIRLINE_PT


@pytest.mark.parametrize(
    ("size", "width"), [("newspaper-1", "52.40mm"), ("newspaper-2", "108.00mm"), ("report", "170.00mm")]
)
def test_a_figure_is_as_wide_as_its_name_says(size, width):
    """In millimetres, as a picture desk places it."""
    assert ET.fromstring(figure_svg(SMALL, FigureOptions(size=size))).get("width") == width


def test_words_are_text():
    """Title, counts, places in both scripts, sources and date can be read and searched in the SVG."""
    found = " ".join([*texts(drawn()), ET.fromstring(drawn()).findtext(f"{SVG}desc")])
    for words in (
        f"{len(bundled().claims)} of {len(bundled().claims)} claims shown",
        "Saeqa camp",
        "معسكر الصاعقة",
        "35\u00a0mi",
        "Reuters",
        "GeoNames",
        "22 November 2026",
    ):
        assert words in found


def test_words_of_the_pdf_can_be_searched():
    """Also Arabic ones."""
    page = pypdf.PdfReader(io.BytesIO(figure_pdf(SMALL, FigureOptions()))).pages[0]
    found = page.extract_text()

    assert "A small case" in found
    assert "6 of 6 claims shown" in found
    # pypdf gives the letters of a line from left to right, as they are drawn.
    assert "معسكر" in found or "معسكر"[::-1] in found


def test_a_pdf_is_one_page_of_the_size_and_holds_no_picture():
    """All of it is vectors; its fonts are embedded."""
    reader = pypdf.PdfReader(io.BytesIO(figure_pdf(SMALL, FigureOptions(size="newspaper-2"))))
    fonts = [font.get_object()["/DescendantFonts"][0] for font in reader.pages[0]["/Resources"]["/Font"].values()]

    assert len(reader.pages) == 1
    assert float(reader.pages[0].mediabox.width) == pytest.approx(108 / 25.4 * 72, abs=0.1)
    assert reader.metadata.title == "A small case"
    assert list(reader.pages[0].images) == []
    assert all({"/FontFile2", "/FontFile3"} & set(font.get_object()["/FontDescriptor"]) for font in fonts)


@pytest.mark.parametrize(("dpi", "width"), [(72, 306), (300, 1276)])
def test_a_png_has_as_many_pixels_as_its_resolution_says(dpi, width):
    """108 mm at so many pixels an inch."""
    picture = Image.open(io.BytesIO(figure_png(SMALL, FigureOptions(size="newspaper-2"), dpi)))
    assert picture.width == pytest.approx(width, abs=1)


def test_the_same_case_gives_the_same_bytes():
    """In every format."""
    options = FigureOptions(size="newspaper-1", made=date(2026, 1, 1))
    assert figure_svg(SMALL, options) == figure_svg(SMALL, options)
    assert figure_pdf(SMALL, options) == figure_pdf(SMALL, options)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile):
    """It parses as XML, adds no element, and nothing unseen is left in it."""
    svg = figure_svg(named(hostile), FigureOptions(title=hostile, filter_words=hostile))
    tags = {node.tag.removeprefix(SVG) for node in ET.fromstring(svg.encode()).iter()}

    assert tags <= {"svg", "title", "desc", "defs", "pattern", "clipPath", "rect", "g", "path", "circle", "text"}
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe\uffff\ud800-\udfff]", svg)


@pytest.mark.parametrize("hostile", HOSTILE[:5])
def test_hostile_text_can_be_set_as_pdf(hostile):
    """What Typst is given is never its own language."""
    assert figure_pdf(named(hostile), FigureOptions(title=f"#panic() $ {hostile}")).startswith(b"%PDF")


def test_a_line_is_as_wide_as_it_was_measured_in_any_font():
    """On a machine without the font it covers nothing that was placed beside it; Arabic is measured too wide."""
    svg = ET.fromstring(drawn("report"))
    for node in svg.iter(f"{SVG}text"):
        text = ISOLATES.sub("", node.text)
        if not typesetting.is_rtl(text):
            size, weight = float(node.get("font-size")), int(node.get("font-weight", 400))
            assert float(node.get("textLength")) == pytest.approx(typesetting.width_pt(text, size, weight), abs=0.01)


def test_no_file_and_no_address_is_asked_for():
    """An SVG refers to itself alone."""
    assert set(re.findall(r"url\(([^)]{1,6})", drawn())) <= {"#clip-", "#hatch", "#dots-"}
    assert re.findall(r"(?:href|src|@import|https?:)[^ ]*", drawn().replace("http://www.w3.org/2000/svg", "")) == []


def test_chosen_claims_alone_are_drawn():
    """With their actors and places, counted against all."""
    svg = figure_svg(SMALL, FigureOptions(claims=("ENVOY-SE",), size="newspaper-2"))
    found = " ".join(texts(svg))

    assert "1 of 6 claims shown" in found
    assert "Coalition\u00a01" in found
    assert "Army" not in found
    assert "City" not in found


def test_claims_that_are_not_there_are_named():
    """With the nearest that are."""
    with pytest.raises(ClaimIdError, match=r"no claim 'ENVOY-SW'\. Did you mean"):
        figure_svg(SMALL, FigureOptions(claims=("ENVOY-SW",)))


@pytest.mark.parametrize("case", [SMALL, replace(SMALL, claims=()), replace(SMALL, claims=(), sites=())])
def test_no_claims_make_a_figure_too(case):
    """Down to a case that has nothing at all."""
    assert f"0 of {len(case.claims)} claims shown" in " ".join(texts(figure_svg(case, FigureOptions(claims=()))))


def test_what_lies_outside_a_chosen_extent_is_counted_and_named():
    """A claim never goes missing without a word."""
    figure = compose(SMALL, FigureOptions(extent=(40.12, 35.32, 40.16, 35.35), size="newspaper-2"))
    found = " ".join(item.text for layer in figure.layers for item in layer.items if isinstance(item, Words))

    assert "outside the map" in found
    assert "Claims outside the map are about Camp, Province." in figure.notes[0]


def test_what_is_not_named_is_said():
    """Words give way on a small map, claims do not."""
    figure = compose(bundled(), FigureOptions(size="newspaper-1"))
    assert re.search(
        r"Drawn but not labelled, for lack of space: \d+ places and \d+ stated distances\.", figure.notes[-1]
    )


@pytest.mark.parametrize("size", SIZES)
def test_nothing_reaches_the_edge_of_the_paper_or_is_cut_by_the_frame(size):
    """Text with the room that its font needs; what stands at a place, and the disc of each place with its claims."""
    figure = compose(bundled(), FigureOptions(size=size))
    words = [
        (layer.x + item.x, typesetting.width_pt(item.text, item.size_pt, item.weight), item.anchor)
        for layer in figure.layers
        for item in layer.items
        if isinstance(item, Words)
    ]
    lefts = [x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor] for x, width, anchor in words]
    rights = [left + width for left, (_, width, _) in zip(lefts, words, strict=True)]
    margin = FigureOptions(size=size).margin_mm * 72 / 25.4

    assert margin >= 5
    assert min(lefts) >= margin - 0.01
    assert max(rights) <= figure.width_pt - margin + 0.01
    layer = {layer.name: layer for layer in figure.layers}
    (box,) = {layer[name].clip for name in ("places", "claims")}
    dots = [shapely.bounds(shapely.MultiPoint(points(path.data))) for path in layer["claims"].items if is_path(path)]
    discs = [
        shapely.bounds(shapely.MultiPoint(points(path.data)))
        for path in layer["places"].items
        if is_path(path) and path.fill
    ]
    small = [one for one in discs if one[2] - one[0] < 60]
    assert small
    for left, top, right, bottom in [*dots, *small]:
        assert left >= box[0]
        assert top >= box[1]
        assert right <= box[2]
        assert bottom <= box[3]


@pytest.mark.parametrize("size", SIZES)
def test_a_footer_has_three_lines_and_the_description_has_the_rest(size):
    """What claims are, and whose the base map is, stand beneath every figure."""
    figure = compose(bundled(), FigureOptions(size=size, made=date(2026, 11, 22)))
    (foot,) = (layer for layer in figure.layers if layer.name == "small-print")
    lines = [item.text for item in foot.items if isinstance(item, Words)]
    printed = " ".join(lines)

    assert len(lines) <= 3
    assert printed.startswith("A claim is what somebody says, not a finding. Base map: Natural Earth")
    assert "GeoNames (CC BY 4.0)." in printed
    for words in (*figure.notes, "22 November 2026", "Precision of stated distances", "equidistant"):
        assert words in f"{printed} {figure.description}"


@pytest.mark.parametrize("size", SIZES)
def test_no_name_is_cut_and_a_side_has_one_colour(size):
    """No word ends in three points before its colon; the legend has each side once."""
    figure = compose(bundled(), FigureOptions(size=size))
    words = [item.text for layer in figure.layers for item in layer.items if isinstance(item, Words)]
    (key,) = (layer for layer in figure.layers if layer.name == "legend")
    chips = [item.fill for item in key.items if is_path(item) and item.fill in set(colors(bundled()).values())]

    assert [text for text in words if "…" in text] == []
    assert len(chips) == len(set(chips)) <= 8


def test_an_arabic_title_is_set_from_the_right():
    """And everything around the map with it."""
    figure = compose(SMALL, FigureOptions(title="غارة على معسكر (Saeqa)", size="newspaper-2"))
    head_layer = next(layer for layer in figure.layers if layer.name == "head")

    assert {item.anchor for item in head_layer.items} == {"end"}
    assert [item.x for item in head_layer.items] == [pytest.approx(figure.width_pt - 2 * head_layer.x)] * 2
    assert "&#x2067;غارة على معسكر (Saeqa)&#x2069;</text>" in figure_svg(
        SMALL, FigureOptions(title="غارة على معسكر (Saeqa)")
    )


def test_an_actor_has_one_colour_whatever_is_chosen():
    """So that two figures of a case can be compared."""
    color = colors(SMALL)["ENVOY"]
    for claims in (None, ("ENVOY-SE",)):
        assert color in figure_svg(SMALL, FigureOptions(claims=claims))
