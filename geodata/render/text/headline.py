"""What stands above the map: each side's account of the main event, and which of them exclude each other.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.core.model import events_by_claims
from geodata.core.units import Unit
from geodata.render.text.answer_view import answer_view
from geodata.render.text.main_account import accounts_among
from geodata.verdicts.side_pairs import claims_about
from geodata.verdicts.verdict_matrix import table

if TYPE_CHECKING:
    from geodata.render.text.main_account import MainAccount
    from geodata.render.text.side_words import SideCell
    from geodata.verdicts.context import CaseContext

#: More claims about one event than this are compared on the page that is for it: the first map does not wait for them.
_MOST_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Headline:
    """What each side says of the event of which most claims speak, and what they are to each other."""

    event: str
    """Its id."""
    name: str
    others: int
    """How many more events the case has claims about."""
    accounts: tuple[MainAccount, ...]
    excluding: tuple[SideCell, ...]
    """Sides with a name that exclude each other, two by two; those that do so on numbers of people alone come last."""
    is_compared: bool
    """Whether two sides with a name were compared at all: else that none is listed says nothing."""


def headline(setting: CaseContext, unit: Unit) -> Headline | None:
    """Return what stands above the map of a case; ``None`` where no claim speaks of an event.

    ``unit``: for lengths that are not as spoken.
    """
    case = setting.case
    events = events_by_claims(case.claims)
    if not events:
        return None
    event, *others = events
    name = case.event_by_id[event].name
    about = claims_about(setting, event, setting.current([claim.id for claim in case.claims]))
    if len(about) > _MOST_COMPARED:
        accounts = accounts_among(case, [case.claim_by_id[claim] for claim in about])
        return Headline(event, name, len(others), accounts, (), is_compared=False)
    view = answer_view(setting, table(setting, about), event, unit)
    between = [cell for cell in view.pairs if all(cell.sides) and not cell.is_inner]
    return Headline(
        event,
        name,
        len(others),
        view.accounts,
        tuple(sorted((cell for cell in between if cell.verdict == "contradictory"), key=_is_on_numbers)),
        is_compared=any(cell.verdict != "unrelated" for cell in between),
    )


def _is_on_numbers(cell: SideCell) -> bool:
    return all(one.is_on_numbers for one in cell.deciding)
