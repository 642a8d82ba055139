"""Saving: whole or not at all, and never over somebody else's change."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from geodata.app.case_store import BUNDLED_CASE, open_for_editing
from geodata.casefile.serialize import case_text
from geodata.core.problems import CaseProblemsError
from geodata.core.unlinked import set_mode
from geodata.editing import size_limits
from geodata.editing.filestate import FileState, document_state, file_state, is_as_opened
from geodata.editing.locking import LockedError, locked
from geodata.editing.savelog import browser_name, log_name
from geodata.editing.saving import ChangedOnDiskError, SaveError, save
from geodata.editing.size_limits import LimitError
from geodata.editing.versions import version_names
from tests.cases import small_case

NEW = small_case() | {"name": "new"}


@pytest.fixture
def path(tmp_path):
    """Return a saved case."""
    save(tmp_path / "a.geojson", small_case(), opened_as=None)
    return tmp_path / "a.geojson"


def seen(folder):
    """Return the names in a folder that are not hidden."""
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith("."))


def test_a_save_gives_the_state_of_the_file_and_keeps_the_version_before(path):
    """The next save needs no look at the file."""
    old = path.read_bytes()

    state = save(path, NEW, opened_as=file_state(path))

    assert (file_state(path), path.read_text()) == (state, case_text(NEW))
    assert version_names(path)[0].read_bytes() == old
    assert seen(path.parent) == ["a.geojson", "a.geojson.previous", "a.geojson.saves.jsonl"]
    assert state.has_bytes_of(document_state(NEW))


def test_a_save_without_changes_writes_nothing(tmp_path):
    """The bundled case comes back byte for byte, and the version before the last change is not lost."""
    copy = tmp_path / "copy.geojson"
    copy.write_bytes(BUNDLED_CASE.read_bytes())
    opened = open_for_editing(copy)

    state = save(copy, opened.document, opened_as=opened.state)

    assert (state, seen(tmp_path)) == (opened.state, ["copy.geojson"])
    assert case_text(opened.document).encode() == BUNDLED_CASE.read_bytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.write_text(path.read_text().replace("Army", "Navy")), "somebody else changed it"),
        (lambda path: path.unlink(), "was moved or removed"),
    ],
)
def test_somebody_elses_change_is_noticed(path, change, message):
    """What they made of the file stays, whatever its size and time."""
    opened_as = file_state(path)
    change(path)
    os.utime(path.parent)
    theirs = path.read_bytes() if path.exists() else None

    with pytest.raises(ChangedOnDiskError, match=message) as caught:
        save(path, NEW, opened_as=opened_as)

    assert caught.value.now == (file_state(path) if theirs else None)
    assert theirs == (path.read_bytes() if path.exists() else None)
    assert "a.geojson.previous" not in seen(path.parent)


def test_a_change_that_leaves_size_and_time_is_noticed(path):
    """The bytes decide."""
    opened_as = file_state(path)
    path.write_text(path.read_text().replace("Army", "Navy"))
    os.utime(path, ns=(opened_as.mtime_ns, opened_as.mtime_ns))

    with pytest.raises(ChangedOnDiskError, match="Save yours under another name"):
        save(path, NEW, opened_as=opened_as)


def test_a_file_written_anew_with_the_same_bytes_is_not_changed(path):
    """Its time alone is nobody's change."""
    opened_as = file_state(path)
    os.utime(path, ns=(1, 1))

    assert is_as_opened(path, opened_as)
    assert save(path, NEW, opened_as=opened_as) == file_state(path)


def test_a_page_can_ask_whether_the_file_is_as_opened(path):
    """A file that is gone is not."""
    state = file_state(path)
    assert is_as_opened(path, state)
    path.write_text(path.read_text() + " ")
    assert not is_as_opened(path, state)
    path.unlink()
    assert not is_as_opened(path, state)


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_name_replaces_no_file(path, monkeypatch, has_links):
    """Neither where the file system has hard links nor where it has none."""
    if not has_links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError("no links")))
    old = path.read_bytes()

    with pytest.raises(ChangedOnDiskError, match="already a file of that name"):
        save(path, NEW, opened_as=None)
    save(path.with_name("b.geojson"), NEW, opened_as=None)

    assert (path.read_bytes(), path.with_name("b.geojson").read_text()) == (old, case_text(NEW))


