"""Make a file of a case that takes long to set, as a job of the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.core.model import case_from_document
from geodata.exporting.exports import Wanted, exported

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.exporting.writers import ExportOptions


def make_export(
    document: dict[str, Any], name: str, wanted: Wanted, options: ExportOptions, secrets: Mapping[str, bytes]
) -> tuple[bytes, str]:
    """Return the bytes of a file, and how many claims are in it, in a sentence.

    ``document``: a case that was checked. ``secrets``: by the ids of the sites that are blurred. The rest is as
    :func:`geodata.exporting.exports.exported` takes it, and raises.
    """
    data, chosen = exported(case_from_document(document), name, wanted, options, secrets.__getitem__)
    return data, chosen.sentence()
