"""Mappings of columns that are kept: found again by their person, bounded, and never in the way of a file."""

import os

import pytest

from geodata.app import kept_mappings
from geodata.app.kept_mappings import keep_mapping, kept_mapping
from geodata.editing.drafts.draft_folder import DRAFTS_VARIABLE, new_token
from geodata.importing.mapping import Mapping
from geodata.importing.table import make_table

TOKEN, OTHER = new_token(), new_token()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Return the folder of drafts, which is not there yet."""
    monkeypatch.setenv(DRAFTS_VARIABLE, str(tmp_path / "drafts"))
    return tmp_path / "drafts"


def mapping(heading="Lat"):
    return Mapping(((heading, "lat"), ("Lon", "lon")))


def table(heading="Lat"):
    return make_table("a.csv", b"", [heading, "Lon"], [], notes=())


def kept(folder):
    return sorted(folder.rglob("*.mapping"), key=lambda path: path.stat().st_mtime_ns)


def test_a_mapping_is_found_again_by_its_person():
    """For a file with the same headings; nobody else has it."""
    keep_mapping(TOKEN, mapping())
    assert kept_mapping(TOKEN, table()) == mapping()
    assert kept_mapping(TOKEN, table("Latitude")) is None
    assert kept_mapping(OTHER, table()) is None


def test_nobody_fills_the_disk_with_headings(folder, monkeypatch):
    """One that is too long is not kept; of one person's and of everybody's the oldest go."""
    keep_mapping(TOKEN, mapping("x" * kept_mappings.MAX_MAPPING_BYTES))
    assert kept(folder) == []
    keep_mapping(TOKEN, mapping())
    size = kept(folder)[0].stat().st_size
    os.utime(kept(folder)[0], ns=(0, 0))
    monkeypatch.setattr(kept_mappings, "MAX_OWN_MAPPINGS_BYTES", 3 * size)
    monkeypatch.setattr(kept_mappings, "MAX_ALL_MAPPINGS_BYTES", 5 * size)
    for heading in "ABCDEFG":
        keep_mapping(TOKEN, mapping(f"La{heading}"))
        os.utime(kept(folder)[-1], ns=(ord(heading), ord(heading)))
    assert [kept_mapping(TOKEN, table(f"La{heading}")) is not None for heading in "DEFG"] == [False, True, True, True]
    for _ in range(9):
        keep_mapping(new_token(), mapping())
    assert len(kept(folder)) == 5
    assert len(list(folder.iterdir())) == 5


def test_a_mapping_that_cannot_be_kept_keeps_no_file_out(folder, caplog):
    """The disk is full, or the folder is not ours: the rows come in, and the log says what did not."""
    folder.write_bytes(b"no folder")
    keep_mapping(TOKEN, mapping())
    assert "A mapping of columns was not kept" in caplog.text