def test_without_hard_links_the_version_before_is_a_copy(path, monkeypatch):
    """As on a memory stick."""
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError("no links")))
    old = path.read_bytes()

    save(path, NEW, opened_as=file_state(path))

    assert (version_names(path)[0].read_bytes(), path.read_text()) == (old, case_text(NEW))


def test_a_link_keeps_pointing_and_permission_bits_stay(path, tmp_path):
    """The file that the link leads to is replaced, beside itself."""
    path.chmod(0o640)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.geojson"
    link.symlink_to(path)

    save(link, NEW, opened_as=file_state(link))

    assert (link.is_symlink(), stat.S_IMODE(path.stat().st_mode)) == (True, 0o640)
    assert (path.read_text(), seen(link.parent)) == (case_text(NEW), ["link.geojson"])
    assert stat.S_IMODE(version_names(link)[0].stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["missing/a.geojson", "file/a.geojson", "a\0b", "x" * 300])
def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path, name):
    """Never a traceback."""
    (tmp_path / "file").touch()

    with pytest.raises(SaveError, match=r"cannot be saved: .*under another name"):
        save(tmp_path / name, NEW, opened_as=None)


def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch):
    """And nothing beside it."""
    old = path.read_bytes()
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(SaveError, match=r"No space left on device\. The file is unchanged"):
        save(path, NEW, opened_as=file_state(path))

    assert (path.read_bytes(), seen(path.parent)) == (old, ["a.geojson", "a.geojson.saves.jsonl"])
    assert not list(path.parent.glob(".*.saving"))


def test_a_write_protected_file_is_not_replaced(path, monkeypatch):
    """Replacing needs only the folder; the file's own protection counts."""
    monkeypatch.setattr(os, "access", lambda name, _: name != path)

    with pytest.raises(SaveError, match="is write-protected"):
        save(path, NEW, opened_as=file_state(path))


def test_the_limit_of_size_is_said(path, monkeypatch):
    """Before anything is written, and when a file is opened."""
    monkeypatch.setattr(size_limits, "MAX_CASE_BYTES", 1000)

    with pytest.raises(LimitError, match="Divide it into two cases"):
        save(path, NEW, opened_as=file_state(path))
    with pytest.raises(LimitError, match="at most 0 MB are allowed"):
        open_for_editing(path)


def test_opening_gives_the_state_to_save_with(path):
    """And refuses what is no case, with every problem."""
    opened = open_for_editing(path)
    assert (opened.state, opened.document) == (file_state(path), small_case())

    path.write_text('{"type": "Point", "coordinates": [1]}')
    with pytest.raises(CaseProblemsError, match="has 2 problems"):
        open_for_editing(path)


def test_a_lock_is_waited_for_and_let_go(tmp_path):
    """Between threads of one process too, as two people at one server are."""
    lock, order = tmp_path / "lock", []

    def other():
        with locked(lock):
            order.append("second")

    with locked(lock):
        thread = threading.Thread(target=other)
        thread.start()
        with pytest.raises(LockedError, match="Nothing was written"), locked(lock, wait_s=0.1):
            pass
        order.append("first")
    thread.join()

    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == [lock]


def test_a_file_that_is_no_lock_is_left_alone(path):
    """Somebody else's file of that name is named, not overwritten."""
    lock = path.parent / ".a.geojson.lock"
    lock.write_text("not ours " * 100)

    with pytest.raises(LockedError, match="cannot be locked"):
        save(path, NEW, opened_as=file_state(path))
    assert lock.read_text().startswith("not ours")


@pytest.mark.parametrize("number", [0, 1, 4, 9])
@pytest.mark.parametrize("what", ["folder", "link", "link to nothing", "pipe"])
def test_what_is_no_version_is_left_and_named(path, number, what):
    """A link would be followed, and what it leads to closed to others; from a pipe the save would read for good."""
    theirs, name = path.parent / "theirs.txt", version_names(path)[number]
    theirs.write_text("theirs")
    theirs.chmod(0o666)
    path.chmod(0o600)
    if what == "folder":
        name.mkdir()
    elif what == "pipe":
        os.mkfifo(name)
    else:
        name.symlink_to(theirs if what == "link" else path.parent / "nothing")
    before, names = path.read_bytes(), seen(path.parent)

    with pytest.raises(SaveError, match="Move it away; save again"):
        save(path, NEW, opened_as=file_state(path))

    assert (path.read_bytes(), seen(path.parent)) == (before, names)
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o666
    assert [file.name for file in path.parent.glob(".*")] == [".a.geojson.lock"]


