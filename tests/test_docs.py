"""What the documentation says, held to the code: what it names is there, and what it states is so."""

from __future__ import annotations

import ast
import importlib
import json
import re
import shlex
from pathlib import Path

import pytest

from geodata.__main__ import COMMANDS, add_command, main
from geodata.casefile.io import read_case
from geodata.casefile.serialize import case_text
from geodata.cli.arguments import Arguments
from geodata.core.assumptions import Assumptions
from geodata.core.model import (
    COMPASS_POINTS,
    StatedDistance,
    case_from_document,
)
from geodata.core.precision import PRECISION_RULES, bounds
from geodata.core.vocabulary import CREDIBILITIES, METRES_PER_UNIT, POLARITIES, RELATIONS, RELIABILITIES
from geodata.editing.fields import FIELDS, OF_EACH
from geodata.geodesy.point_radius import cell_diagonal_m
from geodata.importing.limits import limits
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import ASPECTS, pair
from tests.cases import small_case
from tools.draw_architecture import PICTURE, picture

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))]
FOLDERS = [ROOT / name for name in ("docs", "geodata", "tests", "tools", "pages")]
SOURCES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.py")) if path != Path(__file__)]
SOURCES.append(ROOT / "dashboard.py")
#: A path of this project, and the name of a test in it.
NAMED = re.compile(r"(?<![\w./-])((?:geodata|tests|tools|pages|docs|\.ci|\.streamlit)/[\w./-]*)(?:::(test_\w+))?")
DOTTED = re.compile(r"`(geodata(?:\.\w+)+)`")
#: A page and its section, as docstrings cite them.
CITED = re.compile(r'docs/([\w-]+\.md)((?:,? (?:and )?"[^"]+")*)')

by_name = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def unfenced(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"(?ms)^```.*?^```$", "", text)


def headings(path: Path) -> list[str]:
    return re.findall(r"(?m)^#+ (.+)$", unfenced(text_of(path)))


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to headings."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings(path)}


