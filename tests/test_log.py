"""What the log says: what failed or took long, and nothing of a case, an address, or a file's name."""

from __future__ import annotations

import ast
import json
import logging
import re
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from geodata.app import session_draft, session_state
from geodata.app.case_store import open_for_editing
from geodata.core.logs import MOST_AN_HOUR
from geodata.core.model import case_from_document
from geodata.core.problems import InputError
from geodata.editing.drafts.draft import begin
from geodata.editing.history import History
from geodata.editing.savelog import browser_name
from geodata.exporting import exports
from geodata.exporting.exports import Wanted, exported
from geodata.exporting.writers import ExportOptions
from geodata.importing.limits import TableError
from geodata.sandbox.process import apart
from tests.app import ROOT, running
from tests.cases import small_case
from tests.corpus import HARMLESS, case_of, corpus
from tests.test_architecture import MODULES
from tests.test_gate import OWN, ask, cookie
from tests.wire import Wire, new_cookie
from tests.wire import ask as ask_server

SIZES = {"claims": 20, "sites": 10, "others": 10}
#: Of texts that are shorter, some are words of ours by chance.
LEAST_CHARS = 12
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ (geodata(?:\.\w+)+): (.+)")


def said_by(code: str, level: str | None) -> str:
    """Return what a process says that sets up the log, with a level named by its environment."""
    environment = {} if level is None else {"CROSSBEARING_LOG": level}
    script = f"import logging\nfrom geodata.core.logs import set_up_log\nset_up_log()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    return done.stderr


ALL = "[logging.getLogger('geodata.a').log(level, 'level %d', level) for level in (10, 20, 30, 40)]"


@pytest.mark.parametrize(
    ("level", "levels"),
    [(None, [30, 40]), ("", [30, 40]), ("debug", [10, 20, 30, 40]), ("INFO", [20, 30, 40]), ("Error", [40])],
)
def test_the_environment_names_the_least_level(level, levels):
    """Warnings and worse without it; a line each, with time, level and module."""
    lines = said_by(ALL, level).splitlines()

    assert [LINE.fullmatch(line)[2] for line in lines] == [f"level {one}" for one in levels]
    assert [LINE.fullmatch(line)[1] for line in lines] == ["geodata.a"] * len(levels)


def test_a_level_that_is_none_is_named():
    """And warnings are logged."""
    first, *rest = said_by(ALL, "loud").splitlines()

    assert "CROSSBEARING_LOG is 'loud', which is not a level: WARNING is used. Set it to one of DEBUG, INFO" in first
    assert len(rest) == 2


def test_no_kind_of_line_fills_the_log():
    """A browser can have one written with each message; other lines are written all the same."""
    many = "for number in range(1_000): logging.getLogger('geodata.a').error('page %d failed', number)"
    lines = said_by(f"{many}\nlogging.getLogger('geodata.b').error('another')", None).splitlines()
    assert len(lines) == MOST_AN_HOUR + 1
    for other in ("asyncio", "uvicorn.error", "streamlit.any"):
        flood = f"for number in range(1_000): logging.getLogger({other!r}).error('no file\\nfor socket %d', number)"
        assert len(re.findall("no file", said_by(flood, None))) == MOST_AN_HOUR
    assert lines[-2].endswith("page 99 failed More lines of this kind are left out for up to an hour.")
    assert lines[-1].endswith("another")


def test_other_programs_loggers_stay_as_they_are():
    """Only ours are set up."""
    assert said_by("logging.getLogger('other').info('a'); logging.getLogger('other').warning('b')", "DEBUG") == "b\n"


def test_no_call_hands_a_message_of_others_to_the_log():
    """An error quotes what it is of: its kind is logged, by ``kind_of``, and no traceback."""
    for name, path in MODULES.items():
        calls = [
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name) and node.func.value.id in ("_LOGGER", "logger", "logging")
        ]  # fmt: skip
        for call in calls:
            if call.func.attr in ("getLogger", "StreamHandler", "Formatter"):
                continue
            words = ast.unparse(call)
            assert call.func.attr in ("debug", "info", "warning", "error"), (name, words)
            assert isinstance(call.args[0], ast.Constant), (name, words)
            assert not call.keywords, (name, words)
            passed = [one for one in call.args[1:] if isinstance(one, ast.Name)]
            assert not {one.id for one in passed} & {"error", "exception"}, (name, words)


