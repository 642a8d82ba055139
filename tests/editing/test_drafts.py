"""Drafts: what is not yet saved survives, and is nobody else's."""

import gc
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
import weakref
from contextlib import closing
from itertools import pairwise

import pytest

from geodata.app.case_store import open_document, open_for_editing
from geodata.core.vocabulary import RECORD_KINDS
from geodata.editing import size_limits
from geodata.editing.checking import apply
from geodata.editing.drafts.draft import begin, discard, keep, open_draft
from geodata.editing.drafts.draft_database import drafts_file, hold_open
from geodata.editing.drafts.draft_folder import DraftError, drafts_folder, folder_of, is_token, new_token
from geodata.editing.drafts.draft_list import draft_of, list_drafts
from geodata.editing.drafts.draft_rows import Packed
from geodata.editing.edits import Copy, Delete, replace
from geodata.editing.filestate import FileState
from geodata.editing.history import History
from geodata.editing.records import records
from geodata.editing.size_limits import LimitError
from tests.cases import small_case

STATE = FileState.of(b"as opened", 7)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Keep drafts in a folder of the test's own."""
    monkeypatch.setenv("CROSSBEARING_DRAFTS", str(tmp_path / "drafts"))
    return tmp_path / "drafts"


@pytest.fixture
def token():
    """Return somebody's token."""
    return new_token()


@pytest.fixture
def case_path(tmp_path):
    """Return the path of a case."""
    return tmp_path / "a.geojson"


def edited(history, *edits):
    """Return a history with edits made, one a step."""
    for edit in edits:
        changed = apply(history.document, edit)
        assert changed.is_applied, changed.problems
        history = history.with_step(changed.words, changed.document)
    return history


ONE = edited(History(small_case()), Copy("claim", "ARMY-AT", "ARMY-AT-2"))
TWO = edited(ONE, Delete("source", ("WIRE",)))


def documents(history):
    """Return what is now, and what every undo and redo would give."""
    back, forth = [history], [history]
    while back[-1].done:
        back.append(back[-1].undo())
    while forth[-1].undone:
        forth.append(forth[-1].redo())
    return [one.document for one in (*back, *forth)], [one.last_words for one in (*back, *forth)]


def sql(*statement):
    """Run a statement on the database, as nobody who uses the program can."""
    with closing(sqlite3.connect(drafts_file())) as connection, connection:
        return connection.execute(*statement).fetchall()


def test_a_draft_comes_back_with_everything_that_can_be_undone(token, case_path):
    """Step by step, with undo and redo, as another process would open it."""
    draft = begin(token, case_path, STATE, ONE)
    history = edited(ONE, Delete("event", ("STRIKE",), "null"), Delete("source", ("WIRE",)))
    for one in (history.undo().undo(), history, history.undo()):
        draft = keep(draft, one)

    back = open_draft(token, case_path)

    assert documents(back.history) == documents(history.undo())
    assert (back.opened_as, back.case_path, back.size, back.head) == (STATE, case_path, draft.size, draft.head)


def test_documents_that_come_back_share_what_is_the_same(token, case_path):
    """A history of many steps takes little more memory than one document."""
    begin(token, case_path, STATE, edited(ONE, Copy("claim", "ARMY-AT", "ARMY-AT-3")))

    last = open_draft(token, case_path).history.done[-1]

    assert last.before["features"][0] is last.after["features"][0]
    assert last.before["case"] is last.after["case"]


def test_windows_of_one_person_share_a_draft(token, case_path):
    """A dozen with a case of 42 MB took 4 GB; what one window changes is the next one's, and what is gone is read."""
    draft = begin(token, case_path, STATE, ONE)
    one, other = open_draft(token, case_path), open_draft(token, case_path)
    assert one is other
    opened = [open_document(case_path, one.history.document, reader=token).opened for _ in range(2)]
    assert opened[0] is opened[1]
    assert open_document(case_path, one.history.document, reader="another's").opened is not opened[0]
    keep(draft, TWO)
    moved = open_draft(token, case_path)
    assert documents(moved.history) == documents(TWO)
    assert documents(one.history) == documents(ONE)
    known = weakref.ref(moved), weakref.ref(opened[0])
    del moved, opened
    gc.collect()
    assert [one() for one in known] == [None, None]


