"""Tables as people and programs leave them: every cell comes in as it was meant, or is pointed out (a script by hand).

Each has what its rows mean, by their numbers: a value, ``TOLD`` where nothing may come in and something must be said of
the row, ``None`` for a row that is no record. Nothing else may be wrong with a row, and none may be lost.
"""

# ruff: noqa: RUF001 - signs of several scripts

from __future__ import annotations

import io

import openpyxl
import pytest

from geodata.casefile import validate
from geodata.importing.import_result import ImportOptions
from geodata.importing.import_rows import import_rows
from geodata.importing.reading import read_table
from geodata.importing.suggesting import suggest_mapping

#: No value, and a problem, a question or a note that says so.
TOLD = "told"


def bring(name, data, **answers):
    """Import a file as the command and the page do, with the answers to who and what."""
    table = read_table(data.encode() if isinstance(data, str) else data, name)
    mapping = suggest_mapping(table).mapping
    given = {"actor": "Somebody", "event": "Something", **answers} if mapping.record == "claim" else answers
    return import_rows(table, mapping, options=ImportOptions(given))


def book(*rows, merged=()):
    """Return a workbook of one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def said_of(imported):
    """Return what came in, by row: position, time, people, radius, place."""
    features = {feature["id"]: feature for feature in imported.document["features"]}
    found = {}
    for row, record in imported.records.items():
        feature = features[record]
        said = feature["properties"]
        site = features.get(said.get("site"), feature)
        shape = feature["geometry"] or site["geometry"]
        found[row] = {
            "at": shape and tuple(round(degrees, 3) for degrees in shape["coordinates"][::-1]),
            "when": said.get("event_time"),
            "killed": people(said.get("killed")),
            "wounded": people(said.get("wounded")),
            "place": site["properties"].get("name"),
            "radius": site["properties"].get("coordinateUncertaintyInMeters"),
            "author": said.get("about_actor"),
            "kept": {name: text for name, text in said.items() if name.startswith("imported:")},
        }
    return found


def people(count):
    """Return a number of people as a pair."""
    return count and (count["min"], count["max"])


TABLES = [
    (
        "counts in English", "a.csv",
        "summary,killed\nA,3-5\nB,dozens\nC,12 people\nD,3 or 4\nE,5 wounded\nF,5?\nG,50%\nH,-99\nI,03-May\nJ,TRUE\n",
        {2: (3, 5), 3: TOLD, 4: (12, 12), 5: (3, 4), 6: TOLD, 7: TOLD, 8: TOLD, 9: TOLD, 10: TOLD, 11: TOLD},
        "killed",
    ),
    (
        "counts in French", "a.csv",
        "résumé,tués\nA,une dizaine\nB,plus de 20\nC,entre 3 et 5\nD,jusqu'à 3\nE,au moins 5 personnes\n",
        {2: TOLD, 3: (21, None), 4: (3, 5), 5: (0, 3), 6: (5, None)}, "killed",
    ),
    (
        "counts in Turkish", "a.csv", "özet,ölü\nA,en az 13\nB,20'den fazla\nC,3 ila 5\n",
        {2: (13, None), 3: (21, None), 4: (3, 5)}, "killed",
    ),
    (
        "counts in Ukrainian", "a.csv", "опис,загинуло\nA,щонайменше 5\nB,понад 5\nC,десятки\nD,від 3 до 5 осіб\n",
        {2: (5, None), 3: (6, None), 4: TOLD, 5: (3, 5)}, "killed",
    ),
    (
        "counts in German", "a.csv", "Beschreibung,Tote\nA,mindestens 5\nB,über 10\nC,bis zu 10\nD,Dutzende\nE,1.200\n",
        {2: (5, None), 3: (11, None), 4: (0, 10), 5: TOLD, 6: TOLD}, "killed",
    ),
    (
        "counts in Arabic", "a.csv", "الوصف,القتلى\nA,لا يقل عن ٥\nB,عشرات\nC,من ٣ إلى ٥ أشخاص\n",
        {2: (5, None), 3: TOLD, 4: (3, 5)}, "killed",
    ),
    (
        "radii in words", "a.csv",
        "name,lat,lon,accuracy\nA,35.4215,40.0551,5\nB,35.5215,40.1551,low\nC,35.6215,40.2551,1 km\n",
        {2: 5, 3: TOLD, 4: 1000}, "radius",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "file", "data", "meant", "field"), TABLES, ids=[table[0] for table in TABLES])
def test_a_table_says_what_was_meant(_name, file, data, meant, field):
    """Or points out what it does not."""
    imported = bring(file, data)
    said = said_of(imported)
    pointed_out = {problem.row for problem in imported.problems}
    asked = {row for question in imported.questions for row in question.rows}

    assert {row: None if row not in said else said[row][field] for row in meant} == {
        row: None if value == TOLD else value for row, value in meant.items()
    }
    assert {row for row, value in meant.items() if value == TOLD} <= pointed_out | asked
    assert {row for row, value in meant.items() if value is not None} <= said.keys()
    assert [one for one in validate.check_case(imported.document) if one.severity == "error"] == []


def test_words_that_could_not_be_read_are_kept():
    """Nothing of a cell is lost with its value."""
    assert said_of(bring("a.csv", "summary,killed\nA,dozens\n"))[2]["kept"]["imported:killed"] == "dozens"
