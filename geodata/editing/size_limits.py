"""How large a case may be to be edited here, each limit with the sentence that is said where it is met."""

from __future__ import annotations

from typing import Final

from geodata.core.problems import GeodataError
from geodata.core.text import counted

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
#: They together, each counted with the case as it was opened.
MAX_OWN_DRAFTS_BYTES: Final = 400 * MEGABYTE
#: Drafts begun at one network address, whoever's they are: half of what there is room for.
MAX_ADDRESS_DRAFTS_BYTES: Final = 1_000 * MEGABYTE
#: Drafts of everybody at one server, as they are on the disk.
MAX_ALL_DRAFTS_BYTES: Final = 2_000 * MEGABYTE
#: Where room is needed, a draft that nobody has changed for so long goes, the oldest first.
DAYS_A_DRAFT_IS_SAFE: Final = 30


class LimitError(GeodataError, ValueError):
    """Something is larger than what is edited here; the message is what to do about it."""


def check_case_size(byte_count: int) -> None:
    """Refuse a case file that is too large to be edited.

    Raises ``LimitError`` if it has more than 64 MB.
    """
    if byte_count > MAX_CASE_BYTES:
        message = (
            f"The case takes {byte_count / MEGABYTE:,.1f} MB; at most {MAX_CASE_BYTES // MEGABYTE} MB are allowed."
        )
        raise LimitError(f"{message} Divide it into two cases, or draw its regions with fewer points.")


def check_editable(record_count: int, byte_count: int, largest_bytes: int) -> None:
    """Refuse a case that was brought and is larger than what is edited here: opened, it would hold everybody up.

    ``record_count``: all of its records together. ``byte_count``: of its file. ``largest_bytes``: its largest
    record's.
    Raises ``LimitError`` if it has more than 20,000 records or 64 MB, or a record more than 4 MB.
    """
    if largest_bytes > MAX_RECORD_BYTES:
        message = f"A record of the case has {largest_bytes / MEGABYTE:,.1f} MB"
        most = f"at most {MAX_RECORD_BYTES // MEGABYTE} MB can be edited in a browser"
        raise LimitError(f"{message}; {most}. Shorten its texts, or draw it with fewer points.")
    if record_count > MAX_RECORDS or byte_count > MAX_CASE_BYTES:
        size = f"{record_count:,} records and {byte_count / MEGABYTE:,.1f} MB"
        most = f"{MAX_RECORDS:,} records and {MAX_CASE_BYTES // MEGABYTE} MB"
        message = f"The case would have {size}; at most {most} can be edited in a browser."
        remedy = "Divide it, or make it a file with `python -m geodata import` and start the app with that file."
        raise LimitError(f"{message} {remedy}")


def check_draft_size(byte_count: int) -> None:
    """Refuse a draft that has grown too large.

    Raises ``LimitError`` if it has more than 192 MB.
    """
    if byte_count > MAX_DRAFT_BYTES:
        message = f"This draft would take {byte_count / MEGABYTE:,.1f} MB; at most {MAX_DRAFT_BYTES // MEGABYTE} MB"
        remedy = "Save the case and discard the draft: a new one begins with the next change."
        raise LimitError(f"{message} are kept. {remedy}")


def check_own_drafts(count: int, byte_count: int) -> None:
    """Refuse more drafts of one person, or more in them.

    ``count``, ``byte_count``: how many there would be and what they would take.
    Raises ``LimitError`` if there would be more than 20, or they would take more than 400 MB.
    """
    if count > MAX_DRAFTS:
        raise LimitError(f"You have {counted(count - 1, 'draft')}, as many as are allowed. Discard one first.")
    if byte_count > MAX_OWN_DRAFTS_BYTES:
        raise LimitError(_too_full("Your drafts", byte_count, MAX_OWN_DRAFTS_BYTES, "Discard one first."))


def check_address_drafts(byte_count: int) -> None:
    """Refuse more drafts of one network address.

    Raises ``LimitError`` if they would take more than 1,000 MB.
    """
    if byte_count > MAX_ADDRESS_DRAFTS_BYTES:
        remedy = "Discard drafts there that were saved or downloaded."
        raise LimitError(
            _too_full("The drafts begun at your network address", byte_count, MAX_ADDRESS_DRAFTS_BYTES, remedy)
        )


def check_all_drafts(byte_count: int) -> None:
    """Refuse more drafts of everybody.

    Raises ``LimitError`` if they would take more than 2,000 MB.
    """
    if byte_count > MAX_ALL_DRAFTS_BYTES:
        remedy = "Discard drafts that were saved or downloaded."
        raise LimitError(_too_full("The drafts of all who work here", byte_count, MAX_ALL_DRAFTS_BYTES, remedy))


def _too_full(whose: str, byte_count: int, most: int, remedy: str) -> str:
    taken = f"{whose} would take {byte_count / MEGABYTE:,.1f} MB; at most {most / MEGABYTE:,.0f} MB are kept."
    return f"{taken} None of them is old enough to be removed ({DAYS_A_DRAFT_IS_SAFE} days unchanged). {remedy}"
