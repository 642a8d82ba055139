"""Which column becomes which member: a value that is shown, changed, kept and used again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import MAX_DISTANCE_M
from geodata.core.problems import InputError, quoted, some
from geodata.core.text import fold
from geodata.geojson.position_rules import is_number
from geodata.geojson.strict_json import read_json
from geodata.importing.members import (
    CONSTANTS,
    DATE_ORDERS,
    KEEP,
    LEAVE_OUT,
    MEMBERS,
    PROBLEM_COLUMN,
    RECORDS,
    DateOrder,
    RecordOfRow,
)

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

_FORMAT: Final = 1


class MappingError(InputError):
    """A mapping cannot be read, or does not fit its table; ``text`` has what is wrong."""


def no_column(heading: str, headings: Iterable[str]) -> str:
    """Say that a table has no such column, and which it has."""
    return f"There is no column {quoted(heading)}. Columns are: {some(list(headings), 20)}."


def fingerprint(columns: Iterable[str]) -> str:
    """Return what files with the same headings have in common, whatever their order and case.

    >>> fingerprint(["Lat", "LON"]) == fingerprint(["lon", "lat"])
    True
    """
    own = (column for column in columns if column != PROBLEM_COLUMN)
    return hashlib.sha256("\n".join(sorted(map(fold, own))).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column becomes."""

    columns: tuple[tuple[str, str], ...]
    """(heading, member); a member may also be ``"keep"`` or ``"leave out"``. No member has two columns."""
    record: RecordOfRow = "claim"
    """What a row is."""
    date_order: DateOrder | None = None
    """How 05/12/2015 is read; ``None`` asks."""
    constants: tuple[tuple[str, str], ...] = ()
    """(member, text) for all rows: who says it, where no column does."""
    prefix: str = "imported"
    """Under which kept columns go: ``"acled:fatalities"``."""
    radii: tuple[tuple[str, float | None], ...] = ()
    """(code, metres) for the codes of :attr:`column_of` ``"place_code"``; ``None``: no radius would be honest."""

    @property
    def fingerprint(self) -> str:
        """What the files have in common that this fits: :func:`fingerprint` of its headings."""
        return fingerprint(column for column, _ in self.columns)

    def fits(self, table: TextTable) -> bool:
        """Tell whether it was made for a file with the same headings."""
        return self.fingerprint == fingerprint(table.columns)

    def column_of(self, member: str) -> str | None:
        """Return the column that becomes a member."""
        return next((column for column, name in self.columns if name == member), None)

    def with_member(self, column: str, member: str) -> Mapping:
        """Return the mapping with another member for a column; a column that had it before is kept as it is.

        Raises ``MappingError`` if there is no such column or member.
        """
        changed = tuple(
            (name, member if name == column else KEEP if old == member and member != LEAVE_OUT else old)
            for name, old in self.columns
        )
        return checked(replace(self, columns=changed), column)

    def with_date_order(self, order: DateOrder | None) -> Mapping:
        """Return the mapping with 05/12/2015 read another way; ``None`` asks."""
        return replace(self, date_order=order)

    def with_radius(self, code: str, radius_m: float | None) -> Mapping:
        """Return the mapping with another radius for a code; ``None`` for none that would be honest.

        Raises ``MappingError`` if it is not a radius.
        """
        if radius_m is not None and not _is_radius(radius_m):
            raise MappingError(f"{quoted(radius_m)} metres is not a radius. Give more than 0, or leave it out.", code)
        return replace(self, radii=tuple({**dict(self.radii), code: radius_m}.items()))

    def to_json(self) -> dict[str, Any]:
        """Return the mapping as JSON can hold it."""
        return {
            "mapping": _FORMAT,
            "fingerprint": self.fingerprint,
            "record": self.record,
            "columns": dict(self.columns),
            "date_order": self.date_order,
            "constants": dict(self.constants),
            "prefix": self.prefix,
            "radii": dict(self.radii),
        }


def checked(mapping: Mapping, column: str | None = None) -> Mapping:
    """Return a mapping as it is, if it can be used.

    Raises ``MappingError`` if a member is not known, or has two columns, or the column asked for is not in it.
    """
    known = (*MEMBERS[mapping.record], KEEP, LEAVE_OUT)
    members = [member for _, member in mapping.columns]
    unknown = [member for member in members if member not in known]
    unknown += [member for member, _ in mapping.constants if member not in CONSTANTS]
    if unknown:
        raise MappingError(f"There is no member {quoted(unknown[0])}. Use one of {', '.join(known)}.", unknown[0])
    twice = [member for member in MEMBERS[mapping.record] if members.count(member) > 1]
    if twice:
        raise MappingError(f"The member {quoted(twice[0])} has two columns. Keep one of them as it is.", twice[0])
    if column is not None and column not in dict(mapping.columns):
        raise MappingError(no_column(column, [heading for heading, _ in mapping.columns]), column)
    return mapping


def mapping_to_bytes(mapping: Mapping) -> bytes:
    """Return a mapping as the bytes of a file."""
    return (json.dumps(mapping.to_json(), ensure_ascii=False, indent=1) + "\n").encode()


def mapping_from_bytes(data: bytes) -> Mapping:
    """Return the mapping that a file holds.

    Raises ``MappingError`` if it is no JSON, no mapping, or one that cannot be used.

    >>> mapping = Mapping((("Lat", "lat"), ("Lon", "lon")))
    >>> mapping_from_bytes(mapping_to_bytes(mapping)) == mapping
    True
    """
    reading = read_json(data)
    found: dict[str, Any] = reading.value if isinstance(reading.value, dict) and not reading.problems else {}
    columns, constants = found.get("columns"), found.get("constants", {})
    record, order, prefix = found.get("record"), found.get("date_order"), found.get("prefix", "imported")
    radii = found.get("radii", {})
    if (
        found.get("mapping") != _FORMAT
        or not (_is_texts(columns) and _is_texts(constants) and isinstance(prefix, str))
        or record not in RECORDS
        or order not in (None, *DATE_ORDERS)
        or not (isinstance(radii, dict) and all(radius is None or _is_radius(radius) for radius in radii.values()))
    ):
        raise MappingError("This is not a mapping of columns that can be read. Make one by importing a file.", "")
    assert isinstance(columns, dict)  # noqa: S101 - just asked
    return checked(
        Mapping(tuple(columns.items()), record, order, tuple(constants.items()), prefix, tuple(radii.items()))
    )


def _is_radius(value: object) -> bool:
    return is_number(value) and 0 < value <= MAX_DISTANCE_M


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
