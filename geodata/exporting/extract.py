"""Cut a case down to chosen claims, so that what is left is a case again.

Whatever a chosen claim refers to stays: its actors with what they are part of, its event, site and sources, and the
claims that it is derived from, with all that these refer to. A reference that leads nowhere would make the file no
case, and a claim without the one that it updates would look like a claim of its own. The file says that it is an
extract, in the member ``extract`` of the case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.core.json_path import Json
from geodata.core.model import Case, Claim
from geodata.core.text import counted
from geodata.render.text.palette import colors


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which claims of a case are exported."""

    claims: tuple[str, ...]
    """Ids of the claims asked for, in the order of the file."""
    also: tuple[str, ...]
    """Ids of further claims that these are derived from: in the file, for its references, and not asked for. None where
    the file has no references, as what is drawn has none."""
    total: int
    """Claims of the whole case."""
    words: str
    """The filters in words; empty where all claims were asked for."""
    colors: Mapping[str, str]
    """``#rrggbb`` of each actor as on the map of the whole case."""

    def asked(self) -> str:
        """Say how many claims were asked for."""
        return f"{len(self.claims):,} of {counted(self.total, 'claim')}"

    def sentence(self) -> str:
        """Say how many claims the file has."""
        more = f", and {len(self.also):,} more that they are derived from" if self.also else ""
        return f"{self.asked()}{more}"


def cut(case: Case, claim_ids: Collection[str] | None = None, words: str = "") -> tuple[Json, Chosen]:
    """Return the document of chosen claims with all they refer to, and which these are.

    ``claim_ids``: ids of claims of the case; ``None`` is all. ``words``: the filters in words, to stand in the file.
    Returns ``document``: a case document that passes ``check`` if the whole one does; the whole one itself where all
    claims are asked for; ``chosen``: which claims it has and why.
    """
    wanted = {claim.id for claim in case.claims} if claim_ids is None else set(claim_ids)
    asked = tuple(claim.id for claim in case.claims if claim.id in wanted)
    kept = _with_origins(case, asked)
    also = tuple(claim.id for claim in case.claims if claim.id in kept and claim.id not in wanted)
    chosen = Chosen(asked, also, len(case.claims), words, colors(case))
    if len(asked) == len(case.claims):
        return case.document, chosen
    return _document(case, [claim for claim in case.claims if claim.id in kept], chosen), chosen


def _with_origins(case: Case, claim_ids: Collection[str]) -> set[str]:
    """Return claims with those they are derived from, over any number of steps."""
    kept: set[str] = set()
    waiting = list(claim_ids)
    while waiting:
        claim_id = waiting.pop()
        if claim_id not in kept:
            kept.add(claim_id)
            waiting += case.claim_by_id[claim_id].derived_from
    return kept


def _document(case: Case, claims: Collection[Claim], chosen: Chosen) -> Json:
    speakers = {actor for claim in claims for actor in (claim.actor, *claim.about_actors)}
    used: dict[str, set[Any]] = {
        "actors": {member for actor in speakers for member in case.lineage(actor)},
        "events": {claim.event for claim in claims},
        "sources": {source for claim in claims for source in claim.sources},
    }
    features = {one for claim in claims for one in (claim.id, *claim.sites)}
    head = case.document["case"]
    tables = {name: [record for record in head[name] if record["id"] in ids] for name, ids in used.items()}
    ids = {claim.id for claim in claims}
    # Words for an account may say what a claim does that is left out.
    accounts = [one for one in head.get("accounts") or () if ids.issuperset(one.get("claims") or ())]
    own = {"accounts": accounts} if head.get("accounts") else {}
    note = {"claims": list(chosen.claims), "of": chosen.total, "also": list(chosen.also), "filters": chosen.words}
    kept = [feature for feature in case.document["features"] if feature["id"] in features]
    # A bounding box would be that of the whole.
    whole = {name: value for name, value in case.document.items() if name != "bbox"}
    return {**whole, "case": {**head, **tables, **own, "extract": note}, "features": kept}
