"""What the timeline's page says."""

from __future__ import annotations

from typing import Final

from geodata.app.words import map_words
from geodata.core.text import all_in_words, counted
from geodata.render.text import terms

TOOLS: Final = "Axis of time"
ZOOM_IN: Final = "Zoom in"
ZOOM_OUT: Final = "Zoom out"
EARLIER: Final = "Earlier"
LATER: Final = "Later"
MAIN_EVENT: Final = "Main event"
ALL_TIMES: Final = "All times"
PLAY: Final = "Play"
STEP_BACK: Final = "Step back"
STEP_ON: Final = "Step on"
CLEAR: Final = "Clear selection"
AXIS: Final = "From, until, time zone"
AXIS_FROM: Final = "Axis from"
AXIS_UNTIL: Final = "Axis until"
AXIS_ZONE: Final = "Time zone of the axis"
STATEMENT_TIMES: Final = terms.STATEMENT_TIMES
STATEMENT_TIMES_HELP: Final = (
    "Across: when it was; upward: when it was said. Each rectangle is all that the two times may be. Along the dashed "
    "line both are the same; what lies below it was said before it happened: an error, or a forecast."
)
NOTHING_SAID_WHEN: Final = "Of no claim in this time is it known when it was said."
CHANGES: Final = "What changed between two moments"
CHANGED_FROM: Final = "From the end of"
CHANGED_BY: Final = "To the end of"
MOMENT_HINT: Final = map_words.MOMENT_HINT
CHANGES_HELP: Final = "Give two moments, to see which claims, verdicts and numbers changed between them."
NO_CLAIMS: Final = f"No claim matches the filters. Choose “{terms.CLEAR_FILTERS}” to show all."
NO_TIMES: Final = "No claim that is shown states a time."
HOW_TO: Final = (
    "Drag over the histogram to choose a time: map, lists, verdicts and exports follow. Drag the axis to move it; turn "
    "the wheel over it, pinch, or press + and - to zoom."
)


def not_an_axis(first: str, last: str) -> str:
    """Say why two texts are not the ends of an axis."""
    return f"From “{first}” until “{last}” is not a stretch of time. Give two days or times, the earlier one first."


def said_when(unknown: int, later: int, early: int) -> str:
    """Say how many claims are not drawn and why, and how many were said before what they speak of."""
    left_out = [
        *[f"{counted(unknown, 'claim')} without a date, of the statement or of its source"] * bool(unknown),
        *[f"{counted(later, 'claim')} said later than is shown here"] * bool(later),
    ]
    told = f"Not drawn: {all_in_words(left_out)}. " if left_out else ""
    return f"{told}Surely said before it happened: {early or 'no claim'}."


def too_many_to_compare(most: int) -> str:
    """Say why nothing is compared."""
    return f"This is worked out for up to {most:,} claims: a case of fewer has it."