def ours(caplog) -> list[str]:
    """Return what our own loggers said."""
    return [one.getMessage() for one in caplog.records if one.name.startswith("geodata.")]


def test_a_page_that_takes_long_is_logged(monkeypatch, caplog):
    """With its name, and who it was for; a quick one is not."""
    app = AppTest.from_file(str(ROOT / "pages" / "places_and_sources.py"), default_timeout=60)
    monkeypatch.setattr(session_state, "_MAX_RUN_S", 600.0)
    app.run()
    assert ours(caplog) == []
    monkeypatch.setattr(session_state, "_MAX_RUN_S", 0.0)
    app.run()

    [message] = ours(caplog)
    who = browser_name(app.session_state.reader)
    assert re.fullmatch(rf"The page “Sources” for {who} took \d+\.\d s\.", message)


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_every_page_is_measured_to_its_end(page):
    """The last line is what says how long it took."""
    assert page.read_text(encoding="utf-8").splitlines()[-1] == "go_on()"


@pytest.fixture
def state(monkeypatch, tmp_path):
    """Return the state of a session with a draft of the server's file, of a name that is nobody else's business."""
    found, path = State(), tmp_path / "secret-name.geojson"
    path.write_text(json.dumps(small_case()))
    reader = session_draft.new_token()
    monkeypatch.setattr(session_draft, "st", SimpleNamespace(session_state=found))
    monkeypatch.setattr(session_draft, "reader", lambda: reader)
    monkeypatch.setattr(session_draft, "_address", lambda: "")
    monkeypatch.setattr(session_draft, "server_path", lambda: path)
    monkeypatch.setattr(session_draft, "may_save", lambda: True)
    file = open_for_editing(path)
    begin(reader, path, file.state, History(file.document))
    assert session_draft.step(session_draft.document(), "Change", {**small_case(), "name": "changed"})
    return found


class State(dict):
    """A session's state without a session."""

    __getattr__ = dict.get
    __setattr__ = dict.__setitem__


def test_a_save_that_is_refused_is_logged(state, monkeypatch, caplog):
    """With who asked for it, and the kind of reason: not with the name of the file, which the page has."""
    path, who = session_draft.server_path(), browser_name(session_draft.reader())
    path.write_text(path.read_text() + " ")
    session_draft.save_file(session_draft.current_draft())
    assert "somebody else changed it" in state.trouble
    monkeypatch.setattr(session_draft, "may_save", lambda: False)
    session_draft.save_file(session_draft.current_draft())

    assert caplog.messages == [
        f"A save by {who} was refused: ChangedOnDiskError.",
        f"A save by {who} was refused: Save is off.",
    ]


@pytest.mark.usefixtures("state")
def test_a_save_without_room_says_what_the_system_said(monkeypatch, caplog):
    """In the system's own words."""
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "x", "secret-name")))
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "x", "secret-name")))
    session_draft.save_file(session_draft.current_draft())

    assert "No space left on device" in caplog.messages[-1]
    assert "secret-name" not in caplog.text


def test_an_export_that_takes_long_is_logged(monkeypatch, caplog):
    """Whether it was made or not; by its ending, never by its name."""
    case = case_from_document(small_case())
    exported(case, "secret.kml", Wanted(), ExportOptions(), bytes)
    assert caplog.messages == []
    monkeypatch.setattr(exports, "_MAX_S", 0.0)
    exported(case, "secret.shapes.geojson", Wanted(), ExportOptions(), bytes)
    with pytest.raises(InputError):
        exported(case, "secret.words", Wanted(), ExportOptions(), bytes)

    found = [re.sub(r"\d+\.\d s", "N s", message) for message in caplog.messages]
    assert found == [
        "An export of 6 claims as .shapes.geojson took N s.",
        "An export of 6 claims as nothing that is written took N s.",
    ]


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (
            {"host": "evil.example"},
            "rule “names” (421): The app is not answered under the name that it was asked by. Whoever starts it",
        ),
        ({"method": "PUT", "origin": "http://evil.example"}, "rule “origin” (403): Only a page of this app may ask"),
        ({"path": "/_stcore/metrics"}, "rule “addresses” (404): Not Found"),
        ({"path": "/_stcore/stream", "kind": "websocket", "origin": OWN}, "A connection of a browser without our"),
        ({"path": "/media/evil.csv", "cookie": cookie()}, f"of {browser_name('a' * 32)} was refused by the rule “down"),
    ],
)
def test_a_request_that_is_refused_is_logged_with_its_rule(asked, line, caplog):
    """And with who asked, as the log of saves names them; never with what was asked for."""
    ask(**asked)

    [message] = caplog.messages
    assert line in message
    assert "evil" not in message


