"""Which rows may say the same thing twice, among each other and beside the claims that are there; none is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Indel

from geodata.core.json_path import Json
from geodata.core.text import fold
from geodata.importing.import_result import Duplicate

if TYPE_CHECKING:
    from geodata.importing.table import TextTable

#: Texts of this likeness, from 0 to 1, of one place and day are pointed out.
_LIKENESS: Final = 0.9
#: Groups larger than this at one place and day are not compared text by text.
_MAX_COMPARED: Final = 12
_MAX_CHARS: Final = 400


def equal_rows(table: TextTable) -> Iterator[Duplicate]:
    """Yield the rows whose cells, and geometries, are all the same."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, row in enumerate(table.rows):
        geometry = repr(table.geometries[index]) if table.geometries else None
        groups.setdefault((row, geometry), []).append(table.numbers[index])
    for numbers in groups.values():
        if len(numbers) > 1:
            yield Duplicate(tuple(numbers), (), "All cells are the same.")


def alike_claims(claims: Iterable[Json], rows: Mapping[str, int]) -> Iterator[Duplicate]:
    """Yield the claims of one place and time by one actor that say nearly the same.

    ``claims``: claims as features: those that were there, and those that came in. ``rows``: the row of each that came
    in, by id.
    """
    groups: dict[tuple[object, ...], list[Json]] = {}
    for claim in claims:
        said = claim["properties"]
        if said.get("event_time") is not None and said.get("site") is not None:
            done_by, distance = repr(said.get("about_actor")), repr((said.get("distance"), said.get("site2")))
            key = (said["actor"], done_by, said["event_time"], said["site"], distance, said["polarity"])
            groups.setdefault(key, []).append(claim)
    for group in groups.values():
        if len(group) > 1:
            yield from _alike(group, rows)


def _alike(group: list[Json], rows: Mapping[str, int]) -> Iterator[Duplicate]:
    by_counts: dict[str, list[Json]] = {}
    for claim in group:
        said = claim["properties"]
        by_counts.setdefault(repr((said.get("killed"), said.get("wounded"))), []).append(claim)
    told: set[frozenset[str]] = set()
    for same in by_counts.values():
        if len(same) > 1 and any(claim["properties"].get("killed") for claim in same):
            yield from _duplicate(same, rows, "Actor, place, time and counts are the same.")
            told.update(frozenset((a["id"], b["id"])) for a, b in combinations(same[:_MAX_COMPARED], 2))
    for a, b in combinations(group[:_MAX_COMPARED], 2):
        if frozenset((a["id"], b["id"])) not in told and _are_alike(a, b):
            yield from _duplicate([a, b], rows, "Actor, place and time are the same, and the words nearly.")


def _are_alike(a: Json, b: Json) -> bool:
    first, second = (fold(claim["properties"]["summary"][:_MAX_CHARS]) for claim in (a, b))
    return Indel.normalized_similarity(first, second, score_cutoff=_LIKENESS) > 0


def _duplicate(claims: list[Json], rows: Mapping[str, int], reason: str) -> Iterator[Duplicate]:
    numbers = tuple(rows[claim["id"]] for claim in claims if claim["id"] in rows)
    if numbers:
        yield Duplicate(numbers, tuple(claim["id"] for claim in claims if claim["id"] not in rows), reason)
