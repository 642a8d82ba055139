"""What docs/how-to-add.md promises: a thing that was added in one place and forgotten in another is noticed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from geodata.app.export_page import _MEDIA_TYPES as OFFERED
from geodata.app.page_addresses import PAGES
from geodata.casefile.validate import check_case
from geodata.core.assumptions import Assumptions
from geodata.core.model import case_from_document
from geodata.core.vocabulary import POLARITIES, RELATIONS, Polarity, Relation
from geodata.exporting.exports import ENDINGS as WRITTEN
from geodata.geodesy.claim_shapes import ClaimShape, claim_shape
from geodata.importing.known_files import known_files
from geodata.importing.reading import ENDINGS as READ
from geodata.parsing.languages import languages
from geodata.parsing.locality_offsets import read_offset
from geodata.render.figure.legend import draw_swatch, kind_rows
from geodata.render.html.cards import card
from geodata.render.text.claim_view import claim_view
from geodata.render.text.pair_view import pair_view
from geodata.verdicts.context import CaseContext
from tests.cases import small_case
from tests.test_verdicttable import check_all_pairs

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def told_of(command: str) -> set[str]:
    """Return the endings that the README's table of commands names for one of them."""
    [line] = [line for line in README.splitlines() if line.startswith(f"| `{command} ")]
    return set(re.findall(r"(?<!\S)\.[a-z.]*[a-z]", line))


def test_every_word_of_the_format_has_its_row():
    """With words of its own: two choices that read alike are one to a reader."""
    for words, rows in ((Relation, RELATIONS), (Polarity, POLARITIES)):
        assert get_args(words) == tuple(rows)
        assert len({row.label for row in rows.values()}) == len(rows)
    assert len({row.phrase for row in RELATIONS.values()}) == len(RELATIONS)


def said_of(relation, site="CAMP"):
    """Return the small case with a claim of every relation, and of one each way of saying it, of a site."""
    document = small_case()
    sites, frame = document["features"][:3], document["features"][3]
    geometries = {one["id"]: one["geometry"] for one in sites}
    distance = {"value": "35", "unit": "mi"}
    said = [("affirm", other, "PROVINCE" if row.needs_region else "CAMP") for other, row in RELATIONS.items()]
    said += [(polarity, relation, "PROVINCE" if RELATIONS[relation].needs_region else site) for polarity in POLARITIES]
    document["features"] = [*sites]
    for number, (polarity, word, place) in enumerate(said):
        members = {"polarity": polarity, "relation": word, "site": place}
        members["distance"] = distance if RELATIONS[word].needs_distance else None
        members |= {"site2": "CITY"} if RELATIONS[word].needs_second_site else {}
        properties = frame["properties"] | members
        document["features"].append(
            frame | {"id": f"C-{number}", "geometry": geometries[place], "properties": properties}
        )
    return document


@pytest.mark.many
@pytest.mark.parametrize("site", ["CAMP", "PROVINCE"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_is_known_everywhere(relation, site):
    """To the check, the map with its legend, the card, and the verdicts, for one pair as for all of them."""
    assert list(check_case(said_of(relation, site))) == []
    case = case_from_document(said_of(relation, site))
    claims = case.claims[-len(POLARITIES) :]
    shapes = {claim.id: shape for claim in claims if isinstance(shape := claim_shape(case, claim), ClaimShape)}
    for claim in claims:
        assert RELATIONS[relation].phrase in card(claim_view(case, claim, Assumptions(), "km"), "#000000")
        rows = list(kind_rows([claim], shapes)) if claim.id in shapes else []
        assert bool(rows) == (claim.id in shapes)
        assert all(draw_swatch(row.key, 0, 0) for row in rows)
    setting = CaseContext(case)
    check_all_pairs(setting)
    # Pairs of others are those of another relation's test.
    assert all(pair_view(setting, a.id, b.id).words for a in case.claims for b in claims if a is not b)


@pytest.mark.parametrize(
    ("relation", "words"), [(word, said) for word, row in RELATIONS.items() for said in row.written.split("|") if said]
)
def test_what_people_write_is_read_as_its_relation(relation, words):
    """Before a distance from a place."""
    assert read_offset(f"{words} 5 km from Ayyash").relation == relation


def test_every_page_is_in_the_menu():
    """A file beside the others that the menu has not is never shown."""
    assert {ROOT / page.file for page in PAGES} == set((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.address)
def test_a_page_is_known_to_the_tests_that_try_them_all(page):
    """But for the first, which every test begins with; the README tells of it by its title."""
    lists = [ROOT / "tests" / f"{test}.py" for test in ("test_sessions", "test_browser_corpus")]
    assert [path.name for path in lists if f'"{page.address}"' not in path.read_text(encoding="utf-8")] == []
    assert f"“{page.title}”" in README


def test_an_export_format_is_offered_and_told():
    """On the page, on the command line, in the README."""
    assert set(OFFERED) == set(WRITTEN) == told_of("export")


def test_what_is_known_on_sight_is_told():
    """In docs/using.md, each by its name."""
    using = " ".join((ROOT / "docs" / "using.md").read_text(encoding="utf-8").split())

    assert [known.name for known in known_files() if known.name not in using] == []
    assert [one["name"] for one in languages().values() if one["name"] not in using] == []


def test_an_import_format_is_told():
    """In docs/using.md, and no other in the README; the page and the help text take the list itself."""
    using = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    table = using.partition("## Files that can be imported")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| .")]

    assert set(re.findall(r"\.[a-z]+", " ".join(rows))) == set(READ)
    assert told_of("import") <= set(READ)
