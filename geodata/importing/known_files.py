"""Files that are known on sight, by their headings: data sets, exports of tools, sheets of a trade.

Each is a file of ``geodata/data/known_files/``, and nothing of it is code. Its members:

- ``name``, what it is, and ``notes``, a sentence or two to be told with it;
- ``prefix``, under which columns are kept, and ``speaker``, who says what its rows say, if no column does;
- ``record``, what a row is: ``claim`` or ``site``;
- ``needs``, lists of headings in lower case: a file has all headings of one of them; ``cells``, how most cells of a
  column look, where headings alone are anybody's;
- ``columns``, the member that a heading becomes (:mod:`geodata.importing.members`), ``keep`` or ``leave out``, and
  ``first``, headings of which the first that is there becomes a member;
- ``derived``, columns to be made of others (:mod:`geodata.importing.derived_columns`), if they are there;
- ``headless``, the headings of a file that has none, and how cells of its first row look;
- ``place_codes``, what its codes for the precision of a place mean;
- ``others``, ``"match"`` where columns that are not named are told like those of any file: else they are kept; and
  ``groups``, what stands there between the name of a group of columns and that of a column;
- ``is_ours``, true of a file of this program (:mod:`geodata.importing.own_placemarks`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from geodata.importing.members import KEEP

if TYPE_CHECKING:
    from geodata.importing.members import RecordOfRow

#: One heading in the text of a derived column, with the way in which its cells are written there.
PART: Final = re.compile(r"\{([^{}:]+)(?::([a-z0-9]+))?\}")
_FOLDER: Final = files("geodata").joinpath("data", "known_files")


@dataclass(frozen=True, slots=True)
class CodeRule:
    """What one code stands for."""

    code: str
    meaning: str
    """As the codebook has it, in our words."""
    radius_m: float | None
    basis: str
    """Where the radius comes from, or why there is none."""


@dataclass(frozen=True, slots=True)
class DerivedColumn:
    """A column that is made of others: by a text with their headings in braces, or of two lengths."""

    heading: str
    member: str
    parts: str = ""
    """``"{iyear}-{imonth:2}"``; empty for the other kind."""
    half_diagonal_km: tuple[str, ...] = ()
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By heading, the cells, in lower case, of rows in which it is made; empty for all rows."""
    but: re.Pattern[str] | None = None
    """What is made of no row."""

    @property
    def needs(self) -> frozenset[str]:
        """The headings, in lower case, without which it is nothing."""
        named = (heading.casefold() for heading, _ in PART.findall(self.parts))
        return frozenset((*named, *self.half_diagonal_km, *self.where))


@dataclass(frozen=True, slots=True)
class Headless:
    """The form of a file without headings."""

    headings: tuple[str, ...]
    cells: Mapping[int, re.Pattern[str]]
    """How cells of a row look, by their index."""

    def fits(self, row: Sequence[str | None]) -> bool:
        """Tell whether a row is one of such a file."""
        is_as_long = len(row) == len(self.headings)
        return is_as_long and all(form.fullmatch(row[index] or "") for index, form in self.cells.items())


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What is known of one kind of file."""

    name: str
    notes: str
    prefix: str
    speaker: str
    record: RecordOfRow
    needs: tuple[frozenset[str], ...]
    cells: Mapping[str, re.Pattern[str]]
    columns: Mapping[str, str]
    first: Mapping[str, tuple[str, ...]]
    derived: tuple[DerivedColumn, ...]
    headless: Headless | None
    place_codes: tuple[CodeRule, ...]
    matches_others: bool
    groups: str
    is_ours: bool

    def has_headings(self, headings: frozenset[str]) -> bool:
        """Tell whether a file with these headings, in lower case, may be one."""
        return any(needed <= headings for needed in self.needs)

    def members(self, headings: Sequence[str]) -> dict[str, str]:
        """Return the member of each of some headings, in lower case, that has one here, or is kept."""
        kept = {} if self.matches_others else dict.fromkeys(headings, KEEP)
        named = {heading: self.columns[heading] for heading in headings if heading in self.columns}
        firsts = {next((one for one in wanted if one in headings), ""): member for member, wanted in self.first.items()}
        made = {column.heading.casefold(): column.member for column in self.derived}
        found = {**kept, **named, **firsts, **made}
        return {heading: member for heading, member in found.items() if heading in headings}


@cache
def known_files() -> tuple[KnownFile, ...]:
    """Return every kind of file that is known.

    >>> [known.name for known in known_files() if known.prefix == "firms"]
    ['NASA FIRMS']
    """
    found = sorted((one for one in _FOLDER.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(_known(tomllib.loads(one.read_text(encoding="utf-8"))) for one in found)


def _known(said: dict[str, Any]) -> KnownFile:
    return KnownFile(
        name=said["name"],
        notes=said.get("notes", ""),
        prefix=said["prefix"],
        speaker=said.get("speaker", ""),
        record=said["record"],
        needs=tuple(frozenset(needed) for needed in said["needs"]),
        cells={heading: re.compile(form) for heading, form in said.get("cells", {}).items()},
        columns=said["columns"],
        first={member: tuple(headings) for member, headings in said.get("first", {}).items()},
        derived=tuple(_derived(one) for one in said.get("derived", ())),
        headless=_headless(said["headless"]) if "headless" in said else None,
        place_codes=tuple(
            CodeRule(one["code"], one["meaning"], _metres(one.get("radius_m")), one["basis"])
            for one in said.get("place_codes", ())
        ),
        matches_others=said.get("others") == "match",
        groups=said.get("groups", ""),
        is_ours=said.get("is_ours", False),
    )


def _metres(said: float | None) -> float | None:
    return None if said is None else float(said)


def _derived(said: dict[str, Any]) -> DerivedColumn:
    return DerivedColumn(
        said["heading"],
        said["member"],
        said.get("from", ""),
        tuple(said.get("half_diagonal_km", ())),
        {heading: frozenset(cells) for heading, cells in said.get("where", {}).items()},
        re.compile(said["but"], re.IGNORECASE) if "but" in said else None,
    )


def _headless(said: dict[str, Any]) -> Headless:
    headings = tuple(said["headings"])
    return Headless(headings, {headings.index(name): re.compile(form) for name, form in said["cells"].items()})
