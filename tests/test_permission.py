"""Who may save to the server's file."""

import pytest

from geodata.app import save_permission
from geodata.app.server.hosts import served
from geodata.app.start_options import StartOptions


@pytest.mark.parametrize(
    ("listens_on", "is_editable", "password", "words"),
    [
        ("localhost", False, "", "You may save: this page is served to this computer alone"),
        ("0.0.0.0", False, "", "Save is off: this page is served to more than this computer"),  # noqa: S104 - tried
        ("0.0.0.0", False, "secret", "Save is off until you enter the password"),  # noqa: S104 - tried
        ("0.0.0.0", True, "", "Everybody who reaches this page may save"),  # noqa: S104 - tried
    ],
)
def test_the_page_says_whether_save_is_on(monkeypatch, listens_on, is_editable, password, words):
    """In a sentence, and the save itself asks the same."""
    monkeypatch.setattr(save_permission, "start_options", lambda: StartOptions(is_editable=is_editable))
    monkeypatch.setattr(save_permission, "served_as", lambda _: served(listens_on, None, ()))
    monkeypatch.setattr(save_permission, "_password", lambda: password)
    assert save_permission.saving_in_words().startswith(words)
    assert save_permission.may_save() is ("may save" in words)


def test_passwords_are_tried_one_a_second():
    """Whoever sends them."""
    tries = save_permission._Tries()
    assert [tries.is_due(), tries.is_due()] == [True, False]
