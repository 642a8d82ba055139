"""The mapping of a table's columns, kept for a person's next file with the same headings.

One is a few kilobytes, made of what somebody's file has in its first line: so each has a bound, and so have those of
one person and of everybody; the oldest go.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.core.atomic_write import replace_file
from geodata.core.logs import kind_of
from geodata.editing.drafts.draft_folder import drafts_folder, folder_of, made_folder
from geodata.importing.mapping import MappingError, fingerprint, mapping_from_bytes, mapping_to_bytes

if TYPE_CHECKING:
    from geodata.importing.mapping import Mapping
    from geodata.importing.table import TextTable

#: Of 300 columns with headings of 100 characters and more; a longer one is not kept.
MAX_MAPPING_BYTES: Final = 100_000
MAX_OWN_MAPPINGS_BYTES: Final = 1_000_000
MAX_ALL_MAPPINGS_BYTES: Final = 50_000_000
_NAME: Final = "{}.mapping"
_LOGGER: Final = logging.getLogger(__name__)


def kept_mapping(token: str, table: TextTable) -> Mapping | None:
    """Return the mapping that a person used for the same headings before; ``None`` for none."""
    path = folder_of(token) / _NAME.format(fingerprint(table.columns))
    try:
        mapping = mapping_from_bytes(path.read_bytes())
    except (OSError, MappingError):
        return None
    return mapping if mapping.fits(table) else None


def keep_mapping(token: str, mapping: Mapping) -> None:
    """Keep a mapping for a person's next file; where that cannot be, the log says so: a file comes in without."""
    data = mapping_to_bytes(mapping)
    if len(data) > MAX_MAPPING_BYTES:
        return
    try:
        folder = made_folder(token)
        replace_file(folder / _NAME.format(mapping.fingerprint), data)
        _drop_oldest(folder.glob(_NAME.format("*")), MAX_OWN_MAPPINGS_BYTES)
        _drop_oldest(drafts_folder().glob(_NAME.format("*/*")), MAX_ALL_MAPPINGS_BYTES)
    except OSError as error:
        _LOGGER.warning("A mapping of columns was not kept: %s.", kind_of(error))


def _drop_oldest(files: Iterable[Path], most_bytes: int) -> None:
    """Remove the files that were written first, until the others take no more than so many bytes."""
    room = most_bytes
    for _, size, path in sorted(((file.stat().st_mtime_ns, file.stat().st_size, file) for file in files), reverse=True):
        room -= size
        if room < 0:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # there is something else in it
                path.parent.rmdir()
