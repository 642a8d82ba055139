"""What the signs on a map mean, in the order of its legend: the same in the browser and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import Claim
    from geodata.core.vocabulary import Polarity, Relation, ShapeKind


class ClaimSign(NamedTuple):
    """What a sign of claims means, and which of them it stands for; an empty choice leaves any."""

    words: str
    kinds: tuple[ShapeKind, ...] = ()
    polarities: tuple[Polarity, ...] = ()
    relations: tuple[Relation, ...] = ()

    def stands_for(self, claim: Claim, kind: ShapeKind) -> bool:
        """Tell whether it is a claim's, which is drawn as a kind of shape."""
        asked = ((self.kinds, kind), (self.polarities, claim.polarity), (self.relations, claim.relation))
        return all(not choice or value in choice for choice, value in asked)


_SPREAD: Final[tuple[ShapeKind, ...]] = ("band", "zone", "outside")
CLAIM_SIGNS: Final[Mapping[str, ClaimSign]] = {
    "affirm": ClaimSign("Says it was here", ("mark",), ("affirm",)),
    "deny": ClaimSign("Denies it was here", ("mark",), ("deny",)),
    "report": ClaimSign("Passes on that it was here", ("mark",), ("report",)),
    "over": ClaimSign("Flight over the place (chevron)", relations=("over",)),
    "band": ClaimSign("At a stated distance, as wide as its digits allow", ("band",)),
    "zone": ClaimSign("Within a stated distance", ("zone",), ("affirm", "report")),
    "denied": ClaimSign("Denied (hatched, dashed)", _SPREAD, ("deny",)),
    "passed": ClaimSign("Passed on (dotted)", _SPREAD, ("report",)),
    "outside": ClaimSign("Beyond a stated distance", ("outside",)),
}
#: Of places, of the ground, and of what was worked out.
OTHER_SIGNS: Final[Mapping[str, str]] = {
    "reach": "As far as the distance and its place can both be off",
    "ring": "Several claims at one place: a segment each, their number inside",
    "disc": "Place, somewhere in its circle",
    "region": "Province",
    "country": "Country border",
    "unsettled": "Border disputed or not settled",
    "province": "Province border",
    "town": "Town on the base map",
    "conflict": "Contradict each other (✕ pairs of claims)",
    "left": "What the claims leave (darker: in every reading)",
    "fits": "A place that fits; others may, too",
}
