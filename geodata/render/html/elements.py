"""Words on their own: as a hint on a page, and for Streamlit's own widgets, which read Markdown."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from geodata.core.text import visible
from geodata.render.html.templating import render


def hint(words: str) -> Markup:
    """Return what to do next."""
    return render("hint.html", words=words)


def plain(words: str) -> str:
    """Return text for Streamlit's own widgets, which read Markdown: every sign that could mean something is escaped."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])", r"\\\1", visible(words))
    return _ADDRESS.sub("\\g<0>\u2060", escaped)


#: After what an address becomes a link by itself, even of escaped signs: once they are read, it is looked for again.
#: A word joiner there, which is not seen and breaks no line, keeps it from being one.
_ADDRESS: Final = re.compile(r"https?(?=\\:)|www(?=\\\.)|.(?=\\@)", re.IGNORECASE | re.DOTALL)