@pytest.mark.parametrize(
    "name", ["a.geojson.saves.jsonl", ".a.geojson.saving", ".a.geojson.keeping", ".a.geojson.lock"]
)
def test_no_name_that_a_save_needs_leads_elsewhere(path, name):
    """The lock above all: two who lock different files both save."""
    (path.parent / name).unlink(missing_ok=True)
    (path.parent / name).symlink_to("/dev/zero")
    with pytest.raises((SaveError, LockedError), match="Move it away"):
        save(path, NEW, opened_as=file_state(path))
    assert path.read_text() == case_text(small_case())


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize(
    "name",
    [
        "a.geojson.saves.jsonl",
        ".a.geojson.saving",
        ".a.geojson.keeping",
        "a.geojson.previous",
        "a.geojson",
        ".a.geojson.logging",
    ],
)
def test_no_name_leads_elsewhere_that_is_changed_while_a_save_runs(path, tmp_path_factory, monkeypatch, name, number):
    """Who may write in the folder, too, can do that at any step; here whenever the disk is waited for.

    What is elsewhere keeps its mode and its owner, and none of it comes into the folder.
    """
    theirs = tmp_path_factory.mktemp("elsewhere") / "theirs.txt"
    theirs.write_text("secret\n" * 9)
    theirs.chmod(0o600)
    path.chmod(0o664)
    opened, waits, wait = file_state(path), iter(range(1, 100)), os.fsync

    def swapped(handle):
        wait(handle)
        if next(waits) == number:
            (path.parent / name).unlink(missing_ok=True)
            (path.parent / name).symlink_to(theirs)

    monkeypatch.setattr(os, "fsync", swapped)
    with suppress(SaveError, LockedError):
        save(path, NEW, opened_as=opened)
        assert stat.S_ISREG(path.lstat().st_mode) or number > 2  # swapped after the last look
    assert (stat.S_IMODE(theirs.stat().st_mode), theirs.read_text()) == (0o600, "secret\n" * 9)
    files = [file for file in path.parent.iterdir() if stat.S_ISREG(file.lstat().st_mode)]
    assert not [file for file in files if b"secret" in file.read_bytes()]


def test_the_lock_is_protected_by_its_own_name_alone(path, tmp_path_factory, monkeypatch):
    """One who held it can put a link in its place and let go: what that leads to is not opened to others."""
    theirs = tmp_path_factory.mktemp("elsewhere") / "theirs.txt"
    theirs.touch(mode=0o600)
    lock, connect = path.parent / ".a.geojson.lock", sqlite3.connect

    def swapped(name, **options):
        connection = connect(name, **options)
        connection.execute("PRAGMA journal_mode=MEMORY")  # it has the file open
        lock.rename(lock.with_suffix(".x"))
        lock.symlink_to(theirs)
        return connection

    path.chmod(0o664)
    monkeypatch.setattr(sqlite3, "connect", swapped)
    with pytest.raises(SaveError, match="cannot be saved"):
        save(path, NEW, opened_as=file_state(path))
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o600


def test_setting_who_may_open_the_lock_lets_go_of_no_lock(tmp_path):
    """Closing a file anywhere in a process lets its locks go (POSIX): here another process must still find it held."""
    lock = tmp_path / "lock"
    with locked(lock):
        set_mode(lock, 0o640)
        assert stat.S_IMODE(lock.stat().st_mode) == 0o640
        script = f"""
from pathlib import Path
from geodata.editing.locking import locked
with locked(Path({str(lock)!r}), wait_s=0):
    pass
"""
        found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Somebody else has been saving" in found.stderr


