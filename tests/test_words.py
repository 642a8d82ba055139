"""The words of the pages: each stands in a catalogue, ``geodata.app.words``, and nowhere else."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from geodata.app import export_page
from geodata.app.html import notices
from geodata.app.words import export_words, import_words
from geodata.core.problems import Problem
from geodata.editing.fields import fields
from geodata.importing.members import MEMBERS
from geodata.render.map.assets import SCRIPT_WORDS

ROOT = Path(__file__).parent.parent
#: Words that a reader meets nowhere, since another one says the same everywhere: it behind them.
SAID_OTHERWISE = {
    r"(?<!“)sites?": "place, as everywhere but in the file's own members",
    r"speakers?": "actor",
    r"assert(s|ed|ing)?": "say",
    r"may fit": "possibly fits",
    r"governorates?": "province",
    r"dashboard(?!\.py)": "map",
}
#: Values of the program and of files.
NOT_SAID = {"as site", "may fit"}
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
    scripts = scripts.replace('toLocaleString("en")', "")  # a language, and no name of words
    said = {name for call in re.findall(r"cb\.say\(([^;]*)\)", scripts) for name in re.findall(r'"(\w+)"', call)}

    said |= set(re.findall(r"\bWORDS\.(\w+)", scripts))

    assert said | {"ring", "place"} == SCRIPT_WORDS.keys()


def said_in_code(source: str) -> list[str]:
    """Return the texts of a module that have words for a reader: all but docstrings, names and patterns."""
    tree = ast.parse(source)
    unsaid = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    texts = [one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in unsaid]
    said = [one.value for one in texts if isinstance(one.value, str) and (" " in one.value or one.value.isupper())]
    return [text for text in said if text not in NOT_SAID and "|" not in text and "(?" not in text]


def said_in_template(source: str) -> list[str]:
    """Return what a template says by itself."""
    return [re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source)]


def said_in_script(source: str) -> list[str]:
    """Return the texts of a script that have words."""
    return re.findall(r'"[^"\n]* [^"\n]*"', re.sub(r"(?s)/\*.*?\*/|//[^\n]*", "", source))


READERS = {".py": said_in_code, ".html": said_in_template, ".js": said_in_script}


def said_otherwise(texts: list[str]) -> list[str]:
    """Return those texts that have a word for which we have another."""
    return [text for text in texts if re.search(rf"(?i)\b({'|'.join(SAID_OTHERWISE)})\b", text)]


def test_one_thing_has_one_name():
    """On pages, in documents, on the command line: who learned one word for a thing meets no other."""
    files = [path for folder in ("geodata", "pages") for path in (ROOT / folder).rglob("*")]
    said = {path: READERS[path.suffix](path.read_text("utf-8")) for path in files if path.suffix in READERS}

    assert {path: found for path, texts in said.items() if (found := said_otherwise(texts))} == {}


def test_another_name_would_be_found():
    """In a sentence, in a piece of an f-string, in a template and a script; not in a pattern or a member."""
    code = '"""The site."""\nsay(f"No site {name}", "site", "site|place", metavar="SITE")'

    assert sorted(said_otherwise(said_in_code(code))) == ["No site ", "SITE"]
    assert said_otherwise(said_in_template("{# site #}<p class='site'>{{ site }} A site</p>")) != []
    assert said_otherwise(said_in_template("{# site #}<p class='site'>{{ site.name }}</p>")) == []
    assert said_otherwise(said_in_script('// the site\nf("the site", site)')) == ['"the site"']


def test_the_bundled_case_has_one_word_for_a_province():
    """The official one, governorate; other spellings of a name, and ids that links have, are as they are."""
    case = json.loads((ROOT / "incidents.geojson").read_text("utf-8"))
    found = [path for path, text in texts_of(case) if "province" in text.lower() and not {"id", "names"} & set(path)]

    assert found == []


def texts_of(value: object, path: tuple = ()) -> list[tuple[tuple, str]]:
    """Return every text of a JSON value with the members that lead to it."""
    if isinstance(value, dict):
        return [found for name, one in value.items() for found in texts_of(one, (*path, name))]
    if isinstance(value, list):
        return [found for one in value for found in texts_of(one, path)]
    return [(path, value)] if isinstance(value, str) else []


def test_each_field_of_a_table_has_a_name_of_its_own():
    """What the forms call it, where they have it; the name in files comes second."""
    for record, members in MEMBERS.items():
        labels = {member: import_words.field_label(record, member) for member in members}
        assert all(label != member and label[0].isupper() for member, label in labels.items()), labels
        assert len(set(labels.values())) == len(labels)
        for member, label in labels.items():
            known = [field.label for field in fields(record) if field.member == member]
            assert known in ([], [label]), member


def test_pages_have_no_codes_of_rules():
    """They are for programs, which have them in JSON; a reader has the message and what to do."""
    problem = Problem("A", "case.required", "It is empty.", "Fill it in.")

    assert "case.required" not in notices.problems("The case", [problem])