def test_single_moves_are_short(token, case_path):
    """A step costs what it changes, a title too, an undo next to nothing."""
    draft = begin(token, case_path, STATE, ONE)
    two = edited(ONE, replace("actor", "ARMY", {"id": "ARMY", "name": "The army", "part_of": None, "color": None}))
    now = two.document
    three = two.with_step("Change title", {**now, "case": {**now["case"], "title": "Other"}})

    sizes = [draft.size]
    for one in (two, three, three.undo(), three):
        draft = keep(draft, one)
        sizes.append(draft.size)

    assert [later - before < 250 for before, later in pairwise(sizes)] == [True] * 4
    assert sizes[-1] - sizes[-3] == 2 * len('{"do": "undo"}')
    assert documents(open_draft(token, case_path).history) == documents(three)


def test_after_a_save_a_new_draft_still_knows_the_steps_before(token, case_path):
    """What was saved counts as opened, and can be undone."""
    history = edited(ONE.saved(), Copy("claim", "ARMY-AT", "ARMY-AT-3"))

    begin(token, case_path, STATE, history)

    back = open_draft(token, case_path).history
    assert (back.opened, documents(back)) == (ONE.document, documents(history))


def test_older_steps_than_can_be_undone_are_in_the_draft_as_a_whole(token, case_path, monkeypatch):
    """The draft of a long history opens as what it is."""
    monkeypatch.setattr("geodata.editing.history.MAX_STEPS", 2)
    history = edited(ONE, *(Copy("claim", "ARMY-AT", f"MORE-{number}") for number in range(3)))

    begin(token, case_path, STATE, history)

    assert documents(open_draft(token, case_path).history) == documents(history)
    assert documents(history)[0][-1] != history.opened


def test_nobody_sees_anothers_draft(token, case_path, folder):
    """Neither of the same case nor in the list nor by its id, and no token is kept anywhere."""
    draft = begin(token, case_path, STATE, ONE)

    assert open_draft(new_token(), case_path) is None
    assert list_drafts(new_token(), 0) == ()
    assert (draft_of(new_token(), draft.id), draft_of(token, draft.id).case_path) == (None, case_path)
    assert not any(token.encode() in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize("sent", ["/etc/passwd", "", "../a", "\0", "' OR 1=1 --", "\ud800"])
def test_an_id_that_is_none_of_ones_own_finds_nothing(token, case_path, sent):
    """Whatever a browser sends; no path is among it."""
    assert draft_of(token, sent) is None
    begin(token, case_path, STATE, ONE)
    assert draft_of(token, sent) is None


@pytest.mark.parametrize("token", ["", "../" * 10, "a" * 33, "ä" * 32, "a" * 31 + "\n"])
def test_what_is_no_token_finds_nothing(token, case_path):
    """And leads to no folder."""
    assert not is_token(token)
    for use in (open_draft, lambda token, _: list_drafts(token, 0), lambda token, _: folder_of(token)):
        with pytest.raises(DraftError, match="token is incomplete"):
            use(token, case_path)


def test_drafts_are_for_the_user_of_the_server_alone(token, case_path, folder):
    """The folder and the files, also those that are there while it is written, can be read by nobody else."""
    begin(token, case_path, STATE, ONE)
    hold_open()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *folder.rglob("*"))}
    assert modes == dict.fromkeys(
        ["drafts", "drafts.lock", "drafts.sqlite3", "drafts.sqlite3-shm", "drafts.sqlite3-wal"], 0
    )


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE opened SET document = substr(document, 1, length(document) - 9)",
        "UPDATE entry SET body = CAST(substr(body, 1, 9) || 'x' || substr(body, 11) AS BLOB)",
        "UPDATE entry SET body = x'789c03000000000001'",
        "UPDATE draft SET opened_as = '{}'",
        "UPDATE draft SET saving = '[1]'",
    ],
)
def test_a_damaged_draft_is_said_put_aside_and_never_removed(token, case_path, damage):
    """It is not read as a draft, others are, and its reader can go on."""
    begin(token, case_path, STATE, ONE)
    sql(damage)
    other = begin(token, case_path.with_name("b.geojson"), STATE, History({"a": 1}).with_step("b", {"a": 2}))

    with pytest.raises(DraftError, match=r"damaged and cannot be read.*kept as damaged-"):
        open_draft(token, case_path)

    assert [entry.id for entry in list_drafts(token, 0)] == [other.id]
    assert [aside for (aside,) in sql("SELECT DISTINCT draft FROM entry WHERE draft LIKE 'damaged-%'")]
    assert keep(begin(token, case_path, STATE, ONE), TWO).history is TWO


