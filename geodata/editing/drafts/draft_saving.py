"""Save a draft to its file so that a kill at any moment leaves nothing that is taken for somebody else's.

What the file will be is written into the draft before the file is replaced. If the process ends before the draft knows
of the save, the file itself tells: it has those bytes, or it does not.
"""

from __future__ import annotations

from dataclasses import replace

from geodata.editing.drafts.draft import Draft, mean, saved
from geodata.editing.filestate import document_state, file_state, is_as_opened
from geodata.editing.saving import save


def is_changed_by_others(draft: Draft) -> bool:
    """Tell whether the file is neither what it was when the draft was begun nor what was meant to be saved."""
    if draft.opened_as is None or is_as_opened(draft.case_path, draft.opened_as):
        return False
    return draft.meant is None or not is_as_opened(draft.case_path, draft.meant.state)


def read_last_save(draft: Draft) -> Draft:
    """Return a draft that knows of its last save; one of which no save was cut short as it is.

    Raises ``DraftError`` if it must be written and cannot be.
    """
    if draft.meant is None or not is_as_opened(draft.case_path, draft.meant.state):
        return draft
    return saved(draft, file_state(draft.case_path), replace(draft.history, opened=draft.meant.document))


def prepared(draft: Draft) -> Draft:
    """Return a draft in which it is written what the file will be; to be kept by the page in any event.

    Raises ``DraftError`` if the draft cannot be written.
    """
    draft = read_last_save(draft)
    return mean(draft, document_state(draft.history.document))


def save_prepared(draft: Draft, *, who: str | None = None) -> Draft:
    """Save the case to its file, and return the draft, in which nothing is unsaved then.

    ``draft``: from :func:`prepared`. ``who``: as for :func:`geodata.editing.saving.save`.
    Raises ``SaveError`` or ``LockedError`` if the file cannot be written, or is not what was opened. Raises
    ``DraftError`` if the draft cannot be written. Raises ``LimitError`` if the case is too large.
    """
    state = save(draft.case_path, draft.history.document, opened_as=draft.opened_as, who=who)
    return saved(draft, state, draft.history.saved())
