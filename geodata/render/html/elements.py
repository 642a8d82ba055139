"""How a value becomes HTML: escaped here and nowhere else; the few elements that take one as it is.

Every value passes :func:`text` or :func:`attribute`, or :func:`plain` on its way to Markdown. Buttons carry
``data-action`` and ``data-value``, which ``assets/panel.js`` reports back.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from geodata.core.text import is_web_address, visible
from geodata.render.text.phrases import not_opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.core.model import Name


def text(value: object) -> str:
    """Return any text as HTML that shows it as it is written, in its own direction, whatever is in it."""
    return f"<bdi>{html.escape(visible(str(value)))}</bdi>"


def sentence(words: str) -> str:
    """Return a sentence of ours as HTML: it runs from left to right, whatever name it begins with."""
    return f"<bdi dir='ltr'>{html.escape(visible(words))}</bdi>"


def named(name: Name) -> str:
    """Return a name like :func:`text`, with the language that it is in, if the file says which."""
    if name.lang is None:
        return text(name.name)
    return f"<bdi lang='{attribute(name.lang)}'>{html.escape(visible(name.name))}</bdi>"


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


def link(url: str | None, words: str) -> str:
    """Return a link that opens apart and tells the other site nothing; plain text if it is not a web address."""
    if url is None:
        return text(words)
    if not is_web_address(url):
        return f"{text(words)} <span class='quiet'>{text(not_opened(url))}</span>"
    return f"<a href='{attribute(url)}' target='_blank' rel='noopener noreferrer'>{text(words)}</a>"


def button(action: str, value: str, inner: str, *, css: str = "", pressed: bool | None = None) -> str:
    """Return a button around markup; ``pressed`` says whether it is on, ``None`` that it is not a switch."""
    state = "" if pressed is None else f" aria-pressed='{str(pressed).lower()}'"
    classes = f" class='{css}'" if css else ""
    return (
        f"<button type='button'{classes} data-action='{attribute(action)}' data-value='{attribute(value)}'{state}>"
        f"{inner}</button>"
    )


def chip(color: str) -> str:
    """Return a spot of a colour."""
    return f"<span class='chip' style='background:{attribute(color)}'></span>"


def hint(words: str) -> str:
    """Return what to do next."""
    return f"<p class='empty'>{text(words)}</p>"