@pytest.mark.parametrize("data", [b"", b"not a database " * 99, None])
def test_a_damaged_database_is_said_and_left(token, case_path, data):
    """Its name and what to do; once it is moved away, drafts begin anew."""
    begin(token, case_path, STATE, ONE)
    whole = drafts_file().read_bytes()
    data = whole[:100] + b"\xff" * (len(whole) - 100) if data is None else data
    drafts_file().write_bytes(data)

    for use in (open_draft, lambda token, _: list_drafts(token, 0)):
        with pytest.raises(DraftError, match=r"move that file away|another version"):
            use(token, case_path)
    with pytest.raises(DraftError):
        begin(token, case_path, STATE, ONE)
    assert drafts_file().read_bytes() == data
    drafts_file().unlink()
    begin(token, case_path, STATE, ONE)


def test_drafts_of_a_later_version_are_not_misread(token, case_path):
    """Nor changed."""
    draft = begin(token, case_path, STATE, ONE)
    sql("PRAGMA user_version = 2")

    for use in (lambda: open_draft(token, case_path), lambda: keep(draft, TWO)):
        with pytest.raises(DraftError, match="another version"):
            use()


def test_a_draft_changed_in_another_window_is_not_overwritten(token, case_path):
    """Nor discarded, nor is one that was discarded there brought back."""
    draft = begin(token, case_path, STATE, ONE)
    there = keep(open_draft(token, case_path), edited(ONE, Copy("event", "STRIKE", "STRIKE-2")))

    for use in (lambda: keep(draft, TWO), lambda: discard(draft)):
        with pytest.raises(DraftError, match="changed in another window"):
            use()
    with pytest.raises(DraftError, match="begun in another window"):
        begin(token, case_path, STATE, TWO)
    discard(there)
    discard(draft)  # gone already
    with pytest.raises(DraftError, match="discarded in another window"):
        keep(draft, TWO)
    assert open_draft(token, case_path) is None


def test_a_new_draft_of_the_same_length_is_another_one(token, case_path):
    """Discarded in one window and changed alike there: this one's next step is not written onto that."""
    here = begin(token, case_path, STATE, ONE)
    discard(open_draft(token, case_path))
    other = edited(History(small_case()), Copy("claim", "ARMY-AT", "ARMY-AT-9"))
    there = begin(token, case_path, STATE, other)
    assert (here.id, here.size) == (there.id, there.size)

    for use in (lambda: keep(here, TWO), lambda: keep(here, ONE.undo()), lambda: discard(here)):
        with pytest.raises(DraftError, match="changed in another window"):
            use()
    assert documents(open_draft(token, case_path).history) == documents(other)


def test_drafts_are_listed_with_their_age(token, case_path):
    """Oldest first, with what was done last; nothing is read but one row each."""
    old = begin(token, case_path, STATE, ONE, written_ns=10**9)
    begin(token, case_path.with_name("b.geojson"), None, TWO, written_ns=2 * 10**9)

    listed = list_drafts(token, 90_000 * 10**9)

    assert [(one.case_path.name, one.steps, one.age_s, one.last_words) for one in listed] == [
        ("a.geojson", 1, 89_999, ONE.last_words),
        ("b.geojson", 2, 89_998, "Delete source “Wire”"),
    ]
    assert listed[0].id == old.id


