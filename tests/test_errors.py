"""One root of errors: what is raised on purpose, what the doors make of it, and of all else."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import json
import re
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from streamlit import error_util
from streamlit.components.v2.bidi_component import serialization

import geodata.__main__ as command_line
from geodata.app import unanswered
from geodata.app.server.streamlit_server import ERROR_LOGS, leave_errors_to_us
from geodata.core import problems
from geodata.core.logs import FAULT
from geodata.core.problems import GeodataError, InputError
from tests.test_architecture import MODULES, PACKAGE, ROOT

SOURCES = {**MODULES, "__main__": PACKAGE / "__main__.py"}
OWN_FAULT = "a fault of whoever calls it, which no input leads to; its docstring says so"
CAUGHT = "caught in the same package with what Python or a library raises of the same input, and told as one of ours"
#: What may be raised beside ours: module, error, why.
OTHERS = {
    ("app.start_options", "ArgumentTypeError"): "argparse makes a sentence of it",
    ("app.case_store", "OSError"): CAUGHT,
    ("core.assumptions", "ValueError"): OWN_FAULT,
    ("core.precision", "ValueError"): OWN_FAULT,
    ("geodesy.point_radius", "ValueError"): OWN_FAULT,
    ("importing.import_result", "ValueError"): OWN_FAULT,
    ("importing.table", "KeyError"): "as a mapping has it",
    ("importing.opening.gdal", "RuntimeError"): "a fault of what is installed: the process ends",
    ("render.html.document", "TypeError"): OWN_FAULT,
    ("render.html.templating", "TypeError"): OWN_FAULT,
    ("render.html.templating", "TemplateSyntaxError"): OWN_FAULT,
    ("render.page.scripts", "ValueError"): OWN_FAULT,
    ("render.report.options", "ValueError"): OWN_FAULT,
    ("render.report.pdf", "TypeError"): OWN_FAULT,
    ("core.text", "ValueError"): "as urlsplit raises it: callers tell both in one way",
    ("core.unlinked", "OSError"): "as the system says it: callers tell both in one way",
    ("core.numbers", "ValueError"): "as float raises it: callers tell both in one way",
    ("editing.drafts.draft_entries", "ValueError"): CAUGHT,
    ("editing.locking", "FileNotFoundError"): "as the system says it: callers tell both in one way",
    ("editing.locking", "PermissionError"): "as the system says it: callers tell both in one way",
    ("editing.drafts.old_journal", "ValueError"): CAUGHT,
    ("gazetteer.arrayfile", "ValueError"): CAUGHT,
    ("gazetteer.nominatim", "ValueError"): CAUGHT,
    ("gazetteer.world", "MemoryError"): "as Python raises it: the process ends with the exit code of no memory",
    ("importing.geopackageshapes", "ValueError"): CAUGHT,
    ("importing.kmltable", "ValueError"): CAUGHT,
    ("importing.shp", "ValueError"): CAUGHT,
    ("importing.wkb", "ValueError"): CAUGHT,
    ("sandbox.packed", "UnpicklingError"): CAUGHT,
}


def ours() -> dict[str, type[GeodataError]]:
    """Return every class of error of the package by name, all modules imported."""
    for name in MODULES:
        if not name.startswith("sandbox.worker"):
            importlib.import_module(f"geodata.{name}")
    found, waiting = {}, [GeodataError]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("geodata."):
            found[kind.__name__] = kind
        waiting += kind.__subclasses__()
    return found


def raised(name: str) -> set[str]:
    """Return the names of what a module raises; of a function that makes it, the name of what it returns."""
    tree = ast.parse(SOURCES[name].read_text(encoding="utf-8"))
    returned = {
        node.name: ast.unparse(node.returns) for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }  # fmt: skip
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            word = ast.unparse(made).rpartition(".")[2]
            names.add(returned.get(word, word))
    return names


def test_what_is_raised_on_purpose_is_of_one_root():
    """Or on the list above, with the reason; nothing is on it that is not raised."""
    known = ours()
    # A value that came from another process and was found to be one of ours.
    others = {(name, one) for name in SOURCES for one in raised(name) if one not in known} - {
        ("sandbox.process", "value")
    }

    assert others == OTHERS.keys()


def test_every_class_of_error_is_of_the_root():
    """No module has a class of error beside the tree."""
    classes = {
        node.name for path in SOURCES.values() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception"))
    }  # fmt: skip

    assert classes == ours().keys()


def test_the_tree_is_drawn_whole():
    """Each class at its depth, below its parent, with the built-in class that it also is."""
    drawn, path = {}, []
    for line in problems.__doc__.splitlines():
        match = re.match(r" {4}((?:\|? {2,3})*)(\+-- )?(\w+Error)\b(?: \((\w+)\))?", line)
        if match:
            depth = 0 if match[2] is None else len(match[1]) // 4 + 1
            path = [*path[:depth], match[3]]
            drawn[match[3]] = (path[-2] if depth else None, match[4])
    actual = {}
    for name, kind in ours().items():
        parents = [base.__name__ for base in kind.__bases__ if issubclass(base, GeodataError)]
        built_in = [base.__name__ for base in kind.__bases__ if base.__name__ in vars(builtins)]
        actual[name] = (parents[0] if parents else None, built_in[0] if built_in and parents else None)

    # Ours that also are a ``LookupError`` say so where they are.
    assert {name: parent for name, (parent, _) in drawn.items()} == {name: one for name, (one, _) in actual.items()}
    for name, (_, built_in) in drawn.items():
        assert built_in in (None, actual[name][1]), name


# -- the doors -------------------------------------------------------------------------------------------------------

QUOTED = "words of a case"


def fails(error):
    def run(_):
        raise error

    return run


@pytest.mark.parametrize("as_json", [False, True])
def test_a_fault_of_ours_is_one_sentence_on_the_command_line(monkeypatch, capsys, caplog, as_json):
    """The log has where it happened, and not what it says."""
    add = lambda commands, _: commands.add_parser("fail").set_defaults(run=fails(KeyError(QUOTED)), json=as_json)  # noqa: E731
    monkeypatch.setattr(command_line, "COMMANDS", {"fail": ""})
    monkeypatch.setattr(command_line, "add_command", add)

    status = command_line.main(["fail"])

    out, err = capsys.readouterr()
    assert (status, err) == (70, f"{FAULT}\n")
    assert (json.loads(out) == {"error": FAULT}) if as_json else (out == "")
    [line] = [one.getMessage() for one in caplog.records]
    assert re.fullmatch(
        r"The command “fail” failed: KeyError at geodata/__main__\.py:\d+ main > tests/\S+:\d+ run", line
    )


def test_every_error_of_ours_is_told_on_the_command_line(monkeypatch, capsys, caplog):
    """Whichever: the root is what is caught."""
    for kind in ours().values():
        error = kind.__new__(kind)
        error.args, error.problems = ("A sentence.",), ()
        add = lambda commands, _, error=error: commands.add_parser("fail").set_defaults(run=fails(error), json=False)  # noqa: E731
        monkeypatch.setattr(command_line, "COMMANDS", {"fail": ""})
        monkeypatch.setattr(command_line, "add_command", add)
        assert command_line.main(["fail"]) == 2
        assert capsys.readouterr().err == "A sentence.\n"
    assert not caplog.records


def told_by(monkeypatch, error):
    shown = []
    fake = SimpleNamespace(error=lambda words, **_: shown.append(words), session_state={"page_shown": "Map"})
    monkeypatch.setattr(unanswered, "st", fake)
    assert unanswered.tell(error) is True
    return shown


def test_an_error_of_ours_that_a_page_did_not_answer_is_told(monkeypatch, caplog):
    """Its message, nothing of which is markup."""
    assert told_by(monkeypatch, InputError("No *number*.", "x")) == [r"No \*number\*\."]
    assert not caplog.records


def test_a_fault_of_ours_on_a_page_is_one_sentence(monkeypatch, caplog):
    """The log has where it happened; not the message, which may quote a case."""
    try:
        fails(ValueError(QUOTED))(None)
    except ValueError as error:
        [sentence] = told_by(monkeypatch, error)

    assert sentence == f"{FAULT} Your draft is kept: reload the page to go on."
    [line] = [one.getMessage() for one in caplog.records]
    assert re.fullmatch(r"The page “Map” failed: ValueError at tests/\S+:\d+ \S+ > tests/\S+:\d+ run", line)


def test_the_app_hands_its_errors_to_us():
    """And Streamlit's own lines of them, which have the message, are left out: they are known by these words."""
    assert "on_script_error=unanswered.tell" in (ROOT / "dashboard.py").read_text(encoding="utf-8")
    for name, words in ERROR_LOGS.items():
        module = importlib.import_module(name)
        assert module._LOGGER.name == name
        assert f'"{words}"' in inspect.getsource(module)


