"""Draw which package imports which, from the code, as docs/architecture.svg.

``python -m tools.draw_architecture [FILE]``. Rows and their order are the layers that ``pyproject.toml`` holds the code
to; a dot says that something in the row's package imports something in the column's. Names and questions are those of
the packages' own docstrings. No numbers: the picture changes where the structure does, and not with every import.
"""

from __future__ import annotations

import html
import importlib.util
import sys
import textwrap
import tomllib
from ast import get_docstring, parse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import grimp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grimp import ImportGraph

ROOT: Final = Path(__file__).parent.parent
PICTURE: Final = ROOT / "docs" / "architecture.svg"

_ROW, _CELL, _PAD = 34, 24, 16
_NAME_WIDTH, _QUESTION_WIDTH, _QUESTION_CHARS = 100, 372, 62
_HEAD, _TITLE = 80, 30
_LEFT: Final = _PAD + _NAME_WIDTH + _QUESTION_WIDTH
_STYLE: Final = """
svg { --ink: #1d1b19; --quiet: #6b665f; --paper: #ffffff; --band: #f1efea; --line: #d5d0c8; --dot: #0b62a8; }
@media (prefers-color-scheme: dark) {
  svg { --ink: #f1f3f4; --quiet: #a3abb1; --paper: #14191d; --band: #1f262b; --line: #36434d; --dot: #6bb7f0; }
}
text { font: 12px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--ink); }
.title { font-size: 14px; font-weight: 600; }
.name { font-weight: 600; }
.quiet { font-size: 11px; fill: var(--quiet); }
.paper { fill: var(--paper); }
.band { fill: var(--band); }
.line { stroke: var(--line); }
.dot { fill: var(--dot); }
.self { fill: var(--line); }
""".strip()


@dataclass(frozen=True, slots=True)
class LayeredPackage:
    """One row of the picture."""

    name: str
    module: str
    """Its full name, as it is imported."""
    question: str
    """The first sentence of its docstring."""
    layer: int
    """Counted from the top."""


def layered(contract: dict[str, list[str]]) -> list[LayeredPackage]:
    """Return the packages of a contract of layers, from the top down."""
    [container] = contract["containers"]
    return [
        LayeredPackage(name, f"{container}.{name}", _question(f"{container}.{name}"), number)
        for number, layer in enumerate(contract["layers"])
        for name in map(str.strip, layer.split("|"))
    ]


def _question(module: str) -> str:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"pyproject.toml names the layer {module!r}, and there is no such module: correct one of them."
        )
    words = get_docstring(parse(Path(spec.origin).read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0].replace("``", "")


def imports(graph: ImportGraph, packages: Sequence[LayeredPackage]) -> set[tuple[str, str]]:
    """Return the pairs of packages of which the first imports the second, by name."""
    return {
        (one.name, other.name)
        for one in packages
        for other in packages
        if one != other and graph.direct_import_exists(importer=one.module, imported=other.module, as_packages=True)
    }


def table(title: str, packages: Sequence[LayeredPackage], found: set[tuple[str, str]], top: int) -> Iterator[str]:
    """Yield the elements of one table of packages against packages."""
    first = top + _TITLE + _HEAD
    right = _LEFT + len(packages) * _CELL
    yield f'<text class="title" x="{_PAD}" y="{top + 24}">{html.escape(title)}</text>'
    for row, package in enumerate(packages):
        y = first + row * _ROW
        if package.layer % 2 == 0:
            yield f'<rect class="band" x="{_PAD - 8}" y="{y}" width="{right - _PAD + 16}" height="{_ROW}"/>'
        yield f'<text class="name" x="{_PAD}" y="{y + 21}">{html.escape(package.name)}</text>'
        lines = textwrap.wrap(package.question, _QUESTION_CHARS)
        for number, words in enumerate(lines):
            below = y + (21 if len(lines) == 1 else 14 + 14 * number)
            yield f'<text class="quiet" x="{_PAD + _NAME_WIDTH}" y="{below}">{html.escape(words)}</text>'
    for column, package in enumerate(packages):
        x = _LEFT + column * _CELL + _CELL // 2
        place = f'x="{x}" y="{first - 8}" transform="rotate(-60 {x} {first - 8})"'
        yield f"<text {place}>{html.escape(package.name)}</text>"
    for row, (package, above) in enumerate(zip(packages, (packages[0], *packages), strict=False)):
        if package.layer != above.layer:
            y = first + row * _ROW
            yield f'<line class="line" x1="{_PAD - 8}" y1="{y}" x2="{right + 8}" y2="{y}"/>'
        yield from _dots(packages, found, row, first)


def _dots(packages: Sequence[LayeredPackage], found: set[tuple[str, str]], row: int, first: int) -> Iterator[str]:
    y = first + row * _ROW + _ROW // 2
    for column, other in enumerate(packages):
        x = _LEFT + column * _CELL + _CELL // 2
        if column == row:
            yield f'<rect class="self" x="{x - 4}" y="{y - 4}" width="8" height="8"/>'
        elif (packages[row].name, other.name) in found:
            says = html.escape(f"{packages[row].name} imports {other.name}")
            yield f'<circle class="dot" cx="{x}" cy="{y}" r="5"><title>{says}</title></circle>'


def picture() -> str:
    """Return the picture as SVG."""
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(written)["tool"]["importlinter"]
    graph = grimp.build_graph(settings["root_package"], cache_dir=None)
    parts: list[str] = []
    top, width = 0, 0
    for contract in settings["contracts"]:
        packages = layered(contract)
        title = f"{contract['containers'][0]}: a row imports the columns that have a dot"
        parts += table(title, packages, imports(graph, packages), top)
        top += _TITLE + _HEAD + len(packages) * _ROW + _PAD
        width = max(width, _LEFT + len(packages) * _CELL + _HEAD)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" width="{width}" height="{top}" role="img"'
        ' aria-label="Packages from the top layer down, and which of them import which">'
    )
    paper = f'<rect class="paper" width="{width}" height="{top}"/>'
    return "\n".join([head, f"<style>\n{_STYLE}\n</style>", paper, *parts, "</svg>", ""])


def main(words: Sequence[str]) -> None:
    """Write the picture."""
    path = Path(words[0]) if words else PICTURE
    path.write_text(picture(), encoding="utf-8")
    print(f"Wrote {path}.")


if __name__ == "__main__":
    main(sys.argv[1:])