def hostile_run(texts: tuple[str, ...]) -> None:
    """Have everything logged that can be, with texts wherever somebody may put one."""
    case = case_from_document(case_of(texts, **SIZES))
    for ending in (".kml", ".csv", ".svg"):
        exported(case, f"{texts[0]}{ending}", Wanted(words=texts[0]), ExportOptions(title=texts[-1]), bytes)
    for text in texts[:100]:
        word = quote(text, safe="")[:200]
        ask(host=f"{word[:100]}.example")
        ask(f"/_stcore/{text}", origin=f"http://{word}", cookie=f"{word}={word}")
        ask(f"/media/{text}", cookie=cookie())
        ask(f"/_stcore/upload_file/{text}/{text}", method="PUT", origin=OWN)
    for text in (texts[0], texts[-1]):
        data = f"summary,place\n{text},{text}\n".encode()
        for code, max_s in (("import time; time.sleep(60)", 1), ("raise SystemExit(3)", 60)):
            with pytest.raises(TableError):
                apart("read", data, f"{text}.csv", command=(sys.executable, "-c", code), max_s=max_s)


def counted_lines(texts, monkeypatch, caplog) -> list[str]:
    """Return what is logged, without numbers."""
    monkeypatch.setattr(exports, "_MAX_S", 0.0)
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "geodata"):
        hostile_run(texts)
    return sorted({re.sub(r"\d+(\.\d+)?", "N", f"{one.name}: {one.getMessage()}") for one in caplog.records
                   if one.name.startswith("geodata.")})  # fmt: skip


def test_hostile_texts_leave_the_same_lines_as_harmless_ones(monkeypatch, caplog):
    """So nothing of them is in any line, whatever it is."""
    harmless = counted_lines(HARMLESS, monkeypatch, caplog)
    hostile = counted_lines(corpus(), monkeypatch, caplog)

    assert {line.partition(":")[0] for line in hostile} == {
        "geodata.app.server.gate", "geodata.exporting.exports", "geodata.sandbox.process"
    }  # fmt: skip
    assert hostile == harmless


def test_the_log_of_a_server_has_nothing_of_a_case_or_an_address(tmp_path):
    """Every page of a case of the two lists, with addresses of them, and requests that are refused; all is logged."""
    texts = [text for text in corpus() if len(text.strip()) >= LEAST_CHARS]
    path = tmp_path / "secret-name.geojson"
    path.write_text(json.dumps(case_of(tuple(texts), claims=160, sites=120, others=60)), encoding="utf-8")
    kept = {f"CROSSBEARING_{name}": str(tmp_path / name.lower()) for name in ("DRAFTS", "STATE")}
    names = ("actors", "words", "claim", "base", "ruler", "center", "judged", "rule", "ring", "after")
    with (tmp_path / "log").open("w+b") as log:
        with running(str(path), environment={**kept, "CROSSBEARING_LOG": "DEBUG"}, log=log) as url:
            with closing(Wire(url, new_cookie(url))) as wire:
                assert wire.run() == []
                for number in range(0, len(texts), 100):
                    chosen = [text[:400] for text in texts[number : number + len(names)]]
                    assert wire.run(query=urlencode(dict(zip(names, chosen, strict=False)))) == []
            for text in texts[:50]:
                ask_server(url, path=f"/_stcore/{quote(text, safe='')}")
        log.seek(0)
        written = log.read().decode()

    ours = [line for line in written.splitlines() if LINE.fullmatch(line)]
    assert sum("refused by the rule “addresses” (404)" in line for line in ours) == 50
    assert [text for text in texts if text.strip() in written or quote(text, safe="") in written] == []
    assert "secret-name" not in written
