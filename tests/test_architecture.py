"""The shape of the package: one direction of imports, and one module for each library that must stay behind it."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "geodata"
#: What the app runs, by dotted name below the package; a package's own file has the package's name.
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in ("__init__.py", "__main__.py")
}


def imported(path: Path) -> set[str]:
    """Return the full names of what a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_modules_import_in_one_direction():
    """No two modules need each other."""
    needed = {name: imported(path) for name, path in MODULES.items()}
    graph = {name: {other for other in MODULES if f"geodata.{other}" in needed[name]} for name in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize(
    ("library", "expected"),
    [
        ("streamlit", {"ui", "serving.server"}),
        ("streamlit_folium", {"ui.map_view"}),
        ("folium", {"layers"}),
        # Written by one; the other reads what texts of others stand for.
        ("html", {"markup.elements", "exporting.exactness"}),
        ("typst", {"typesetting"}),
    ],
)
def test_one_module_imports_a_library(library, expected):
    """A library that must stay exchangeable is imported in one place; Streamlit's pages and its server are two."""
    owners = {name for name, path in MODULES.items() if any(part.split(".")[0] == library for part in imported(path))}
    assert {name if name in expected else name.split(".")[0] for name in owners} == expected


#: The start of a tag, an end tag, a comment or a declaration; not the name of a group in a regular expression.
TAG = re.compile(r"(?<!\?P)<[/!]?[a-zA-Z-]")
#: Texts outside the markup package that look like markup and take no value.
NO_MARKUP = {
    "<div class='panel'></div>",  # ui: the empty frame of a panel, which panel.js fills
    "<script>(.*?)</script>",  # serving: what it looks for in Streamlit's own page
}


def written_tags(path: Path) -> set[str]:
    """Return the texts of a file in which a tag begins, pieces of f-strings among them, docstrings not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    statements = {node.value for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and node not in statements]
    return {node.value for node in texts if isinstance(node.value, str) and TAG.search(node.value)}


def test_one_package_writes_markup():
    """No module outside ``markup`` holds a tag, so none can put a value into one."""
    outside = [path for name, path in MODULES.items() if name.split(".")[0] != "markup"]
    outside += [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")]

    assert {tag for path in outside for tag in written_tags(path)} == NO_MARKUP


def test_tags_would_be_found(tmp_path):
    """In plain texts and in f-strings; a docstring may speak of them."""
    module = tmp_path / "module.py"
    module.write_text(
        '"""Of <b>."""\ndef f(x):\n    "<i>"\n    return f"<b>{x}</b>" + "a < b" + r"(?P<y>.)" + "<!--"\n'
    )

    assert written_tags(module) == {"<b>", "</b>", "<!--"}


def test_the_library_does_not_need_the_command_line():
    """Commands import the library, never the other way round."""
    library = [path for module, path in MODULES.items() if module.split(".")[0] != "commands"]
    names = {name for path in library for name in imported(path)}
    assert not {name for name in names if name.startswith("geodata.commands") or name == "geodata.__main__"}
