"""The one place where text becomes markup: what a template can do, who may hand it markup, and that each is used."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import jinja2
import pytest

from geodata.render.html import templating
from tests.test_architecture import MODULES, PACKAGE, ROOT, imported

ENVIRONMENT = templating._ENVIRONMENT
FOLDER = PACKAGE / "render" / "html" / "templates"
TEMPLATES = sorted(path.name for path in FOLDER.iterdir())
#: Where a text is said to be markup already, by module and function, and why it is.
MADE_MARKUP = {
    ("render.html.templating", "render"): "a template wrote it",
    ("render.html.document", "page"): "our own style: a file",
    ("render.page.page", "webpage"): "our own style and script, which scripts.py checks",
    ("render.page.page", "_data"): "JSON with its signs escaped for a script element, by script_json.py",
}


def written(source: str, **values: object) -> str:
    """Return what a template of this text writes, by the rules that hold for all."""
    return ENVIRONMENT.from_string(source).render(values)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&#34;&#39;"),
        ("3\u202e killed", "3[U+202E] killed"),
        (5, "5"),
        ("", ""),
    ],
)
def test_a_value_is_text(value, shown):
    """In an element and in an attribute, whether it is passed on to a macro or looped over."""
    source = (
        "{% macro m(x) %}<b title='{{ x }}'>{{ x }}</b>{% endmacro %}{% for x in xs %}{{ x }}{{ m(x) }}{% endfor %}"
    )

    assert written(source, xs=[value]) == f"{shown}<b title='{shown}'>{shown}</b>"


def test_what_a_template_wrote_is_markup(monkeypatch):
    """It is put into another as it is, and is escaped once."""
    monkeypatch.setattr(templating._ENVIRONMENT, "loader", jinja2.DictLoader({"made": "<i>{{ words }}</i>"}))

    assert written("{{ part }}", part=templating.render("made", words="<b>")) == "<i>&lt;b&gt;</i>"


@dataclass
class Thing:
    """Has one member."""

    here: str = "yes"


@pytest.mark.parametrize("source", ["{{ absent }}", "{{ thing.absent }}", "{% if absent %}{% endif %}"])
def test_a_name_that_is_not_there_is_an_error(source):
    """Not an empty place on a page."""
    with pytest.raises((jinja2.UndefinedError, AttributeError), match="absent"):
        written(source, thing=Thing())


@pytest.mark.parametrize("value", [None, ["a"], ("a",), {"a": 1}, Thing()])
def test_only_text_and_numbers_are_shown(value):
    """A page never says None, and no list by its brackets."""
    with pytest.raises(TypeError, match=f"given a {type(value).__name__} to show"):
        written("{{ value }}", value=value)


@pytest.mark.parametrize(
    "source",
    [
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        *(f"{{{{ x|{name} }}}}" for name in ("safe", "tojson", "urlize", "xmlattr")),
    ],
)
def test_nothing_turns_escaping_off(source):
    """Such a template is none: it cannot be read."""
    with pytest.raises(jinja2.TemplateSyntaxError, match=r"Every value is escaped|No filter named"):
        written(source, x="<b>")


def test_indentation_is_not_written():
    """A line break is: words on both sides of it stay two."""
    assert written("<p>\n    a\n    b\n</p>\n") == "<p>\na\nb\n</p>"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_used(name):
    """By a module or by another template; and it can be read."""
    ENVIRONMENT.get_template(name)
    readers = [*MODULES.values(), *(path for path in FOLDER.iterdir() if path.name != name)]

    assert any(re.search(rf"""["']{re.escape(name)}["']""", path.read_text(encoding="utf-8")) for path in readers)


def test_one_module_has_the_rules():
    """No other part of the program imports the library, so none makes templates by other rules."""
    ours = [
        ROOT / "dashboard.py",
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "tools").rglob("*.py"),
        *MODULES.values(),
    ]

    assert [path for path in ours if "jinja2" in imported(path)] == [MODULES["render.html.templating"]]


def test_markup_is_made_where_it_is_said_why():
    """Whoever takes a text for markup vouches for each value in it."""
    assert {(name, function) for name, path in MODULES.items() for function in makers(path)} == MADE_MARKUP.keys()


def makers(path) -> set[str]:
    """Return the functions of a file in which the name Markup stands, but for types; what stands in none, as ""."""
    source = path.read_text(encoding="utf-8")
    if "Markup" not in source:  # nor any name of it: to look for one takes a while
        return set()
    tree = ast.parse(source)
    inside = {
        name: function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for name in ast.walk(function)
    }
    types = {name for one in ast.walk(tree) for name in _types(one)}
    return {
        inside.get(node, "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "Markup" and node not in types
    }


def _types(node) -> list[ast.AST]:
    """Return what stands as a type in a node, and what only asks whether something is of one."""
    found = [getattr(node, member, None) for member in ("annotation", "returns")]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
        found += node.args[1:]
    return [name for one in found if one is not None for name in ast.walk(one)]


def test_makers_would_be_found(tmp_path):
    """Called by its name, passed on, or under another name; a type is none."""
    module = tmp_path / "module.py"
    module.write_text(
        "def f(x: Markup) -> Markup:\n    return Markup(x)\ndef g(x: str) -> list[Markup]:\n    return map(Markup, x)\n"
        "def h(x: Markup) -> bool:\n    return isinstance(x, Markup)\nM = Markup\n"
    )

    assert makers(module) == {"f", "g", ""}
