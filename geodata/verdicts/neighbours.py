"""What one claim contradicts, leaves undecided and agrees with, without comparing all pairs of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.verdicts.pairwise import pair

if TYPE_CHECKING:
    from geodata.constraints.three_valued import Verdict
    from geodata.core.model import Claim
    from geodata.verdicts.context import CaseContext

#: More claims that may speak of the same are not compared one by one.
MAX_COMPARED: Final = 2_000


def related(setting: CaseContext, claim_id: str) -> tuple[tuple[str, Verdict], ...] | None:
    """Return each other claim that was compared with this one, and the verdict, in the order of the file.

    ``None`` where more than :data:`MAX_COMPARED` would have to be.
    """
    claim = setting.case.claim_by_id[claim_id]
    by_id = setting.case.claim_by_id
    current = [by_id[other] for other in setting.current(list(by_id)) if other != claim_id]
    others = [other for other in current if _may_meet(claim, other)]
    if len(others) > MAX_COMPARED:
        return None
    found = ((other.id, pair(setting, claim_id, other.id).verdict) for other in others)
    return tuple((other, verdict) for other, verdict in found if verdict != "unrelated")


def _may_meet(a: Claim, b: Claim) -> bool:
    """Tell whether two claims may speak of one event: they name it, or one denies events of any name."""
    return (a.event is not None and a.event == b.event) or any(
        one.event is None and one.polarity == "deny" for one in (a, b)
    )
