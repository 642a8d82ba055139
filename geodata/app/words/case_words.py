"""What the case page says above its three sections: state of the file, history, saving, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from geodata.core.text import counted

Section = Literal["start", "edit", "import", "export"]
SECTIONS: Final[Mapping[Section, str]] = {
    "start": "Start or open", "edit": "Edit", "import": "Import", "export": "Export",
}  # fmt: skip
SECTION: Final = "What to do"

#: Beside what was done: an import is looked at there.
OPEN_MAP: Final = "Open the map"
UNDO: Final = "Undo"
NOTHING_TO_UNDO: Final = "Nothing to undo."
REDO: Final = "Redo"
NOTHING_TO_REDO: Final = "Nothing to redo."
SAVE: Final = "Save"
SAVE_HELP: Final = "Write your changes to the case file on the server; you are asked first."
DOWNLOAD: Final = "Download"
DISCARD: Final = "Discard draft"
DISCARD_HELP: Final = "Go back to the case as it is on the server; you are asked first."
CHANGES: Final = "Changes since the case was opened"
CHANGED_BY_OTHERS: Final = (
    "Somebody else changed the file since you opened it. It will not be overwritten: download your version, then "
    "discard the draft to see theirs."
)

NOT_AS_SHOWN: Final = (
    "Nothing was changed by your last press: the case was changed after this page was drawn, by somebody else, in "
    "another window or by a press just before. It is shown here as it is now: look at it, and make your change again."
)

RESTORE: Final = "Keep it as a new draft"
DO_NOT_RESTORE: Final = "Go on without it"


def left_draft(name: str) -> str:
    """Say what is in this window alone."""
    return (
        f"Your draft of {name} was discarded or replaced in another window, so your last change to it was not made. "
        "As you had it before that, it is still in this window."
    )


TITLE_AND_SUMMARY: Final = "Title and summary"
TITLE: Final = "Title"
SUMMARY: Final = "Summary: the question at issue, attributed"
APPLY: Final = "Apply title and summary"
TITLE_CHANGED: Final = "Change title and summary"

START_EMPTY: Final = "Start empty"
NEW_CASE: Final = "Title of the new case"
NEW_CASE_HINT: Final = "The question at issue, in one line"
BEGIN: Final = "Start"
NO_TITLE: Final = "Give the case a title first: the question at issue, in one line."
IMPORT: Final = "Import"
IMPORT_HINT: Final = "A table or a map of your own, as a new case or into this one."
IMPORT_FILE: Final = "Choose a file"
OPEN_DRAFT: Final = "Open a draft"
SERVER_CASE: Final = "Back to the server's case"
NO_DRAFTS: Final = "You have no other draft."


def minutes_ago(count: float) -> str:
    """Say how old a draft is."""
    return f"{count:.0f} min ago"


def hours_ago(count: float) -> str:
    """Say how old a draft is."""
    return f"{count:.0f} h ago"


def days_ago(count: float) -> str:
    """Say how old a draft is."""
    return f"{counted(round(count), 'day')} ago"


def open_as_on_server(name: str) -> str:
    """Say that there is no draft."""
    return f"Open: {name}, the version on the server. Your first change starts a draft that only you see."


def open_draft(name: str, *, is_changed: bool) -> str:
    """Say that a draft is open."""
    unsaved = "with unsaved changes" if is_changed else "without unsaved changes"
    return f"Open: {name}, your draft, {unsaved}. It is kept when the browser is closed or the server restarts."


# -- saving ----------------------------------------------------------------------------------------------------------

#: Why Save is grey, where saving is allowed.
NOTHING_TO_SAVE: Final = "Nothing to save: the case is as it is on the server."
NO_FILE_TO_SAVE_TO: Final = "Nowhere to save: this draft belongs to no file on the server. Download it to keep it."
SAVE_IS_OFF: Final = (
    "Not saved: this page is served to more than this computer, and Save is off. Download the case to keep it."
)
SAVE_IS_ON_FOR_ALL: Final = "Everybody who reaches this page may save: the app was started with “--editable”."
SAVE_IS_ON_HERE: Final = "You may save: this page is served to this computer alone."
SAVE_IS_ON_FOR_YOU: Final = "You may save: you entered the password."
SAVE_IS_LOCKED: Final = "Save is off until you enter the password: this page is served to more than this computer."
SAVE_NEEDS_EDITABLE: Final = (
    "Save is off: this page is served to more than this computer, and the app was started without “--editable”. "
    "Download the case to keep your changes."
)
UNLOCK: Final = "Password for saving"
UNLOCK_TOO_SOON: Final = "Another password was tried a moment ago. Wait a second, and enter yours again."
UNLOCK_WRONG: Final = "This password is wrong. Ask whoever started the app for it."


SAVE_QUESTION: Final = "Replace the file on the server?"
REPLACE: Final = "Replace the file"
DO_NOT_SAVE: Final = "Do not save"


def replaced(name: str) -> str:
    """Say what a save will do, above what was changed."""
    return (
        f"{name} will be replaced by your draft, for everybody who opens it here. The version that is there now is "
        f"kept beside it as {name}.previous."
    )


def saved(name: str, older_versions: int) -> str:
    """Say what a save did."""
    return (
        f"Saved to {name}. The previous version is {name}.previous; up to {older_versions} older ones are "
        f"{name}.previous.2 and so on. {name}.saves.jsonl records who saved when, and how many records."
    )


# -- discarding ------------------------------------------------------------------------------------------------------

DISCARD_QUESTION: Final = "Discard your draft?"
DISCARD_IT: Final = "Discard it for good"
KEEP_DRAFT: Final = "Keep the draft"


def lost(name: str) -> str:
    """Say what goes with a draft of the server's file, above what was changed."""
    return (
        f"Your draft of {name} will be gone, with all that Undo could bring back; the file on the server stays as it "
        "is. To keep your changes, download the case first."
    )


def lost_whole(name: str) -> str:
    """Say what goes with a draft of a case that has no file on the server, above what was changed."""
    return f"{name} is in this draft alone: the whole case will be gone. To keep it, download it first."
