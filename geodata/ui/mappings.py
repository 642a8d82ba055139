"""The mapping of a table's columns, kept for this reader's next file with the same headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.editing.draftfolder import folder_of, made_folder
from geodata.importing.mapping import MappingError, fingerprint, mapping_from_bytes, mapping_to_bytes
from geodata.replacing import replace_file
from geodata.ui.working import reader

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import Table


def kept_mapping(table: Table) -> Mapping | None:
    """Return the mapping that this reader used for the same headings before; ``None`` for none."""
    path = folder_of(reader()) / f"{fingerprint(table.columns)}.mapping"
    try:
        mapping = mapping_from_bytes(path.read_bytes())
    except (OSError, MappingError):
        return None
    return mapping if mapping.fits(table) else None


def keep_mapping(mapping: Mapping) -> None:
    """Keep a mapping for the next file."""
    replace_file(made_folder(reader()) / f"{mapping.fingerprint}.mapping", mapping_to_bytes(mapping))
