"""What the timeline's page says."""

from __future__ import annotations

from typing import Final

from geodata.core.text import counted

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
NO_TIMES: Final = "No claim that is shown states a time."
HOW_TO: Final = (
    "Drag over the bars to choose a time: map, lists, verdicts and exports follow. Drag the axis to move it; turn the "
    "wheel over it, pinch, or press + and - to zoom."
)


def told(claims: int, zone: str) -> str:
    """Say what the histogram counts, and whose hours the axis tells."""
    return f"{counted(claims, 'claim')} with a time; dark: surely in that part, light: possibly. {zone} time."


def not_an_axis(first: str, last: str) -> str:
    """Say why two texts are not the ends of an axis."""
    return f"From “{first}” until “{last}” is not a stretch of time. Give two days or times, the earlier one first."
