"""The one place where a text becomes HTML or SVG: a template of the folder beside, each value escaped as it is put in.

Templates are Jinja's. Whatever ``{{ value }}`` is put in, what hides or reorders other signs is spelled out and all of
it is escaped, in an element and in a quoted attribute alike; what a template made is put into another as it is. A name
that was not given, ``None`` and lists end in an error instead of a word on a page. No template can turn that off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateSyntaxError, Undefined
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from markupsafe import Markup, escape

from geodata.core.text import counted, is_web_address, visible
from geodata.render.text import terms
from geodata.render.text.phrases import not_opened

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.lexer import Token, TokenStream
    from jinja2.nodes import Expr, Getattr

#: Filters that give markup which nothing has escaped, or has escaped by other rules than ours.
_UNSAFE: Final = ("safe", "tojson", "urlize", "xmlattr")
#: Longer texts are rarely the same twice.
_SHORT_CHARS: Final = 100
#: What is written here as if it stood there: no call, and none of its cost.
_INLINE: Final = re.compile(r'\{% inline "(\w+\.html)" %\}')
_INDENTATION: Final = re.compile(r"\n[ \t]+")


class _Rules(Extension):
    """What templates may not do, and how they are written out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Take in what stands inline; leave indentation out, a third of a page of ten thousand claims."""
        inline = self._inline
        return _INDENTATION.sub("\n", _INLINE.sub(inline, source))

    def _inline(self, found: re.Match[str]) -> str:
        loader = cast("PackageLoader", self.environment.loader)
        return loader.get_source(self.environment, found[1])[0].rstrip("\n")

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Refuse the block that turns escaping off."""
        for token in stream:
            if token.test("name:autoescape"):
                raise TemplateSyntaxError("Every value is escaped.", token.lineno, stream.name, stream.filename)
            yield token


def _shown(value: object) -> str:
    """Return what is put in for a value: markup of a template as it is, text as text that hides nothing, escaped."""
    if type(value) is str:  # first: most values are
        return _short(value) if len(value) < _SHORT_CHARS else str(escape(visible(value)))
    if isinstance(value, Markup):
        return value
    if isinstance(value, str | int | float | Undefined):
        return str(escape(visible(str(value))))
    raise TypeError(f"A template was given a {type(value).__name__} to show, which is neither text nor number.")


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    """Return a short text escaped: most are names, terms and colours, and stand on a page again and again."""
    return str(escape(visible(text)))


class _OneCall(CodeGenerator):
    """Code of templates in which a value is put in by :func:`_shown` alone, which escapes it, too.

    As it comes, Jinja calls two functions for each of the hundred values of a card, and makes an object of each.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 - Jinja's
        self.write(str(finalize.src))

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a member as Python does: nothing is looked for in a mapping, which a template writes with brackets."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write(")")


class _Environment(Environment):
    code_generator_class = _OneCall


_ENVIRONMENT: Final = _Environment(
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

    Raises ``jinja2.UndefinedError`` if the template names a value that is not there, ``AttributeError`` for a member of
    one, ``TypeError`` if it shows what is neither text nor number: ``None``, a list.
    """
    return Markup(_ENVIRONMENT.get_template(template).render(values))  # noqa: S704 - all in it is escaped
