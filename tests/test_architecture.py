"""The shape of the package: one direction of imports, and one module for each library that must stay behind it."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {path.stem: path for path in (ROOT / "geodata").glob("*.py") if not path.stem.startswith("__")}


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


@pytest.mark.parametrize(("library", "owner"), [("streamlit", "ui"), ("streamlit_folium", "ui"), ("folium", "layers")])
def test_one_module_imports_a_library(library, owner):
    """A library that must stay exchangeable is imported in one place."""
    owners = {name for name, path in MODULES.items() if any(part.split(".")[0] == library for part in imported(path))}
    assert owners == {owner}
