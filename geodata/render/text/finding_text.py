"""What claims are to each other, as text that can be printed as it is: names, words and sources, no ids.

Nothing here is escaped: whoever sets the words does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from geodata.render.text.account_view import BY_SIDE, accounts_view
from geodata.render.text.assumption_view import changed_assumptions
from geodata.render.text.phrases import NOT_TRUE
from geodata.render.text.set_view import conflict_views, grouped

if TYPE_CHECKING:
    from geodata.render.text.claim_view import ClaimView
    from geodata.render.text.pair_view import PairView
    from geodata.render.text.set_view import SetView
    from geodata.verdicts.consistency import Consistency
    from geodata.verdicts.context import CaseContext

#: So many of one kind are listed.
_MAX_LISTED: Final = 40


def pair_finding(setting: CaseContext, found: PairView, claims: Sequence[ClaimView]) -> str:
    """Return two claims with their sources, whether both can be true, and why; ``claims``: both, in their order."""
    return "\n\n".join(
        [
            f"{found.title}.",
            *_assumed(setting),
            *map(_claim, claims),
            *(f"{one.label}: {one.why}{f' ({one.margin})' if one.margin else ''}" for one in found.aspects),
            *([] if found.aspects else [found.why]),
            *([found.not_compared] if found.not_compared else []),
            *found.changes,
            NOT_TRUE,
        ]
    )


def _assumed(setting: CaseContext) -> list[str]:
    """Say what is assumed otherwise than the case has it: what rests on it is no finding about the case."""
    changed = changed_assumptions(setting.stated_case, setting.assumptions)
    return [f"Assumed, not in the case: {view.sentence}" for view in changed]


def _claim(view: ClaimView) -> str:
    sources = "; ".join(", ".join((source.title, *source.publication)) for source in view.sources)
    said = f"{view.line.speaker} {view.line.polarity.verb}: {view.line.summary}"
    return f"{said} ({sources})" if sources else said


def case_finding(setting: CaseContext, found: Consistency, title: str, counts: str) -> str:
    """Return what the claims of a case are to each other: who excludes whom, on what, and by which claims.

    ``counts``: how many pairs have which verdict, in a sentence.
    """
    case = setting.case
    lines = [
        title,
        counts,
        *_assumed(setting),
        *([found.note] if found.note else []),
        "",
        BY_SIDE,
        *_some([f"- {sentence}" for sentence in accounts_view(case, found, by_side=True).sentences]),
    ]
    for group in grouped(conflict_views(case, found)):
        lines += ["", f"{group.title}: {len(group.sets):,}"]
        lines += _some(["\n".join(_claims(one)) for one in group.sets])
    return "\n".join([*lines, "", NOT_TRUE])


def _claims(conflict: SetView) -> Iterator[str]:
    for number, line in enumerate(conflict.claims):
        yield f"{'  ' if number else '- '}{line.speaker} {line.polarity.verb}: {line.summary}"


def _some(lines: Sequence[str]) -> list[str]:
    return [*lines[:_MAX_LISTED], *([f"and {len(lines) - _MAX_LISTED:,} more"] if len(lines) > _MAX_LISTED else [])]
