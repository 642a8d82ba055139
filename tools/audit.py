"""Audit what the program is made of: the licence of each package, and known vulnerabilities in what is locked.

``python -m tools.audit [--offline]``, from the environment that requirements.txt was installed into. Exit status: 0 if
all is in order, 1 if something is to be decided or updated, 2 if it could not be found out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.metadata import PackageMetadata

ROOT: Final = Path(__file__).parent.parent
REQUIREMENTS: Final = ROOT / "requirements.txt"
LOCK: Final = ROOT / "requirements.lock"
DECISIONS: Final = Path(__file__).parent / "licences.toml"
#: The line of requirements.txt below which stands what only tests and builds need.
_TESTS: Final = "# tests"
_EXIT_DONE, _EXIT_PROBLEMS, _EXIT_UNKNOWN = range(3)


class AuditError(Exception):
    """Something could not be found out; the message is a sentence or two that say why and what to do."""


def main(words: list[str] | None = None) -> int:
    """Audit, print what was found, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offline", action="store_true", help="licences only: nothing is asked of another machine")
    options = parser.parse_args(words)
    status = _EXIT_DONE
    try:
        for problem in licence_problems(REQUIREMENTS, DECISIONS):
            print(problem, file=sys.stderr)
            status = _EXIT_PROBLEMS
        for problem in [] if options.offline else vulnerabilities(LOCK):
            print(problem, file=sys.stderr)
            status = _EXIT_PROBLEMS
    except AuditError as error:
        print(error, file=sys.stderr)
        return _EXIT_UNKNOWN
    return status


def licence_problems(requirements: Path, decisions: Path) -> list[str]:
    """Return a sentence for each package whose licence nobody decided on; print how many there are of each.

    Raises
    ------
    AuditError
        If a package is not installed.
    """
    decided = tomllib.loads(decisions.read_text(encoding="utf-8"))
    runtime, tests = map(closure, wanted(requirements.read_text(encoding="utf-8")))
    print(f"Licences of {len(runtime)} packages that the program needs, {len(tests - runtime)} more for tests.")
    stated = {name: licences(distribution(name).metadata) for name in sorted(runtime | tests)}
    problems = (undecided(name, "; ".join(words), words, decided) for name, words in stated.items())
    return [problem for problem in problems if problem is not None]


def wanted(requirements: str) -> tuple[list[Requirement], list[Requirement]]:
    """Return what requirements.txt asks for: for the program, and for tests."""
    parts = re.split(f"^{_TESTS}.*$", requirements, maxsplit=1, flags=re.MULTILINE)
    lines = [[line.partition("#")[0].strip() for line in part.splitlines()] for part in (*parts, "")]
    runtime, tests = ([Requirement(line) for line in part if line] for part in lines[:2])
    return runtime, tests


def closure(wanted: Iterable[Requirement]) -> set[str]:
    """Return the names of packages, and of all that they need on this system.

    Raises
    ------
    AuditError
        If one of them is not installed.
    """
    found: dict[str, set[str]] = {}
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found and one.extras <= found[name]:
            continue
        extras = found.setdefault(name, {""})
        extras |= one.extras
        try:
            needed = map(Requirement, distribution(name).requires or ())
        except PackageNotFoundError:
            raise AuditError(f"{name} is not installed. Run: pip install -r requirements.txt") from None
        waiting += [each for each in needed if each.marker is None or _is_met(each, extras)]
    return set(found)


def _is_met(needed: Requirement, extras: set[str]) -> bool:
    return needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras)


def licences(metadata: PackageMetadata) -> list[str]:
    """Return what a package states: its expression, else its classifiers, else the first line of its words."""
    expressions: list[str] = metadata.get_all("License-Expression", [])
    if expressions:
        return expressions
    classifiers = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if _is_licence(line)]
    # The rest of the words is often the whole text of the licence.
    return classifiers or [
        words.strip().partition("\n")[0] for words in metadata.get_all("License", []) if words.strip()
    ]


def _is_licence(classifier: str) -> bool:
    return classifier.startswith("License ::") and classifier != "License :: OSI Approved"


def undecided(name: str, says: str, stated: Iterable[str], decided: Mapping[str, Any]) -> str | None:
    """Return what is to be decided of a package; ``None`` if that was done for what it says today."""
    own = decided["packages"].get(name)
    if own is not None:
        return None if own["says"] == says else f"{name}: decided on for {own['says']!r}, and it says {says!r} now."
    unknown = [licence for licence in _single(stated) if licence not in decided["licences"]]
    if says and not unknown:
        return None
    what = f"under {', '.join(map(repr, unknown))}" if says else "without a word on its licence"
    return f"{name} is {what}. Read its licence, and decide in {DECISIONS.name}."


def _single(stated: Iterable[str]) -> Iterator[str]:
    """Yield each licence of an expression: all of "A AND (B OR C)" must be acceptable, whichever is chosen."""
    for expression in stated:
        yield from filter(None, (part.strip() for part in re.split(r"\s+(?:AND|OR)\s+|[()]", expression)))


def vulnerabilities(lock: Path) -> list[str]:
    """Return a sentence for each known vulnerability of what is locked, as pip-audit learns from PyPI.

    Raises
    ------
    AuditError
        If pip-audit is not there, or could not learn of every package: silence would read as safety.
    """
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if "No module named pip_audit" in ran.stderr:
        raise AuditError("pip-audit is not installed. Run: pip install pip-audit. Licences alone: --offline.")
    try:
        packages = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise AuditError(
            f"Vulnerabilities are not known: {last[:200]}. Try again, or leave it out: --offline."
        ) from None
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped:
        words = f"the service did not answer for {len(skipped)} of {len(packages)} packages, {skipped[0]} among them"
        raise AuditError(f"Vulnerabilities are not known: {words}. Try again with a network, or --offline.")
    print(f"Asked for known vulnerabilities: {len(packages)} packages.")
    return [
        f"{package['name']} {package['version']}: {found['id']}, "
        f"mended in {', '.join(found['fix_versions']) or 'no version yet'}."
        for package in packages
        for found in package["vulns"]
    ]


if __name__ == "__main__":
    sys.exit(main())
