"""What no template writes: texts for Streamlit's own widgets, which read Markdown, and the elements of printed figures.

HTML comes from templates, which escape every value by themselves: :mod:`geodata.render.html.templating`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from geodata.core.text import visible
from geodata.render.html.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup


def label(value: object) -> str:
    """Return any text as the content of an element of SVG, which knows no ``bdi``."""
    return html.escape(visible(str(value)))


def attribute(value: object) -> str:
    """Return any text as the inside of a quoted attribute."""
    return html.escape(visible(str(value)), quote=True)


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Return an element of XML.

    Parameters
    ----------
    name
        Its name: a word of the program, never of a file.
    attributes
        By name, not escaped yet.
    content
        Markup, escaped already.

    Examples
    --------
    >>> element("text", {"x": "1", "fill": "'"}, label("<b>"))
    '<text x="1" fill="&#x27;">&lt;b&gt;</text>'
    """
    inside = "".join(f' {key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{inside}>{''.join(content)}</{name}>" if content else f"<{name}{inside}/>"


def plain(words: str) -> str:
    """Return text for Streamlit's own widgets, which read Markdown: every sign that could mean something is escaped."""
    escaped = re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])", r"\\\1", visible(words))
    return _ADDRESS.sub("\\g<0>\u2060", escaped)


#: After what an address becomes a link by itself, even of escaped signs: once they are read, it is looked for again.
#: A word joiner there, which is not seen and breaks no line, keeps it from being one.
_ADDRESS: Final = re.compile(r"https?(?=\\:)|www(?=\\\.)|.(?=\\@)", re.IGNORECASE | re.DOTALL)


def hint(words: str) -> Markup:
    """Return what to do next."""
    return render("hint.html", words=words)
