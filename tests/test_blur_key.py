"""The key for blurring: made once, whole, for its owner alone; a broken one is never replaced by itself."""

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from geodata.core.problems import UnreadableError
from geodata.core.user_dirs import STATE_VARIABLE, made_state_folder, state_folder
from geodata.editing.drafts.draft_folder import made_folder, new_token
from geodata.exporting.blur_secret import case_secret, user_key

POSIX = pytest.mark.skipif(os.name == "nt", reason="permission bits")


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """Return the folder for the user's state, which is not there yet."""
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    return tmp_path / "state"


def modes(folder):
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


def test_threads_that_need_it_at_once_get_one_key(state):
    """Ten times sixteen of them; what was made is whole and nothing else is left."""
    for _ in range(10):
        start = Barrier(16)

        def ask(start=start):
            start.wait()
            return user_key()

        with ThreadPoolExecutor(16) as pool:
            keys = {future.result() for future in [pool.submit(ask) for _ in range(16)]}
        assert keys == {(state / "blur.key").read_bytes()}
        assert sorted(path.name for path in state.iterdir()) == [".blur.key.lock", "blur.key"]
        (state / "blur.key").unlink()


def test_processes_that_need_it_at_once_get_one_key(state):
    """As several commands of a script that is run for the first time."""
    code = "from geodata.exporting.blur_secret import user_key; print(user_key().hex())"
    asking = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert {process.communicate(timeout=120)[0].strip() for process in asking} == {user_key().hex()}
    assert (state / "blur.key").stat().st_size == 32


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_no_key(state, monkeypatch, call):
    """It is said so in a sentence with a remedy, and the next time, with room, one is made."""
    full = OSError(errno.ENOSPC, "No space left on device")

    def fail(*_):
        raise full

    with monkeypatch.context() as patched:
        if call == "write":
            patched.setattr("geodata.exporting.blur_secret.write_through", half_written(fail))
        elif call == "fsync":
            patched.setattr(os, "fsync", fail)
        else:
            patched.setattr(Path, "replace", fail)
        with pytest.raises(UnreadableError, match=r"cannot be kept: No space left on device\. Make room there"):
            case_secret("A")
    assert [path.name for path in state.iterdir()] == [".blur.key.lock"]
    assert len(user_key()) == 32


def half_written(fail):
    def write(handle, data):
        with os.fdopen(handle, "wb") as file:
            file.write(data[:5])
        fail()

    return write


@pytest.mark.parametrize("broken", [b"", b"short", b"x" * 33])
def test_a_broken_key_is_named_and_left(state, broken):
    """Another one would show blurred places elsewhere: the user decides, and is told what follows."""
    state.mkdir()
    (state / "blur.key").write_bytes(broken)
    for _ in range(2):
        with pytest.raises(UnreadableError) as caught:
            user_key()
    for words in (
        f"has {len(broken)} byte",
        "Restore it from a backup",
        "move the file away",
        "shown at other positions",
    ):
        assert words in str(caught.value)
    assert (state / "blur.key").read_bytes() == broken


def test_a_key_that_cannot_be_read_is_left(monkeypatch):
    """The remedy is not to take another folder: the key is there."""
    user_key()

    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableError, match=r"cannot be read: Permission denied\. Allow reading it") as caught:
        user_key()
    assert STATE_VARIABLE not in str(caught.value)


@POSIX
def test_all_of_it_is_for_the_owner_alone(state, monkeypatch):
    """Folder, key and lock, also where the folders above were missing."""
    monkeypatch.setenv(STATE_VARIABLE, str(state / "a" / "b"))
    user_key()
    assert modes(state / "a" / "b") == {"b": 0o700, "blur.key": 0o600, ".blur.key.lock": 0o600}
    assert {modes(folder)[folder.name] for folder in (state, state / "a")} == {0o700}


@POSIX
def test_the_programs_own_folder_is_made_private(tmp_path, monkeypatch):
    """Whoever makes it, drafts or the key, and where an earlier version left it open to all."""
    monkeypatch.delenv(STATE_VARIABLE)
    monkeypatch.setattr("platformdirs.user_state_dir", lambda *_, **__: str(tmp_path / "own"))
    made_folder(new_token())
    assert modes(tmp_path / "own") == {"own": 0o700, "drafts": 0o700}
    (tmp_path / "own").chmod(0o755)
    made_state_folder()
    assert stat.S_IMODE(state_folder().stat().st_mode) == 0o700


@POSIX
def test_a_folder_that_the_user_names_stays_as_it_is(state):
    """A team shares it, or it is a folder with other things."""
    state.mkdir()
    state.chmod(0o750)
    user_key()
    assert modes(state)["state"] == 0o750
