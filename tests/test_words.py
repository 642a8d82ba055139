"""The words of the pages: each stands in a catalogue, ``geodata.app.words``, and nowhere else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from geodata.app import export_page
from geodata.app.words import export_words
from geodata.render.text.script_words import SCRIPT_WORDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "geodata/app").rglob("*.py")]
#: What Streamlit shows of a call: the first argument, and these.
NAMED = {"label", "help", "placeholder", "page_title", "body", "text"}
#: Where our own functions have words: which argument.
OURS = {"start": 0, "hint": 0, "show_page_heading": 1, "button": 2, "progress": 0}
#: Calls of Streamlit whose first argument is a name for the program.
NOT_SHOWN = {"component", "form", "get", "html", "setdefault", "switch_page", "pop", "from_dict"}


def _shown(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that a reader sees."""
    if isinstance(call.func, ast.Name):
        at = OURS.get(call.func.id)
        return [] if at is None else call.args[at : at + 1]
    root = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(call.func, ast.Attribute) and call.func.attr == "hint":
        return call.args[:1]
    if not isinstance(root, ast.Name) or root.id != "st" or call.func.attr in NOT_SHOWN:
        return []
    return [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in NAMED)]


def literal_words(source: str) -> list[str]:
    """Return the texts that calls which show words are given as literals, pieces of f-strings among them."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    # What a call is given inside is that call's own: `elements.plain(name)`, `say.width(size)`.
    shown = [argument for call in calls for argument in _shown(call) if not isinstance(argument, ast.Call)]
    texts = [part for argument in shown for part in ast.walk(argument) if isinstance(part, ast.Constant)]
    return [part.value for part in texts if isinstance(part.value, str) and any(map(str.isalpha, part.value))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_widget_has_words_of_its_own(path):
    """They are in the catalogue, where they can be read as a whole and translated."""
    assert literal_words(path.read_text(encoding="utf-8")) == []


def test_words_would_be_found():
    """In plain texts, choices of two and f-strings; not what is only looked up, marked up or a key."""
    source = (
        'st.button("Save", help="Why")\nst.text_input(say.A if x else "Add", key="w")\nst.info(f"{n} rows")\n'
        'st.toggle(say.BLUR, key="w_blur")\nst.markdown(f"**{name}**")\nelements.hint("None")\n'
        'button("page", "1", "Next")\nst.form("about")'
    )

    assert literal_words(source) == ["Save", "Why", "Add", " rows", "None", "Next"]


def test_each_format_has_a_name():
    """An ending that can be chosen is in the catalogue."""
    assert list(export_words.FORMATS) == list(export_page._MEDIA_TYPES)


def test_scripts_have_their_words_from_one_place():
    """What a script says by name is there, and what is there is said."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "geodata/assets").rglob("*.js"))
    said = {name for call in re.findall(r"cb\.say\(([^;]*)\)", scripts) for name in re.findall(r'"(\w+)"', call)}

    assert said | {"ring", "place"} == SCRIPT_WORDS.keys()
