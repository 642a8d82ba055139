"""JSON that can stand inside a script element, whatever text is in it."""

from __future__ import annotations

import json
from typing import Any, Final

#: What may not stand as it is inside a script: the ends of script and comment, and JavaScript's own line ends.
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Return a value as JSON that can stand in a script, whatever text is in it.

    Examples
    --------
    >>> print(script_json("</script>"))
    "\u003c/script\u003e"
    """
    return in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def in_script(written: str) -> str:
    """Return JSON that is written already in a form that can stand in a script; it reads as the same value."""
    for character, escape in _ESCAPES.items():
        written = written.replace(character, escape)
    return written
