"""One file says how the map looks, in the browser and in print: assets/map_style.json."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

import geodata
from geodata.core.model import case_from_document
from geodata.core.vocabulary import Polarity, Relation, ShapeKind
from geodata.render.figure.compose import compose
from geodata.render.figure.items import Path as Drawn
from geodata.render.figure.legend import draw_swatch, ground_rows, in_points, kind_rows
from geodata.render.figure.options import FigureOptions
from geodata.render.figure.style import HAIRLINE_PT, draw_look, pt
from geodata.render.figure.svg import svg
from geodata.render.map.assets import PANEL, SCRIPT, STYLE
from geodata.render.map.script_json import script_json
from geodata.render.text.map_style import COLORS, DOCUMENT, LOOKS, SIGNS, look_of
from tests.cases import small_case
from tests.test_palette import contrast

PACKAGE = Path(geodata.__file__).parent
SCRIPTS = sorted((PACKAGE / "assets/map").glob("*.js"))
SHEETS = [*sorted((PACKAGE / "assets").glob("**/*.css"))]
FIGURE = sorted((PACKAGE / "render/figure").glob("*.py"))
#: A colour, or an opacity, width or dash that is a number; all but "opaque" and "no dash".
LITERAL = re.compile(
    r"[\"'`](#[0-9a-fA-F]{3,8}\b|rgba?\([\d.])|globalAlpha = (?!1;)[\d.]|\b(alpha|width|dash): \[?[\d.]"
    r"|lineWidth = [\d.]|setLineDash\(\[[\d.]"
)
#: What a path of a figure is given by :func:`geodata.render.figure.style.draw_look` alone.
BY_LOOK = {"fill_opacity", "stroke", "width_pt", "dash_pt", "opacity", "texture"}


def test_the_scripts_and_both_legends_have_the_file():
    """As it is, before anything that reads it."""
    assert SCRIPT.content.decode().startswith(f"window.crossbearing = {{ style: {script_json(DOCUMENT)}")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_map_script_has_no_look_of_its_own(path):
    """Neither colours nor opacities, widths and dashes."""
    found = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if LITERAL.search(line)]
    assert found == []


def test_a_look_of_its_own_would_be_found():
    """In each of the ways that a script can say it."""
    for line in ("pen.lineWidth = 2", "dash: [2, 3]", 'x = "#fff"', "pen.globalAlpha = .3", "{ width: 1 }", "`rgba(1`"):
        assert LITERAL.search(line), line
    assert not LITERAL.search("pen.globalAlpha = 1;")


@pytest.mark.parametrize("path", FIGURE, ids=lambda path: path.stem)
def test_a_figure_has_no_look_of_its_own(path):
    """No module but the one that reads looks says a colour, or how a path is filled and lined."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Path"]

    assert [text for text in texts if re.fullmatch("#[0-9a-fA-F]{6}", text)] == []
    if path.stem != "style":
        assert [len(call.args) for call in calls if len(call.args) > 1] == []
        assert {word.arg for call in calls for word in call.keywords} & BY_LOOK == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_style_sheets_have_the_colours_as_variables(path):
    """Which stand before them; white and black alone are everybody's. Reports are paper with a style of their own."""
    if path.stem != "report":
        colors = {color for theme in DOCUMENT["themes"].values() for color in theme.values()} - {"#ffffff"}
        assert colors & set(re.findall("#[0-9a-f]{6}", path.read_text(encoding="utf-8"))) == set()
    for bundle in (STYLE, PANEL):
        assert f"--found:{DOCUMENT['themes']['dark']['found']};".encode() in bundle.content


def test_every_word_of_the_file_is_known():
    """Colours in both themes, looks of the pictures, words of the format that signs stand for."""
    light, dark = (set(theme) for theme in DOCUMENT["themes"].values())
    names = {name for look in LOOKS.values() for name in (look.color, look.line_color)} - {"", "own"}
    on_screen = {row.get(name) for row in DOCUMENT["looks"].values() for name in ("color", "line_color")}

    assert light == dark
    assert on_screen - {None, "own"} <= light
    assert all(hasattr(COLORS, name) for name in names)
    assert set(DOCUMENT["polarities"]) == set(get_args(Polarity))
    for sign in SIGNS.values():
        assert set(sign.polarities) <= set(get_args(Polarity))
        assert set(sign.relations) <= set(get_args(Relation))
        assert set(sign.kinds) <= set(get_args(ShapeKind))


@pytest.mark.parametrize("key", SIGNS)
def test_every_sign_has_a_picture(key):
    """That has ink, of commands that can be moved and scaled."""
    assert all(re.fullmatch(r"(?:[MLA][\d. ]+|Z)+", path) for _, path in SIGNS[key].picture)
    assert all(path.fill or path.stroke for path in draw_swatch(key, 0, 0))


def test_no_legend_has_words_of_its_own():
    """Each sentence stands in the file alone, and the legend of a figure says it as it is there."""
    code = "".join(path.read_text(encoding="utf-8") for path in (*SCRIPTS, *PACKAGE.rglob("*.py")))
    rows = [row.text for row in ground_rows(frozenset(SIGNS))]

    assert [sign.words for sign in SIGNS.values() if f'"{sign.words}"' in code and " " in sign.words] == []
    assert rows == [sign.words for sign in SIGNS.values()]
    assert list(kind_rows([], {})) == []


def test_a_pixel_is_as_long_in_every_look():
    """Widths and dashes in print are the browser's by one factor; none is thinner than a press can hold."""
    for look in LOOKS.values():
        for path in draw_look(look, "M0,0"):
            assert path.width_pt in (max(pt(look.width), HAIRLINE_PT), 0)
            assert path.dash_pt in (tuple(map(pt, look.dash)), ())


def test_what_is_denied_is_hatched_on_less_colour():
    """A texture lies on a fill of its own; a crowd has none."""
    flat, hatched = draw_look(look_of("band", "deny"), "M0,0", "#123456")

    assert (flat.fill_opacity, flat.dash_pt) == (LOOKS["band"].fill_under, (pt(9), pt(5)))
    assert (hatched.texture, hatched.fill, hatched.stroke) == ("hatch", "#123456", None)
    assert list(draw_look(look_of("band"), "M0,0", "#123456")) == [
        Drawn("M0,0", "#123456", LOOKS["band"].fill, "#123456", pt(LOOKS["band"].width))
    ]


def test_a_texture_is_as_wide_as_in_the_browser():
    """By the same factor."""
    made = svg(compose(case_from_document(small_case()), FigureOptions(claims=("ENVOY-WITHIN",))))
    assert f'width="{pt(DOCUMENT["textures"]["hatch"]["side"]):.2f}"' in made


def test_a_picture_is_moved_and_scaled():
    """Its corner comes to a point of the paper; flags of an arc stay."""
    assert in_points("M13 13A26 26 0 0 1 0 26Z", 1, 2) == "M8.00,9.00A14.00,14.00,0,0,1,1.00,16.00Z"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outlines_of_places_stand_out_from_the_land(theme):
    """3:1 or more, as WCAG 2.2 (1.4.11) asks of graphics, as far as they can be seen through."""
    colors, share = DOCUMENT["themes"][theme], LOOKS["disc"].line
    mixed = [
        round(share * int(colors["site"][at : at + 2], 16) + (1 - share) * int(colors["land"][at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    assert contrast("#" + "".join(f"{part:02x}" for part in mixed), colors["land"]) >= 3
