"""Name a place in a JSON document: the record it belongs to, and the path to it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Final

from geodata.problems import MAX_QUOTED_CHARS, quoted

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a JSON document, as a problem names it: record id, then JSON path.

    Examples
    --------
    >>> str(Spot().member("features").element(3).of_record("SAEQA-CAMP").member("odd key"))
    'SAEQA-CAMP $.features[3]["odd key"]'
    """

    path: str = "$"
    record: str = ""

    def member(self, key: str) -> Spot:
        """Return the place of a member of the object here; an unusual name is written as a JSON string."""
        if _PLAIN_KEY.fullmatch(key):
            return replace(self, path=f"{self.path}.{key}")
        shown = key if len(key) <= MAX_QUOTED_CHARS else key[:MAX_QUOTED_CHARS] + "…"
        return replace(self, path=f"{self.path}[{json.dumps(shown)}]")

    def element(self, index: int) -> Spot:
        """Return the place of an element of the array here, counted from 0."""
        return replace(self, path=f"{self.path}[{index}]")

    def of_record(self, record_id: object) -> Spot:
        """Return this place as part of a record; an id that is no string leaves it as it is."""
        if not isinstance(record_id, str) or not record_id:
            return self
        plain = record_id.isprintable() and len(record_id) <= MAX_QUOTED_CHARS
        return replace(self, record=record_id if plain else quoted(record_id))

    def __str__(self) -> str:
        """Write the place."""
        return f"{self.record} {self.path}" if self.record else self.path
