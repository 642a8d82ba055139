"""Which of the layers, sheets or lists of a file is read: the one that is named; and that others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.core.problems import quoted, some
from geodata.importing.limits import TableError

if TYPE_CHECKING:
    from collections.abc import Collection


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