def table(page: str, heading: str) -> list[list[str]]:
    """Return the rows of all tables of a section, cell by cell, without their heads."""
    section = re.split(rf"(?m)^#+ {re.escape(heading)}$", text_of(ROOT / "docs" / page))[1]
    lines = re.split(r"(?m)^#+ ", section)[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rules = {number for number, row in enumerate(rows) if set("".join(row)) <= set("-: ")}
    return [row for number, row in enumerate(rows) if number not in rules and number + 1 not in rules]


@by_name
def test_every_link_leads_somewhere(page):
    """To a file that is there and, where it names one, a heading in it."""
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", unfenced(text_of(page))):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@by_name
def test_every_path_and_name_is_there(page):
    """Files and folders, tests by their name, what is named with dots."""
    for name, test in NAMED.findall(text_of(page)):
        path = ROOT / name.rstrip(".")
        assert path.exists(), name
        assert not test or f"def {test}(" in text_of(path), test
    for dotted in DOTTED.findall(text_of(page)):
        module, _, last = dotted.rpartition(".")
        found = importlib.import_module(module)
        assert hasattr(found, last) or importlib.import_module(dotted), dotted


def test_every_page_cited_in_code_has_that_heading():
    """And no text is cited that whoever clones the repository does not have."""
    cited, known = (
        0,
        {path.name for folder in FOLDERS for path in folder.rglob("*.md")}
        | {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"},
    )
    for source in SOURCES:
        words = " ".join(text_of(source).split())
        for page, sections in CITED.findall(words):
            missing = set(re.findall(r'"([^"]+)"', sections)) - set(headings(ROOT / "docs" / page))
            assert not missing, (source, missing)
            cited += 1
        unknown = {Path(name).name for name in re.findall(r"[\w./-]+\.md\b", words)} - known
        assert not unknown, (source, unknown)
    assert cited > 10


def example() -> str:
    [found] = re.findall(r"(?ms)^```json case\n(.*?)^```$", text_of(ROOT / "docs" / "case-format.md"))
    return found


def test_the_example_of_the_format_is_in_order(tmp_path, capsys):
    """By the command that the page names, without a warning; written again it is the same, letter for letter."""
    path = tmp_path / "example.geojson"
    path.write_text(example(), encoding="utf-8")

    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": True, "level": "case", "problems": []}
    assert case_text(json.loads(example())) == example()


@by_name
def test_every_command_is_accepted(page):
    """Each line of a block that begins so."""
    parser = Arguments()
    commands = parser.add_subparsers(required=True)
    for name in COMMANDS:
        add_command(commands, name)
    for block in re.findall(r"(?ms)^```\w*\n(.*?)^```$", text_of(page)):
        for line in block.splitlines():
            if line.startswith("python -m geodata "):
                assert parser.all_of(shlex.split(line)[3:]).faults == ()


def rule_names() -> set[str]:
    """Return the names of all rules, as the code that refuses spells them."""
    names = set()
    for folder in ("casefile", "geojson"):
        for path in (ROOT / "geodata" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(text_of(path))):
                if isinstance(node, ast.Constant) and re.fullmatch(r"(case|geojson|json)\.[a-z0-9-]+", str(node.value)):
                    names.add(node.value)
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("form", "_given_text")
                ):
                    names |= {f"case.{arg.value}" for arg in node.args[2:3] if isinstance(arg, ast.Constant)}
    # Put together from a member's name.
    members = {f"geojson.{name}" for name in ("features", "geometry", "properties")}
    return names | members | {f"case.{name}-unused" for name in ("distance", "bearing", "site2")}


def test_the_format_has_every_rule():
    """No refusal is without its line, and no line without its refusal."""
    told = set(re.findall(r"`((?:case|geojson|json)\.[a-z0-9-]+)`", text_of(ROOT / "docs" / "case-format.md")))
    assert told == rule_names()


def test_the_format_names_every_word():
    """Members and vocabularies, as the code has them."""
    words = set(re.findall(r"`([^`\n]+)`", unfenced(text_of(ROOT / "docs" / "case-format.md"))))
    members = {
        field.member.rpartition(OF_EACH)[2] for fields in FIELDS.values() for field in fields if field.type != "place"
    }
    relations = {row[0].strip("`"): row[1:] for row in table("case-format.md", "Relations") if row[0] != "null"}
    bounded = " ".join(row[0] for row in table("verdicts.md", "Bounds of each relation"))

    assert members <= words
    assert set(relations) == set(RELATIONS) == set(re.findall("`([^`]+)`", bounded))
    for word, row in RELATIONS.items():
        needs = relations[word][0]
        said = ("distance" in needs, "direction" in needs, "region" in needs)
        assert said == (row.needs_distance, row.takes_bearing, row.needs_region), word
    assert {row[0].strip("`") for row in table("case-format.md", "Polarity")} == set(POLARITIES)
    grades = [[cell.strip("`") for cell in row] for row in table("case-format.md", "Admiralty grades")]
    assert [dict(row[place : place + 2] for row in grades) for place in (0, 2)] == [RELIABILITIES, CREDIBILITIES]
    assert COMPASS_POINTS[0] in words


def test_units_are_those_of_the_code():
    """With their length in metres."""
    told = {}
    for row in table("case-format.md", "Distances and directions"):
        told |= {row[place].strip("`"): float(row[place + 1].replace(",", "")) for place in (0, 2)}
    assert told == dict(METRES_PER_UNIT)


def test_aspects_are_those_of_the_code():
    """Named in their order."""
    assert f"There are six: {', '.join(ASPECTS)}." in text_of(ROOT / "docs" / "verdicts.md")


#: Who is meant by each column of the table: Coalition is A, its envoy a part of it.
AFFIRMED = {1: ("COALITION", "ENVOY"), 2: ("ARMY",), 3: (None,)}
#: What a cell says, as the aspect that is compared and its verdict: all say "at the camp".
CELLS = {
    "place": {"place": "contradictory"},
    "place, at most undecided": {"place": "undecided"},
    "author: contradictory": {"author": "contradictory"},
    "author: compatible": {"author": "compatible"},
    "occurrence: contradictory": {"occurrence": "contradictory"},
    "unrelated": {},
}


@pytest.mark.parametrize(
    ("denial", "column", "cell"),
    [
        (row[0], column, row[column])
        for row in table("verdicts.md", "Denials")
        if row[0].startswith("of ")
        for column in AFFIRMED
    ],
)
def test_the_table_of_denials(denial, column, cell):
    """Each cell, by two claims that are as its row and its column say."""
    own = {"polarity": "deny", "event": "STRIKE" if "this event" in denial else None, "event_time": None}
    own["about_actor"] = "COALITION" if "by A," in denial else None
    if "without a place" in denial:
        own |= {"relation": None, "site": None}
    for author in AFFIRMED[column]:
        affirmation = {"polarity": "affirm", "event": "STRIKE", "event_time": None, "about_actor": author}
        assert verdicts_of(own, affirmation) == CELLS[cell]


def verdicts_of(*claims: dict) -> dict[str, str]:
    """Return the aspects of two claims at the camp, with what is given of each."""
    document = json.loads(json.dumps(small_case()))
    document["case"]["events"] = [{"id": "STRIKE", "name": "Strike"}]
    camp = next(feature for feature in document["features"] if feature["id"] == "CAMP")
    frame = next(feature for feature in document["features"] if feature["properties"]["record"] == "claim")
    empty = dict.fromkeys(("distance", "bearing", "killed", "wounded"))
    document["features"] = [camp]
    for name, members in zip("AB", claims, strict=True):
        said = {**frame["properties"], **empty, "relation": "at", "site": "CAMP", "derived_from": [], **members}
        place = camp["geometry"] if said["site"] else None
        document["features"].append({**frame, "id": name, "geometry": place, "properties": said})
    found = pair(CaseContext(case_from_document(document)), "A", "B")
    return {name: aspect.verdict for name, aspect in found.aspects.items()}


@pytest.mark.parametrize("row", table("geodesy.md", "Precision of stated distances")[3:], ids=lambda row: row[0])
def test_the_table_of_stated_distances(row):
    """Each row by both rules."""
    value, unit = row[0].split()
    for rule, told in zip(PRECISION_RULES, row[1:], strict=True):
        width, of = told.removeprefix("± ").split()
        found = bounds(StatedDistance(value, unit), rule)
        assert of == unit
        assert found.half_width_m == pytest.approx(float(width) * METRES_PER_UNIT[unit])


@pytest.mark.parametrize("row", table("geodesy.md", "Precision of coordinates"), ids=lambda row: row[0])
def test_the_table_of_coordinates(row):
    """At 35 degrees north."""
    parts = {"°": 1, "\N{PRIME}": 60, "\N{DOUBLE PRIME}": 3600}
    precision_deg = float(row[0][:-1]) / parts[row[0][-1]]
    told = float(row[1].removesuffix(" m").replace(",", ""))
    assert cell_diagonal_m(35, precision_deg, precision_deg) == pytest.approx(told, rel=0.003)


@pytest.mark.parametrize(
    ("rule", "verdict", "slack"),
    [("2020", "compatible", "**22.4 m**"), ("2004", "undecided", "**\N{MINUS SIGN}1,282.3 m**")],
)
def test_the_worked_example(rule, verdict, slack):
    """The bundled case says what the page works out."""
    case, _ = read_case(ROOT / "incidents.geojson")
    place = pair(CaseContext(case, Assumptions(rule=rule)), "MCGURK-55-KM", "CJTF-35-MILES").aspects["place"]
    text = text_of(ROOT / "docs" / "verdicts.md")

    assert place.verdict == verdict
    assert slack in text
    assert f"**{place.slack_m:,.1f} m**".replace("-", "\N{MINUS SIGN}") == slack


def test_the_limits_of_an_import_are_those_of_the_code():
    """In the same words as the page has them."""
    told = text_of(ROOT / "docs" / "using.md").partition("## Limits of an import")[2].partition("## ")[0]
    rows = re.findall(r"^\| (.+) \| (.+) \|$", told, re.MULTILINE)

    assert tuple(rows[1:]) == limits("linux")


def test_what_a_package_says_to_call_is_there():
    """In the sentence at the head of each: a module of it, and a name in that."""
    told = 0
    for package in (ROOT / "geodata").rglob("__init__.py"):
        said = ast.get_docstring(ast.parse(text_of(package))) or ""
        for module, name in re.findall(r"``([a-z_]+)\.([A-Za-z_]+)(?:\([^`]*\))?``", said):
            file = package.parent / f"{module}.py"
            if file.exists():
                told += 1
                assert re.search(rf"^(?:def|class) {name}\b", text_of(file), re.MULTILINE), f"{module}.{name}"
    assert told > 8


def test_the_picture_is_what_the_code_gives():
    """An old one: python -m tools.draw_architecture."""
    assert text_of(PICTURE) == picture()
