"""The one place where a text becomes HTML or SVG: a template of the folder beside, each value escaped as it is put in.

Templates are Jinja's. Whatever ``{{ value }}`` is put in, what hides or reorders other signs is spelled out and all of
it is escaped, in an element and in a quoted attribute alike; what a template made is put into another as it is. A name
that was not given, ``None`` and lists end in an error instead of a word on a page. No template can turn that off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateSyntaxError, Undefined
from jinja2.ext import Extension
from markupsafe import Markup

from geodata.core.text import counted, is_web_address, visible
from geodata.render.text import terms
from geodata.render.text.phrases import not_opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import Token, TokenStream

#: Filters that give markup which nothing has escaped, or has escaped by other rules than ours.
_UNSAFE: Final = ("safe", "tojson", "urlize", "xmlattr")
_INDENTATION: Final = re.compile(r"\n[ \t]+")


class _Rules(Extension):
    """What templates may not do, and how they are written out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Leave indentation out: a page of ten thousand claims would be blanks by a third."""
        return _INDENTATION.sub("\n", source)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Refuse the block that turns escaping off."""
        for token in stream:
            if token.test("name:autoescape"):
                raise TemplateSyntaxError("Every value is escaped.", token.lineno, stream.name, stream.filename)
            yield token


def _shown(value: object) -> object:
    """Return what is put in for a value: markup of a template as it is, text as text that hides nothing."""
    if type(value) is str:  # first: most values are
        return visible(value)
    if isinstance(value, Markup):
        return value
    if isinstance(value, str | int | float | Undefined):
        return visible(str(value))
    raise TypeError(f"A template was given a {type(value).__name__} to show, which is neither text nor number.")


_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("geodata.render.html"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_shown,
    extensions=[_Rules],
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    cache_size=-1,
)
for _name in _UNSAFE:
    del _ENVIRONMENT.filters[_name]
_ENVIRONMENT.tests["web_address"] = lambda url: url is not None and is_web_address(url)
_ENVIRONMENT.globals.update(terms=terms, counted=counted, not_opened=not_opened)


def render(template: str, **values: object) -> Markup:
    """Return a template of the folder with these values in it: markup, and what is added to it is escaped.

    Raises ``jinja2.UndefinedError`` if the template names a value, or a member of one, that is not there. Raises
    ``TypeError`` if it shows what is neither text nor number: ``None``, a list.
    """
    return Markup(_ENVIRONMENT.get_template(template).render(values))  # noqa: S704 - all in it is escaped