def test_a_step_that_cannot_be_kept_leaves_the_draft_as_it_was(token, case_path):
    """On a full disk it is said, and the next step can be kept."""
    draft = begin(token, case_path, STATE, ONE)
    child = (
        "import pathlib, resource, sys; from tests.editing.test_drafts import *\n"
        "draft = open_draft(sys.argv[1], pathlib.Path(sys.argv[2]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "try: keep(draft, TWO)\n"
        "except DraftError as error: print(error)"
    )
    said = subprocess.run(
        [sys.executable, "-c", child, token, str(case_path)], capture_output=True, text=True, timeout=120, check=True
    ).stdout

    assert said.startswith("The draft cannot be kept: ")
    assert "Download the case now" in said
    assert open_draft(token, case_path).history.document == ONE.document
    assert keep(draft, TWO).history is TWO


def test_a_folder_that_cannot_be_made_is_said(token, case_path, folder):
    """Where a file stands in its way."""
    folder.write_text("")

    with pytest.raises(DraftError, match="The draft cannot be kept"):
        begin(token, case_path, STATE, ONE)


def test_a_database_half_made_is_made_anew(token, case_path, folder):
    """A kill at the very first draft leaves nothing in the way."""
    folder.mkdir()
    (folder / "drafts.fresh").write_bytes(b"half")

    begin(token, case_path, STATE, ONE)

    assert (open_draft(token, case_path).history.document, (folder / "drafts.fresh").exists()) == (ONE.document, False)


def test_a_path_of_any_bytes_is_kept(token, tmp_path):
    """Names of files are bytes on Linux, and texts of a case may hold half a character."""
    path = tmp_path / os.fsdecode(b"\xff\xe9 %3f?#.geojson")
    draft = begin(token, path, STATE, History({"a": "\ud800"}).with_step("\ud800", {"a": "\ud800b"}))

    assert (open_draft(token, path).history.document, list_drafts(token, 0)[0].case_path) == ({"a": "\ud800b"}, path)
    assert draft_of(token, draft.id).steps == 1


@pytest.mark.parametrize(("state", "expected"), [("/state", "/state/crossbearing/drafts"), ("", None)])
def test_without_a_name_drafts_are_in_the_users_state(monkeypatch, state, expected):
    """As the XDG specification says; an empty variable counts as none."""
    for name in ("CROSSBEARING_DRAFTS", "CROSSBEARING_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", state)
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.setattr(sys, "platform", "linux")

    assert str(drafts_folder()) == (expected or "/home/somebody/.local/state/crossbearing/drafts")


def test_a_keep_of_the_same_history_writes_nothing(token, case_path):
    """A page may call it at each run."""
    draft = begin(token, case_path, STATE, ONE)

    assert keep(draft, ONE) is draft


# -- room ------------------------------------------------------------------------------------------------------------

DAY_NS = 86_400 * 10**9
FIVE = [f"{number:04}" * 8 for number in range(5)]  # tokens


def of_size(kilobytes):
    """Return a history with one step of so many kilobytes that cannot be packed closer."""
    return History({}).with_step("big", {"pad": os.urandom(kilobytes * 500).hex()})


def stored_of_one():
    """Return what the largest draft takes, in bytes."""
    return sql("SELECT MAX(stored) FROM draft")[0][0]


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MAX_DRAFTS", 1, "You have 1 draft, as many as are allowed"),
        ("MAX_OWN_DRAFTS_BYTES", 1_000, "Your drafts would take 0.0 MB; at most 0 MB are kept"),
        ("MAX_ADDRESS_DRAFTS_BYTES", 1_000, "drafts begun at your network address"),
        ("MAX_ALL_DRAFTS_BYTES", 10_000, "drafts of all who work here"),
        ("MAX_DRAFT_BYTES", 100, "Save the case and discard the draft: a new one begins"),
    ],
)
def test_limits_are_said_and_the_session_goes_on(token, case_path, monkeypatch, limit, value, message):
    """When a draft is begun and when one grows; what is there stays as it was."""
    draft = begin(token, case_path, STATE, ONE, address="here")
    with monkeypatch.context() as patch:
        patch.setattr(size_limits, limit, value)
        with pytest.raises(LimitError, match=message):
            begin(token, case_path.with_name("b.geojson"), STATE, ONE, address="here")
        if limit != "MAX_DRAFTS":
            with pytest.raises(LimitError, match=message):
                keep(draft, TWO)

    assert [entry.case_path for entry in list_drafts(token, 0)] == [case_path]
    assert keep(draft, TWO).history is TWO


