"""Which of the layers, sheets or lists of a file is read: the one that is named; and that others are not."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from geodata.core.problems import quoted, some
from geodata.importing.limits import TableError
from geodata.importing.questions import Answer, ImportQuestion

if TYPE_CHECKING:
    from geodata.importing.questions import Inquiry
    from geodata.importing.table import TextTable

LAYER: Final = "layer"


def check_layer(kind: str, names: Collection[str], wanted: str | None) -> None:
    """Refuse a layer that a file has not; ``kind``: what a layer is called there.

    Raises ``TableError``, with the names that there are.
    """
    if wanted is not None and wanted not in names:
        raise TableError(f"There is no {kind} {quoted(wanted)}. Name one of {some(list(names))}.")


def not_read(names: Collection[str], chosen: str) -> list[str]:
    """Return a sentence that names the other layers; nothing where there are none."""
    others = list(names)
    others.remove(chosen)  # of two of one name, the other one is not read
    return [f"Not read: {some(others)}."] if others else []


def ask_for_layer(table: TextTable, inquiry: Inquiry) -> None:
    """Ask which of several tables is meant, where each may be."""
    if table.layer is not None and not table.unsure_layers:
        inquiry.given(LAYER, [table.layer])  # by which it was read
    if table.layer is None or not table.unsure_layers:
        return
    text = (
        f"The file holds several tables: {some(table.unsure_layers)}. Which one? Until it is answered, "
        f"{quoted(table.layer)} is read."
    )
    choices = tuple(Answer(name, name) for name in table.unsure_layers)
    inquiry.ask(ImportQuestion(LAYER, text, choices, f"--sheet {quoted(table.unsure_layers[-1])}"))