def test_streamlit_prints_no_error_either(capfd):
    """Where rich is installed, it did: the message and lines of the program, past the log."""
    assert find_spec("rich")
    leave_errors_to_us()
    error_util._log_uncaught_app_exception(ValueError(QUOTED))
    assert serialization.BidiComponentSerde(default=None).deserialize(QUOTED) == {}
    assert capfd.readouterr() == ("", "")


# -- words -----------------------------------------------------------------------------------------------------------

#: Where messages of errors are; the words of the pages have a list of their own.
WORDED = ("casefile", "cli", "core", "editing", "exporting", "gazetteer", "geojson", "importing", "parsing", "sandbox",
          "app.server", "__main__")  # fmt: skip
#: What no careful journalist would write.
ODD = re.compile(
    r"(?<![Tt]here )\b(?:is|are|was|were) no (?!longer|more|later)[a-z]|\bhangs? on\b|\bmend|\b[Bb]r(?:ing|ought) in\b"
    r"|\b[Tt]ake[ns]? (?:it |them )?in\b"
)


def words_of(path):
    """Return the texts of a module but its docstrings and those of its members."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in SOURCES if name.startswith(WORDED)])
def test_messages_are_worded_as_an_editor_would(name):
    """'Is not a date', not 'is no date'; what is imported is not taken in, and what is wrong is corrected."""
    assert [words for words in words_of(SOURCES[name]) if ODD.search(words)] == []


def test_odd_words_would_be_found():
    """And what is in order is left alone."""
    for words in (
        "'x' is no date.",
        "it hangs on the reading",
        "mend the file",
        "nothing was taken in",
        "bring in a map",
    ):
        assert ODD.search(words), words
    for words in ("There is no site.", "is no longer kept", "depends on", "an amendment"):
        assert not ODD.search(words), words