def test_an_undo_of_much_is_never_refused_for_want_of_room(token, case_path, monkeypatch):
    """A save that makes a draft smaller is written in any event."""
    draft = begin(token, case_path, STATE, of_size(100).with_step("small", {}))
    monkeypatch.setattr(size_limits, "MAX_OWN_DRAFTS_BYTES", 1)

    assert keep(draft, History({"a": 1})).size < draft.size


@pytest.mark.parametrize("limit", ["MAX_ADDRESS_DRAFTS_BYTES", "MAX_ALL_DRAFTS_BYTES"])
def test_where_room_is_needed_the_oldest_that_nobody_changed_for_30_days_go(case_path, monkeypatch, limit):
    """Only as many as must, never one's own or a younger one; those of elsewhere only for the room of all."""
    now_ns = 100 * DAY_NS
    monkeypatch.setattr("geodata.editing.drafts.draft.time.time_ns", lambda: now_ns)
    ages = [(FIVE[0], 50), (FIVE[1], 90), (FIVE[2], 29), (FIVE[3], 40)]
    for token, days in ages:
        begin(token, case_path, None, of_size(300), address="here", written_ns=now_ns - days * DAY_NS)
    begin(FIVE[4], case_path.with_name("own"), None, of_size(300), address="here", written_ns=0)
    monkeypatch.setattr(size_limits, limit, int(5.5 * stored_of_one()))

    begin(FIVE[4], case_path, None, of_size(300), address="here")

    left = {token: len(list_drafts(token, 0)) for token in FIVE}
    assert left == {FIVE[0]: 1, FIVE[1]: 0, FIVE[2]: 1, FIVE[3]: 1, FIVE[4]: 2}


def test_a_clock_that_is_set_forward_makes_no_draft_old(case_path, monkeypatch):
    """For a moment it is 31 days later: nobody's draft goes, and whoever needs room is told so."""
    begin(FIVE[0], case_path, None, of_size(300))
    monkeypatch.setattr(size_limits, "MAX_ALL_DRAFTS_BYTES", int(1.5 * stored_of_one()))
    later_ns = time.time_ns() + 31 * DAY_NS
    monkeypatch.setattr("geodata.editing.drafts.draft.time.time_ns", lambda: later_ns)

    with pytest.raises(LimitError, match="old enough"):
        begin(FIVE[1], case_path, None, of_size(300))

    assert len(list_drafts(FIVE[0], 0)) == 1


def test_drafts_that_cannot_be_opened_are_told_so(token, folder):
    """Not that a draft cannot be kept: whoever opens one has nothing to download."""
    (folder / "drafts.sqlite3").mkdir(parents=True)

    with pytest.raises(DraftError, match=r"^Drafts cannot be opened: .*then reload the page"):
        list_drafts(token, 0)


#: Every write fails from here on, as on a full disk.
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from geodata.editing.drafts.draft_database import hold_open
from geodata.editing.drafts.draft_folder import DraftError
from geodata.editing.drafts.draft_list import list_drafts
from geodata.editing.drafts.draft import keep, open_draft
from geodata.editing.history import History
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
token, path = sys.argv[1], Path(sys.argv[2])
draft = open_draft(token, path)
hold_open()
assert [entry.last_words for entry in list_drafts(token, 0)] == [draft.history.last_words]
try:
    keep(draft, History({}))
except DraftError as error:
    print(draft.history.last_words, error, sep="|")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of what is written")
