"""JSON of tens of megabytes, read and written in steps: in one go it would keep all other threads waiting."""

from __future__ import annotations

import json
from typing import Any, Final

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
#: A document's member, a list in it, a record: as deep as it is written piece by piece.
_LEVELS: Final = 3


def read_patiently(text: str | bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return what a text of our own says.

    Raises ``ValueError`` where it is no JSON.
    """
    return json.loads(text, object_hook=_same)


def _same(value: Any) -> Any:  # noqa: ANN401 - any JSON object
    """Return what was read: at each call of a function of Python's, others have their turn."""
    return value


def written_patiently(value: object, levels: int = _LEVELS) -> str:
    """Return a value as ``json.dumps`` writes it, letters of all scripts as they are.

    Raises ``ValueError`` where a number is not finite.
    """
    if levels and type(value) is dict and all(type(name) is str for name in value):
        members = (f"{_ENCODER.encode(name)}: {written_patiently(one, levels - 1)}" for name, one in value.items())
        return f"{{{', '.join(members)}}}"
    if levels and type(value) is list:
        return f"[{', '.join([written_patiently(one, levels - 1) for one in value])}]"
    return _ENCODER.encode(value)
