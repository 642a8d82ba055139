"""The README's commands are the ones that are run."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command_under(heading: str) -> str:
    """Return the first shell line below a heading of the README."""
    section = README.split(f"## {heading}\n", 1)[1]
    return re.search(r"```sh\n(.+)\n```", section)[1]


def test_ci_runs_the_readme_test_command():
    """CI calls the README's test command, letter for letter."""
    assert command_under("Test") in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_run_and_test_install_the_same():
    """Both commands begin with the same environment and requirements."""
    run, test = command_under("Run"), command_under("Test")
    assert run.split(" && ")[0] == test.split(" && ")[0]
    assert "-r requirements.txt" in run
    assert run.endswith("streamlit run dashboard.py")


def test_every_file_that_the_readme_shows_is_there():
    """Pictures and files named in links exist."""
    targets = re.findall(r"\]\((?!http)([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
