"""Which draft a person goes on with at the next visit."""

from pathlib import Path

import pytest

from geodata.editing.drafts.draft import begin, discard
from geodata.editing.drafts.draft_folder import new_token
from geodata.editing.drafts.draft_list import last_opened, remember_opened
from geodata.editing.history import History
from tests.cases import small_case


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))


def begun(token: str, name: str):
    return begin(token, Path("brought") / name, None, History(small_case()))


def test_nothing_was_open_before_anything_was():
    """Neither without drafts nor with the first one, which nobody said is open."""
    token = new_token()
    assert last_opened(token) is None
    begun(token, "a.geojson")
    assert last_opened(token) is None


def test_what_was_opened_last_is_open_next():
    """One's own alone; the server's case is none of them."""
    token, other = new_token(), new_token()
    first, second = begun(token, "a.geojson"), begun(token, "b.geojson")
    remember_opened(token, first.id)
    remember_opened(token, second.id)
    assert last_opened(token).id == second.id
    assert last_opened(other) is None
    remember_opened(token, None)
    assert last_opened(token) is None


def test_a_draft_that_is_gone_or_of_somebody_else_is_not_opened():
    """Whatever is kept: its name is looked up among one's own."""
    token, other = new_token(), new_token()
    mine = begun(token, "a.geojson")
    remember_opened(token, mine.id)
    remember_opened(other, mine.id)
    assert last_opened(other) is None
    discard(mine)
    assert last_opened(token) is None
