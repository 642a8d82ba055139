"""No text of a case is ever a format string, a pattern's replacement or a template: it is a value, once put in."""

import ast
import re
from pathlib import Path

import pytest

from geodata.core.model import case_from_document
from geodata.verdicts.context import CaseContext
from geodata.verdicts.pairwise import pair
from geodata.verdicts.sensitivity import changes_in_words, flips
from tests.cases import small_case

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*(ROOT / "geodata").rglob("*.py"), ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")])


def _is_fixed(node, constants):
    """Tell whether an expression is a text of ours: written out, chosen between such, or a constant of the module."""
    if isinstance(node, ast.IfExp):
        return _is_fixed(node.body, constants) and _is_fixed(node.orelse, constants)
    if isinstance(node, ast.Name):
        return node.id in constants
    return isinstance(node, ast.Constant)


def _constants(tree):
    """Return the names of a module that are bound once, to a text written out."""
    found = {}
    for node in tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        for target in targets:
            if isinstance(target, ast.Name) and target.id.isupper():
                found[target.id] = node.value
    return {name for name, value in found.items() if isinstance(value, ast.Constant | ast.JoinedStr)}


def formatted(source, *, has_templates=False):  # noqa: C901 - one branch for each way
    """Return the lines of a source on which something else than a text of ours decides how values are put in."""
    tree = ast.parse(source)
    constants = _constants(tree)
    lines = set()
    for node in ast.walk(tree):
        name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
        decides = None
        if name in ("format", "format_map"):
            decides = node.func.value
        elif name and ast.unparse(node.func.value) == "_LOGGER":
            decides = node.args[0]
        elif name == "strftime":
            decides = node.args[-1]
        elif name in ("sub", "subn", "expand"):
            module = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            decides = node.args[1 if module else 0]
            # A function gives the text itself.
            decides = None if isinstance(decides, ast.Lambda | ast.Name) else decides
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "format":
            decides = node.args[1] if len(node.args) > 1 else None
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_text(node.left):
            lines.add(node.lineno)
        elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            # How many digits is a number of ours.
            parts = [part for part in node.format_spec.values if not isinstance(part, ast.Constant)]
            lines |= {node.lineno for part in parts if not re.search("(?i)digits|decimals", ast.unparse(part))}
        elif isinstance(node, ast.ImportFrom | ast.Import):
            named = {getattr(node, "module", None), *(alias.name for alias in node.names)}
            lines |= {node.lineno for one in named if one in ({"string"} if has_templates else {"string", "jinja2"})}
        if decides is not None and not _is_fixed(decides, constants):
            lines.add(node.lineno)
    return sorted(lines)


def _is_text(node):
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_texts_of_ours_are_formats(path):
    """Written out where they are used, or as a constant of the module; templates of ours stand in one module's care."""
    is_of_templates = path.match("render/html/templating.py")
    assert formatted(path.read_text(encoding="utf-8"), has_templates=is_of_templates) == []


def test_others_would_be_found():
    """Each way to put values into a text that somebody else wrote."""
    bad = [
        "name.format(1)", "f'{name} {{}}'.format(1)", "name.format_map({})", "'%s' % name", "f'{1:{name}}'",
        "re.sub('a', f'{name}', 'b')", "_X.sub(one.name, 'b')", "format(1, name)", "day.strftime(name)",
        "from string import Template", "_LOGGER.error(name)", "condition = 1\ncondition.format(1)",
    ]  # fmt: skip
    good = [
        "'{}'.format(name)",
        "_A = 'x {}'\n_A.format(name)",
        "re.sub('a', 'b', name)",
        "_LOGGER.error('%s', name)",
        "_X.sub(_y, name)",
        "5 % n",
    ]
    assert [source for source in bad if not formatted(source)] == []
    assert [source for source in good if formatted(source)] == []


NAMES = ["{A}", "{top}", "{", "}", "{0}", "{0.__class__}", "{:>700000000}", "%s", "%(top)s", r"\1", "$top", "{{}}"]


@pytest.mark.many
@pytest.mark.parametrize("name", NAMES)
def test_names_of_sites_are_said_as_they_are(name):
    """In what would change a verdict, of every pair of claims."""
    document = small_case()
    for feature in document["features"]:
        if feature["properties"]["record"] == "site":
            feature["properties"]["name"] = f"{feature['id']} {name}"
    setting = CaseContext(case_from_document(document))
    ids = [claim.id for claim in setting.case.claims]
    found = [(a, b) for number, a in enumerate(ids) for b in ids[number + 1 :]]
    said = [why for a, b in found for why in changes_in_words(setting, pair(setting, a, b))]
    changed = [flip.why for a, b in found for flip in flips(setting, a, b) if flip.assumption == "less-certain"]
    assert any(f"if CAMP {name} could be off by" in why for why in changed)
    assert max(map(len, said)) < 400
