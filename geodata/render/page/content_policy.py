"""What a page may load and run, as a Content Security Policy in the page itself: its own script, style and pictures.

The policy names them by their hashes (W3C, *Content Security Policy Level 3*, sections 2.3.1 and 8.3), so that nothing
that a case could bring in runs or paints, and no address is asked for anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How the markup writes a colour that differs from record to record. No text of a case can look like this: its
#: quotation marks are escaped.
_STYLE_ATTRIBUTE: Final = re.compile(r"""style=["']([^"']*)["']""")


def source_hash(content: str) -> str:
    """Return how a policy names an inline script or style.

    Examples
    --------
    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def policy(script: str, style: str, parts: Iterable[str]) -> str:
    """Return the policy of a page with one script, one style sheet, and these parts of markup."""
    attributes = sorted({found for part in parts for found in _STYLE_ATTRIBUTE.findall(part)})
    hashes = " ".join(map(source_hash, attributes))
    allowed = f" 'unsafe-hashes' {hashes}" if hashes else ""
    return (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}{allowed}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
