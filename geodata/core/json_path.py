"""A JSON object, and a place in a JSON document: the record it belongs to, and the path to it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from geodata.core.problems import MAX_QUOTED_CHARS, Problem, Severity, quoted

Json = dict[str, Any]


class JsonPath(NamedTuple):
    """A place in a JSON document, as a problem names it: record id, then JSON path.

    A tuple, because a large file asks for millions of places.

    >>> str(JsonPath().member("features").element(3).of_record("SAEQA-CAMP").member("odd key"))
    'SAEQA-CAMP $.features[3]["odd key"]'
    """

    path: str = "$"
    record: str = ""

    def member(self, key: str) -> JsonPath:
        """Return the place of a member of the object here; an unusual name is written as a JSON string."""
        if key.isidentifier() and key.isascii():
            return JsonPath(f"{self.path}.{key}", self.record)
        shown = key if len(key) <= MAX_QUOTED_CHARS else key[:MAX_QUOTED_CHARS] + "…"
        return JsonPath(f"{self.path}[{json.dumps(shown)}]", self.record)

    def element(self, index: int) -> JsonPath:
        """Return the place of an element of the array here, counted from 0."""
        return JsonPath(f"{self.path}[{index}]", self.record)

    def of_record(self, record_id: object) -> JsonPath:
        """Return this place as part of a record; an id that is not a string leaves it as it is."""
        if not isinstance(record_id, str) or not record_id:
            return self
        plain = record_id.isprintable() and len(record_id) <= MAX_QUOTED_CHARS
        return JsonPath(self.path, record_id if plain else quoted(record_id))

    def problem(self, rule: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
        """Return what is wrong here."""
        return Problem(str(self), rule, message, remedy, severity)

    def __str__(self) -> str:
        """Write the place."""
        return f"{self.record} {self.path}" if self.record else self.path
