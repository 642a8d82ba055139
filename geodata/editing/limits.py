"""How large a case may be to be edited here, each limit with the sentence that is said where it is met."""

from __future__ import annotations

from typing import Final

from geodata.problems import GeodataError
from geodata.text import counted

MEGABYTE: Final = 1_000_000

#: A case of 10,000 claims with its provinces takes 11 MB.
MAX_CASE_BYTES: Final = 64 * MEGABYTE
#: All records together: with more, checking a change takes longer than a person waits.
MAX_RECORDS: Final = 20_000
#: One record: a province in full detail takes less than 1 MB.
MAX_RECORD_BYTES: Final = 4 * MEGABYTE
#: One text typed into a form; the checker warns of more than 10,000.
MAX_TEXT_CHARS: Final = 100_000
#: Changes that can be undone; older ones stay made.
MAX_STEPS: Final = 500
#: One draft: the case as it was opened, and every change since.
MAX_DRAFT_BYTES: Final = 192 * MEGABYTE
#: Drafts of one person.
MAX_DRAFTS: Final = 20
#: Drafts of everybody at one server.
MAX_ALL_DRAFTS_BYTES: Final = 2_000 * MEGABYTE


class LimitError(GeodataError, ValueError):
    """Something is larger than what is edited here; the message is what to do about it."""


def check_case_size(byte_count: int) -> None:
    """Refuse a case file that is too large to be edited.

    Raises
    ------
    LimitError
        If it has more than 64 MB.
    """
    if byte_count > MAX_CASE_BYTES:
        message = f"The case takes {byte_count / MEGABYTE:,.1f} MB, and {MAX_CASE_BYTES // MEGABYTE} MB is the most."
        raise LimitError(f"{message} Divide it into two cases, or draw its regions with fewer points.")


def check_draft_size(byte_count: int) -> None:
    """Refuse a draft that has grown too large.

    Raises
    ------
    LimitError
        If it has more than 192 MB.
    """
    if byte_count > MAX_DRAFT_BYTES:
        message = f"This draft would take {byte_count / MEGABYTE:,.1f} MB, and {MAX_DRAFT_BYTES // MEGABYTE} MB is the"
        raise LimitError(f"{message} most. Save the case: a new draft begins with the next change.")


def check_draft_count(own_drafts: int, all_bytes: int) -> None:
    """Refuse one more draft where a person has too many, or all drafts together take too much room.

    Parameters
    ----------
    own_drafts
        How many drafts the person has.
    all_bytes
        What the drafts of everybody take, in bytes, the new one included.

    Raises
    ------
    LimitError
        If there are 20, or they would take more than 2,000 MB.
    """
    if own_drafts >= MAX_DRAFTS:
        raise LimitError(f"You have {counted(own_drafts, 'draft')}, which is the most. Save or discard one first.")
    if all_bytes > MAX_ALL_DRAFTS_BYTES:
        message = f"The drafts of all who work here would take {all_bytes / MEGABYTE:,.0f} MB, and"
        remedy = "Discard drafts that are no longer needed, or save under another name without a draft."
        raise LimitError(f"{message} {MAX_ALL_DRAFTS_BYTES // MEGABYTE:,} MB is the most. {remedy}")
