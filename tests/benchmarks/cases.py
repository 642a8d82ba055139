"""Cases of any size, made of the bundled one: what a benchmark runs on besides the real case."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from geodata.app.case_store import BUNDLED_CASE
from geodata.casefile import io
from geodata.editing.references import referred_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Json = dict[str, Any]

SEED: Final = 20151206
#: A copy's sites all move by one offset of up to this much in latitude and in longitude.
MAX_SHIFT_DEG: Final = 2.0
#: Decimals of a moved position: 0.1 m.
_DECIMALS: Final = 6


def bundled_document() -> Json:
    """Return the bundled case's document, a fresh copy."""
    case, _ = io.read_case(BUNDLED_CASE)
    return deepcopy(case.document)


def bundled_size() -> int:
    """Return how many claims the bundled case has."""
    return len(_records(bundled_document(), "claim"))


def enlarged(claims: int) -> Json:
    """Return a case document of exactly so many claims; the same one each time.

    It is whole copies of the bundled case, the last one cut short. Copy 0 is the case as it is; copy 12 has ids that
    end in ``-C12`` and its point sites, with every shape measured from them, are moved by a random offset. Regions,
    actors, events and sources are not copied: every copy refers to the case's own.

    Parameters
    ----------
    claims
        How many claims; 1 or more.
    """
    document = bundled_document()
    sites, originals = _records(document, "site"), _records(document, "claim")
    random_shift = random.Random(SEED)
    features: list[Json] = []
    for copy in range(-(-claims // len(originals))):
        shift = tuple(random_shift.uniform(-MAX_SHIFT_DEG, MAX_SHIFT_DEG) for _ in range(2)) if copy else (0.0, 0.0)
        wanted = originals[: claims - copy * len(originals)]
        features += _copy(sites, wanted, f"-C{copy}" if copy else "", shift)
    return {**document, "features": features}


def _records(document: Json, kind: str) -> list[Json]:
    return [feature for feature in document["features"] if feature["properties"]["record"] == kind]


def _copy(sites: Iterable[Json], claims: Iterable[Json], suffix: str, shift: tuple[float, ...]) -> list[Json]:
    """Return copies of the sites and claims, with what they refer to among each other renamed alike."""
    moved = {}
    for site in sites:
        if site["geometry"] is None or site["geometry"]["type"] == "Point":
            moved[site["id"]] = _renamed(site, suffix)
            _move(moved[site["id"]], shift)
        elif not suffix:
            moved[site["id"]] = deepcopy(site)
    copied = [_renamed(claim, suffix) for claim in claims]
    kept = {claim["id"] for claim in copied}
    for claim in copied:
        properties = claim["properties"]
        links = properties.get("derived_from") or ()
        properties["derived_from"] = [other for link in links if referred_id(other := _suffixed(link, suffix)) in kept]
        if properties["site"] in moved:
            site = moved[properties["site"]]
            properties["site"] = site["id"]
            # A claim's geometry is its site's, or none.
            claim["geometry"] = claim["geometry"] and deepcopy(site["geometry"])
        elif claim["geometry"] is not None and claim["geometry"]["type"] == "Point":
            _move(claim, shift)
    return [*moved.values(), *copied]


def _renamed(feature: Json, suffix: str) -> Json:
    return {**deepcopy(feature), "id": f"{feature['id']}{suffix}"}


def _move(feature: Json, shift: tuple[float, ...]) -> None:
    if feature["geometry"] is not None:
        position = feature["geometry"]["coordinates"]
        position[:2] = [round(degrees + offset, _DECIMALS) for degrees, offset in zip(position, shift, strict=False)]


def write_enlarged(claims: int, path: Path) -> None:
    """Write a case of so many claims as a file, checked on the way.

    Raises
    ------
    CaseProblemsError
        If what was made is no case.
    """
    document = enlarged(claims)
    case, _ = io.case_from_bytes(json.dumps(document, ensure_ascii=False).encode(), path.name)
    path.write_bytes(io.case_to_bytes(case))


def biggest_actors(document: Json, count: int) -> list[Json]:
    """Return the records of the actors who put most claims on the map, most first, as far as there are any.

    Only claims at a point count: a naive map shows no others, and the click is to change both maps.
    """
    placed: dict[str, int] = {}
    for claim in _records(document, "claim"):
        if claim["geometry"] is not None and claim["geometry"]["type"] == "Point":
            actor = claim["properties"]["actor"]
            placed[actor] = placed.get(actor, 0) + 1
    ranked = sorted(placed, key=lambda actor: (-placed[actor], actor))[:count]
    records = {actor["id"]: actor for actor in document["case"]["actors"]}
    return [records[actor] for actor in ranked]


def _suffixed(link: Any, suffix: str) -> Any:
    renamed = f"{referred_id(link)}{suffix}"
    return link | {"claim": renamed} if isinstance(link, dict) else renamed
