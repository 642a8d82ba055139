"""What a panel reports was pressed: the one place where a message of ours from the browser is checked.

A browser may send anything. What is not of this form is not a press; what a value names is for the action to look up,
in the case or in what the reader has: none is ever a path, or goes into the state unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

#: What buttons and the map ask for; a test finds each in the markup or in the map's scripts, and no other.
ACTIONS: Final = frozenset({
    "actor", "actors", "claim", "close", "draw", "event", "export", "forget-position", "forget-radius", "here", "judge",
    "links", "map-claim", "measure-add", "measure-move", "measure-remove", "only", "open-draft", "opposed", "page",
    "pair", "polarity", "relation", "see-accounts", "see-pair", "see-set", "side", "take-place", "time-brush",
    "time-clear", "time-look", "time-step", "time-view", "together", "tool", "undraw",
})  # fmt: skip
#: The longest value names the claims of a set, the longest list all actors of a case.
_MAX_VALUE_CHARS: Final = 65_536
_MAX_ON: Final = 20_000
#: Numbers of presses are milliseconds since 1970: a script's largest whole number is far beyond.
_MAX_NUMBER: Final = 2**53


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed."""

    action: str
    value: str
    number: int
    """The later of two presses has the larger one."""
    on: frozenset[str]
    """The actors that are on after it."""


def read_press(sent: object) -> Press | None:
    """Return the press that a browser's message is; ``None`` if it is none."""
    if not isinstance(sent, dict):
        return None
    action, value, number, on = (sent.get(name) for name in ("action", "value", "number", "on"))
    is_press = isinstance(action, str) and action in ACTIONS and _is_number(number) and _is_text(value)
    if not is_press or not isinstance(on, list) or len(on) > _MAX_ON or not all(map(_is_text, on)):
        return None
    return Press(str(action), str(value), int(number or 0), frozenset(on))


def _is_number(sent: Any) -> bool:  # noqa: ANN401 - whatever a browser sent
    return type(sent) in (int, float) and 0 <= sent < _MAX_NUMBER


def _is_text(sent: object) -> bool:
    return isinstance(sent, str) and len(sent) <= _MAX_VALUE_CHARS and "\0" not in sent


def position_in(value: str, count: int) -> int | None:
    """Return the place in a list of so many that a value names, counted from 0; ``None`` if it names none."""
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(count))
    return int(value) if is_number and int(value) < count else None