@pytest.mark.parametrize("is_killed", [False, True])
def test_on_a_full_disk_drafts_are_opened_and_listed(token, case_path, folder, monkeypatch, is_killed):
    """Also with what the journal has, which a kill left; only a change is refused."""
    draft = begin(token, case_path, STATE, ONE)
    with closing(sqlite3.connect(drafts_file())) as held:
        held.execute("SELECT 1 FROM draft").fetchall()
        keep(draft, TWO)
        if is_killed:
            monkeypatch.setenv("CROSSBEARING_DRAFTS", str(folder / "left"))
            (folder / "left").mkdir()
            for ending in ("", "-wal"):
                shutil.copy(folder / f"drafts.sqlite3{ending}", folder / "left")
    command = [sys.executable, "-c", ON_A_FULL_DISK, token, str(case_path)]

    words, refused = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.split("|")

    assert words == TWO.last_words
    assert refused.startswith("The draft cannot be kept: ")
    assert open_draft(token, case_path).history.last_words == words


def test_drafts_of_another_address_make_no_room_here(case_path, monkeypatch):
    """Each address has its own bound."""
    begin(FIVE[0], case_path, None, of_size(100), address="there", written_ns=0)
    monkeypatch.setattr(size_limits, "MAX_ADDRESS_DRAFTS_BYTES", int(1.5 * stored_of_one()))
    begin(FIVE[1], case_path, None, of_size(100), address="here")

    with pytest.raises(LimitError, match="Discard drafts there"):
        begin(FIVE[2], case_path, None, of_size(100), address="here")
    begin(FIVE[3], case_path, None, of_size(100))  # this machine's own
    assert [len(list_drafts(token, 0)) for token in FIVE[:4]] == [1, 1, 0, 1]


def test_many_short_visits_of_one_case_cost_little(case_path):
    """The case as it was opened is kept once, as long as somebody has a draft of it; and the disk is given back."""
    opened = {"pad": [os.urandom(500).hex() for _ in range(100)], "count": 0}
    drafts = [
        begin(new_token(), case_path, STATE, History(opened).with_step("one", opened | {"count": number}))
        for number in range(1, 61)
    ]

    assert drafts_file().stat().st_size < 60_000 + 60 * 1_500
    for draft in drafts:
        discard(draft)
    assert sql("SELECT * FROM opened UNION ALL SELECT number, body FROM entry") == []
    assert drafts_file().stat().st_size < 60_000


# -- kills -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_200_random_moments_a_draft_is_always_whole(case_path):
    """There is none yet, or it is that of some step, with all steps before it."""
    command = [sys.executable, "-m", "tests.editing.savers", "draft", str(case_path), "200", "1"]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=300).stdout)

    assert found["whole"] + found["none"] == 200
    assert ("broken" in found, found["whole"] > 50) == (False, True)


def test_a_draft_taken_up_again_shares_its_records_with_the_case_that_is_open(token, case_path):
    """What the server has in memory for everybody is not there once more for each who drafts."""
    keep(begin(token, case_path, None, History(small_case())), ONE)
    known = small_case()

    history = open_draft(token, case_path, known).history

    assert documents(history) == documents(open_draft(token, case_path).history)
    ours, theirs = (
        {id(record) for kind in RECORD_KINDS for record in records(d, kind)} for d in (history.opened, known)
    )
    assert ours == theirs


def test_a_case_that_many_begin_with_is_packed_once(tmp_path, monkeypatch):
    """What each of them keeps comes back whole, and is kept once."""
    path, packed = tmp_path / "case.geojson", []
    path.write_text(json.dumps(small_case()), encoding="utf-8")
    monkeypatch.setattr(Packed, "of", lambda value, of=Packed.of: packed.append(value) or of(value))
    for token in (new_token(), new_token()):
        file = open_for_editing(path)
        history = edited(History(file.document), Delete("source", ("WIRE",)))
        begin(token, path, file.state, history, opened=file.packed)

        assert open_draft(token, path).history.opened == small_case()
        assert open_draft(token, path).history.document == history.document
    assert sum(value == small_case() for value in packed) == 1