def test_a_pipe_in_the_place_of_the_file_is_left_and_named(path):
    """Looked at, it would be waited for under the lock for good."""
    opened = file_state(path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(SaveError, match="Move it away; save again"):
        save(path, NEW, opened_as=opened)


def bytes_read():
    """Return how many bytes this process has read, where the system counts them."""
    counts = Path("/proc/self/io")
    return int(counts.read_text().split()[1]) if counts.exists() else 0


def test_large_files_and_many_beside_a_case_do_not_hold_a_save_up(path, monkeypatch):
    """Of a version of ten gigabytes nothing is read, of such a log the end; 5,000 other files are not looked at."""
    for number in range(5_000):
        (path.parent / f"a.geojson.previous.{number + 11}").touch()
    for name in (version_names(path)[0], log_name(path)):
        with name.open("wb") as file:
            file.truncate(10 * 10**9)
            file.seek(0, os.SEEK_END)
            file.write(b'\n{"who": "last"}\n')
    state, looked_at, stat_of = file_state(path), [], os.stat
    monkeypatch.setattr(os, "stat", lambda *words, **more: looked_at.append(words) or stat_of(*words, **more))
    before = bytes_read()

    save(path, NEW, opened_as=state, who="me")

    assert bytes_read() - before < 5 * 2**20
    assert len(looked_at) < 500
    assert [json.loads(line)["who"] for line in log_name(path).read_text().splitlines()] == ["last", "me"]
    assert version_names(path)[1].stat().st_size > 10**10


def test_a_lock_that_locks_nothing_is_refused(tmp_path, monkeypatch):
    """A write-protected one would be had by two at once."""
    monkeypatch.setattr(os, "access", lambda path, _: path == tmp_path)

    with pytest.raises(LockedError, match="cannot be locked"), locked(tmp_path / "lock"):
        pass
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="is not allowed"), locked(tmp_path / "lock"):
        pass


def savers(*arguments):
    """Start the processes of savers.py."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.editing.savers", *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_200_random_moments_the_file_is_always_whole(tmp_path):
    """The old version or the new one; so is the one kept; and some of the kills fell into a save."""
    with savers("kill", tmp_path / "a.geojson", 200, 1) as process:
        found = Counter(json.loads(process.communicate(timeout=150)[0]))  # a slow disk may never come to version 1

    assert found["version 1"] + found["version 2"] == 200
    assert ("broken" in found, found["previous broken"]) == (False, 0)
    assert found["killed within a save"] > 20


def test_of_two_processes_that_save_at_once_neither_loses_a_save(tmp_path):
    """Each adds one to a number, on what the file is then: none of the additions is overwritten."""
    (tmp_path / "a.geojson").write_text(case_text({"case": {"count": 0}}))
    racing = [savers("race", tmp_path / "a.geojson", name, 60) for name in "AB"]
    for process in racing:
        process.communicate(timeout=150)

    assert json.loads((tmp_path / "a.geojson").read_text())["case"]["count"] == 120


def test_a_kill_between_keeping_and_replacing_is_got_over(path):
    """The version before may then be the file itself under its other name."""
    os.link(path, version_names(path)[0])
    (path.parent / ".a.geojson.saving").write_text("half")

    save(path, NEW, opened_as=file_state(path))

    assert (version_names(path)[0].read_text(), path.read_text()) == (case_text(small_case()), case_text(NEW))
    assert [file.name for file in path.parent.glob(".*")] == [".a.geojson.lock"]


def test_a_state_survives_json():
    """As a draft keeps it."""
    state = FileState.of(b"a", 5)

    assert FileState.from_json(json.loads(json.dumps(state.to_json()))) == state


def test_ten_versions_are_kept_and_each_save_is_logged(path):
    """Of twelve saves: the newest first, in order, as private as the file; a line each, in a chain of sums."""
    path.chmod(0o600)
    for number in range(12):
        save(path, small_case() | {"name": str(number)}, opened_as=file_state(path), who="browser 1")

    names = [json.loads(name.read_bytes())["name"] for name in version_names(path)]
    lines = [json.loads(line) for line in log_name(path).read_text().splitlines()]
    assert names == [str(number) for number in range(10, 0, -1)]
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert [line["who"] for line in lines[1:]] == ["browser 1"] * 12
    assert [line["before"] for line in lines[1:]] == [line["after"] for line in lines[:-1]]
    assert lines[-1]["after"] == file_state(path).sha256


def test_a_log_counts_records_and_tells_no_token(path):
    """One record changed, one removed; a browser has a name of its own."""
    document = small_case()
    document["case"]["title"] = "Another"
    document["features"].pop()
    save(path, document, opened_as=file_state(path), who=browser_name("secret"))
    last = json.loads(log_name(path).read_text().splitlines()[-1])
    assert (last["added"], last["changed"], last["removed"]) == (0, 1, 1)
    assert "secret" not in last["who"]


def test_what_a_killed_save_left_goes_when_the_file_is_opened(path):
    """Nothing readable by others stays beside a private file."""
    (path.parent / ".a.geojson.saving").write_text("half")
    open_for_editing(path)
    assert not (path.parent / ".a.geojson.saving").exists()
