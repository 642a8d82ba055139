"""JSON that can stand inside a script element, whatever text is in it, and inside a template of one.

folium (branca 0.8) takes the script that a layer has rendered for a Jinja template and renders it once more: what a
file has between double braces would be run by Python. In JSON itself no two braces open side by side, so escaping them
in texts is enough.
"""

from __future__ import annotations

import json
from typing import Any, Final

#: What may not stand as it is inside a script: the ends of script and comment, and JavaScript's own line ends.
_ESCAPES: Final = {
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
    "{{": "\\u007b\\u007b", "{%": "\\u007b%", "{#": "\\u007b#",
}  # fmt: skip


def script_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Return a value as JSON that can stand in a script, whatever text is in it.

    >>> print(script_json("</script>"))
    "\u003c/script\u003e"
    """
    return in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def in_script(written: str) -> str:
    """Return JSON that is written already in a form that can stand in a script; it reads as the same value."""
    for character, escape in _ESCAPES.items():
        written = written.replace(character, escape)
    return written
