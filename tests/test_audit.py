"""The audit of packages: a licence that nobody decided on fails it; no answer is no good news."""

import json
import subprocess

import pytest

from tools import audit


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return what makes a package with this metadata, installed as far as Python knows."""
    monkeypatch.syspath_prepend(tmp_path)

    def made(name, *lines):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines]))

    return made


def problems(tmp_path, requirements):
    """Return what is wrong with these requirements under three decisions."""
    (tmp_path / "requirements.txt").write_text(requirements)
    decisions = '[licences]\nMIT = "x"\n"MIT License" = "x"\n[packages.made-copyleft]\nsays = "MPL-2.0"\nreason = "x"\n'
    (tmp_path / "licences.toml").write_text(decisions)
    return audit.licence_problems(tmp_path / "requirements.txt", tmp_path / "licences.toml")


def test_what_is_installed_has_licences_that_were_decided_on(capsys):
    """Whoever adds a package reads its licence."""
    assert audit.main(["--offline"]) == 0
    assert capsys.readouterr().err == ""


def test_every_decision_has_its_reason():
    """In words."""
    decided = audit.tomllib.loads(audit.DECISIONS.read_text(encoding="utf-8"))
    assert all(decided["licences"].values())
    assert all(own.keys() == {"says", "reason"} and own["reason"] for own in decided["packages"].values())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["License-Expression: MIT"], None),
        (["License-Expression: (MIT OR GPL-3.0-only) AND MIT"], "is under 'GPL-3.0-only'. Read its licence"),
        (["Classifier: License :: OSI Approved :: MIT License", "License: a copy of it"], None),
        (["Classifier: License :: OSI Approved :: GNU Affero General Public License v3"], "'GNU Affero General Public"),
        (["Classifier: License :: OSI Approved", "License: MIT"], None),
        (["License: Proprietary", "Classifier: Programming Language :: Python"], "is under 'Proprietary'."),
        ([], "is without a word on its licence."),
    ],
)
def test_a_licence_is_found_and_decided_on(tmp_path, install, lines, said):
    """By its expression, its classifiers or its words; every part of an expression counts."""
    install("made", *lines)
    found = problems(tmp_path, "made\n")
    assert (found == []) if said is None else (said in found[0])


def test_what_a_package_needs_is_looked_at_too(tmp_path, install):
    """With its extras, on this system; not what a marker leaves out."""
    install(
        "made",
        "License-Expression: MIT",
        "Requires-Dist: made-more; extra == 'more'",
        "Requires-Dist: no; python_version < '3'",
    )
    install("made_more", "License-Expression: GPL-2.0-only", "Requires-Dist: made")

    assert problems(tmp_path, "made\n") == []
    assert problems(tmp_path, "# tests\nmade[more]\n")[0].startswith("made-more is under 'GPL-2.0-only'")


def test_a_decision_on_a_package_is_for_what_it_says(tmp_path, install):
    """Another licence in another version is another decision."""
    install("made_copyleft", "License-Expression: AGPL-3.0-only")
    assert problems(tmp_path, "made-copyleft\n") == [
        "made-copyleft: decided on for 'MPL-2.0', and it says 'AGPL-3.0-only' now."
    ]


def test_what_is_not_installed_is_said(tmp_path):
    """It cannot be looked at."""
    with pytest.raises(audit.AuditError, match="made-up-name is not installed"):
        problems(tmp_path, "made-up-name\n")


ANSWERED = {"name": "a", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("out", "err", "said"),
    [
        ("", "python: No module named pip_audit", "pip-audit is not installed"),
        ("", "Traceback\n  at line 1\nConnectionError: no route", "are not known: ConnectionError: no route"),
        ("", "", "it said nothing"),
        (
            json.dumps({"dependencies": [ANSWERED, {"name": "b", "skip_reason": "not found"}]}),
            "No known vulnerabilities found",
            "did not answer for 1 of 2 packages, b among them",
        ),
    ],
)
def test_no_answer_is_no_good_news(monkeypatch, capsys, out, err, said):
    """One sentence and exit status 2; pip-audit itself exits with 0 where it could not ask for any package."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, out, err))

    assert audit.main([]) == 2
    found = capsys.readouterr().err
    assert said in found
    assert found.count("\n") == 1


def test_a_vulnerability_is_named(monkeypatch, capsys):
    """With the version that mends it."""
    bad = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3", "4"]}]}
    out = json.dumps({"dependencies": [ANSWERED, bad]})
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, out, ""))

    assert audit.main([]) == 1
    assert capsys.readouterr().err == "b 2: PYSEC-1, mended in 3, 4.\n"
