"""The shape of the package: one direction of imports, and one module for each library that must stay behind it."""

from __future__ import annotations

import ast
import functools
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "geodata"
#: What the app runs, by dotted name below the package; a package's own file has the package's name.
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in ("__init__.py", "__main__.py")
}
#: The files at the root; whatever else there is has a folder.
AT_THE_ROOT = {
    *(f"{name}.md" for name in ("CHANGELOG", "CONTRIBUTING", "README", "SECURITY")),
    *(".gitignore", "LICENSE", "dashboard.py", "incidents.geojson", "pyproject.toml"),
    *("requirements.lock", "requirements.txt"),
}


@functools.cache
def imported(path: Path) -> set[str]:
    """Return the full names of what a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_nothing_was_left_at_the_root():
    """What a command wrote there is not taken in with the next change: some systems cannot even check it out."""
    git = shutil.which("git")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout if git else b""
    names = {os.fsdecode(name) for name in listed.split(b"\0") if name and b"/" not in name}

    assert names <= AT_THE_ROOT


def test_packages_import_downwards():
    """As ``pyproject.toml`` has the layers."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("library", "expected"),
    [
        ("streamlit", {"app"}),
        ("streamlit_folium", {"app.map_view"}),
        ("folium", {"render.map.folium_map"}),
        # Reads what texts of others stand for; what writes HTML escapes by its templates.
        ("html", {"exporting.position_traces"}),
        ("jinja2", {"render.html.templating"}),
        ("typst", {"render.text.typst"}),
    ],
)
def test_one_module_imports_a_library(library, expected):
    """A library that must stay exchangeable is imported in one place; Streamlit in one package."""
    owners = {name for name, path in MODULES.items() if any(part.split(".")[0] == library for part in imported(path))}
    assert {name if name in expected else name.split(".")[0] for name in owners} == expected


#: The start of a tag, an end tag, a comment or a declaration; not the name of a group in a regular expression.
TAG = re.compile(r"(?<!\?P)<[/!]?[a-zA-Z-]")
#: Texts of modules that look like markup and take no value.
NO_MARKUP = {
    "<div class='panel'></div>",  # app: the empty frame of a panel, which panel.js fills
    "<script>(.*?)</script>",  # app.server: what it looks for in Streamlit's own page
}


def written_tags(path: Path) -> set[str]:
    """Return the texts of a file in which a tag begins, pieces of f-strings among them, docstrings not."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    statements = {node.value for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and node not in statements]
    return {node.value for node in texts if isinstance(node.value, str) and TAG.search(node.value)}


def test_markup_is_written_in_templates():
    """No module holds a tag, so none can put a value into one."""
    modules = [*MODULES.values(), ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")]

    assert {tag for path in modules for tag in written_tags(path)} == NO_MARKUP


def test_tags_would_be_found(tmp_path):
    """In plain texts and in f-strings; a docstring may speak of them."""
    module = tmp_path / "module.py"
    module.write_text(
        '"""Of <b>."""\ndef f(x):\n    "<i>"\n    return f"<b>{x}</b>" + "a < b" + r"(?P<y>.)" + "<!--"\n'
    )

    assert written_tags(module) == {"<b>", "</b>", "<!--"}


#: What each package or module of a kind may have, since it is always the same thing: docs/architecture.md, "Names".
SAME_ROLE = {
    "__init__": "a package",
    "options": "what a document or a figure is made of beside the case",
    "from_query": "how a group of parameters is read from an address",
    "to_query": "how a group of parameters is written into an address",
}


def twice(names: list[str]) -> set[str]:
    """Return the names that stand more than once and are no role."""
    return {name for name in names if names.count(name) > 1} - set(SAME_ROLE)


def defined(path: Path) -> list[str]:
    """Return the public functions and classes of a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    names = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in names if not name.startswith("_")]


def test_modules_are_named_once():
    """But for the same role in several packages."""
    assert twice([path.stem for path in MODULES.values()]) == set()


def test_functions_and_classes_are_named_once():
    """So that a name means one thing; sentences of pages (app.words) are said with their module before them."""
    taken = {part for path in MODULES.values() for part in imported(path)}
    names = [(module, name) for module, path in MODULES.items() for name in defined(path)]
    by_themselves = [name for module, name in names
                     if not module.startswith("app.words") or f"geodata.{module}.{name}" in taken]  # fmt: skip

    assert twice(by_themselves) == set()


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_are_running_text(name):
    """Under heads of their own, arguments and errors took 2,200 lines, most of which said what their names do."""
    heads = re.findall(r"(?m)^ *(?:Parameters|Returns|Raises|Examples)\n *-{4,}$", MODULES[name].read_text("utf-8"))

    assert heads == []


def _holding_names():
    """Return shapely's own methods and properties of a geometry that keep Python's lock for work of any length."""
    cheap = {"area", "length", "is_empty", "geom_type", "has_z", "has_m", "reverse"}  # once along the corners
    members = ((name, inspect.getattr_static(BaseGeometry, name)) for name in dir(BaseGeometry))
    written = [(name, isinstance(one, property), one.fget if isinstance(one, property) else one)
               for name, one in members if name not in cheap]  # fmt: skip
    found = [
        (name, kind) for name, kind, one in written if inspect.isfunction(one) and "_scalar(" in inspect.getsource(one)
    ]
    return {name for name, is_property in found if not is_property}, {
        name for name, is_property in found if is_property
    }


def test_others_are_served_while_geometry_is_worked_on():
    """By shapely's functions, which let go of Python's lock; the methods of a geometry keep it: 9 s of one outline."""
    methods, properties = _holding_names()
    assert {"intersection", "contains", "relate"} <= methods
    assert {"is_valid", "is_simple"} <= properties
    found = []
    for name, path in MODULES.items():
        if "shapely" not in imported(path):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        called = [node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
        asked = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr in properties]
        held = [*(one for one in called if one.attr in methods), *asked]
        found += [
            f"{name}:{one.lineno} {ast.unparse(one)}"
            for one in held
            if ast.unparse(one.value) not in ("shapely", "frozenset[Any]()")
        ]
    assert found == []
