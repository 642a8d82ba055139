"""Processes that save, to be killed or set against each other; started fresh, so they import little.

``python -m tests.editing.savers kill FILE TIMES SEED`` lets a child save two versions of a case in turn, kills it with
SIGKILL after a random time, looks at the file, and does it again; it prints what it saw as JSON.
``python -m tests.editing.savers draft FILE TIMES SEED`` does the same with drafts of a case of that name, kept where
the environment says; ``both`` drafts and saves in turn, as the page does, and goes on after each kill.
With ``faults.c`` preloaded (:func:`run`), some child's call of the system fails, or is the last thing that it does.
``python -m tests.editing.savers race FILE NAME TIMES`` adds one to a number in a case, again and again, as one of
several processes that do.
"""

from __future__ import annotations

import ctypes
import functools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.casefile.serialize import case_text
from geodata.core.problems import GeodataError
from geodata.editing.drafts.draft import begin, discard, keep, open_draft
from geodata.editing.drafts.draft_folder import new_token
from geodata.editing.drafts.draft_saving import is_changed_by_others, prepared, read_last_save, save_prepared
from geodata.editing.filestate import FileState, file_state
from geodata.editing.history import History
from geodata.editing.saving import ChangedOnDiskError, save
from geodata.editing.versions import version_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.editing.drafts.draft import Draft

#: Longer than a save takes here, so that kills fall everywhere within it.
_LONGEST_S = 0.02
#: How long a child may go on after a call that failed.
_AFTER_S = 0.2
#: What the random call is, of those that a child makes.
_LATEST_CALL = 60
_MODES = ("killed before", "killed behind", "no space", "no disk")


def version(number: int) -> dict:
    """Return a case of some kilobytes that says which version it is on every line."""
    features = [{"type": "Feature", "id": f"V{number}-{index}", "pad": str(number) * 200} for index in range(100)]
    return {"type": "FeatureCollection", "case": {"schema": 1, "version": number}, "features": features}


def can_fail() -> bool:
    """Tell whether calls of the system can be made to fail here."""
    return sys.platform == "linux" and shutil.which("cc") is not None


@functools.cache
def _faults() -> str:
    """Return the library that is preloaded, made at the first call."""
    made = Path(tempfile.mkdtemp()) / "faults.so"
    source = Path(__file__).with_name("faults.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return str(made)


def run(what: str, path: Path, times: int, seed: int, *, is_faulty: bool, wait_s: float = 600) -> Counter[str]:
    """Run this module in a process of its own and return what it saw."""
    environment = os.environ | ({"LD_PRELOAD": _faults()} if is_faulty else {})
    command = [sys.executable, "-m", "tests.editing.savers", what, str(path), str(times), str(seed)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=wait_s)
    return Counter(json.loads(done.stdout))


def killed_after(
    work: Callable[[int], None], chance: random.Random, longest_s: float = _LONGEST_S
) -> tuple[str, bytes]:
    """Fork a child that works until it is killed; return how it ended and what it reported into its pipe.

    Its time counts from when it begins: on a machine with much else to do that is long after it was made.
    """
    (end, start), (begun, begins) = os.pipe(), os.pipe()
    call, mode = chance.randint(1, _LATEST_CALL), chance.randrange(len(_MODES))
    is_faulty, seconds = "LD_PRELOAD" in os.environ, chance.uniform(0, longest_s)
    child = os.fork()
    if child == 0:
        try:
            os.write(begins, b".")
            if is_faulty:
                ctypes.CDLL(None).fail_at(call, mode, start)
            work(start)
        except BaseException:  # noqa: BLE001 - to be seen, whatever it is
            traceback.print_exc()
        finally:
            os._exit(1)  # only if the work fails: it never ends by itself
    os.close(start)
    os.close(begins)
    with os.fdopen(begun, "rb") as pipe:
        pipe.read(1)
    time.sleep(_AFTER_S if is_faulty else seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(end, "rb") as pipe:
        reported = pipe.read()
    if not os.WIFSIGNALED(status):
        raise SystemExit("the child ended before it was killed")
    return _MODES[mode] if is_faulty else "killed", reported


def save_in_turn(path: Path) -> None:
    """Save one version after the other, for ever; what fails is tried again."""
    state = file_state(path)
    number = 1
    while True:
        try:
            state = save(path, version(number), opened_as=state)
        except GeodataError:
            state = file_state(path)
        number = 3 - number


def kill_savers(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill savers at random moments; return how often each version was there, whole, and what else was."""
    chance = random.Random(seed)
    wholes = {case_text(version(number)): f"version {number}" for number in (1, 2)}
    save(path, version(2), opened_as=None)
    seen: Counter[str] = Counter()
    for _ in range(times):
        seen[killed_after(lambda _: save_in_turn(path), chance)[0]] += 1
        seen[wholes.get(path.read_text(encoding="utf-8"), "broken")] += 1
        previous = version_names(path)[0]
        seen["previous broken"] += previous.exists() and previous.read_text(encoding="utf-8") not in wholes
        seen["killed within a save"] += any(path.parent.glob(".*.saving"))
    return seen


def keep_in_turn(token: str, path: Path) -> None:
    """Begin a draft, keep ten more steps, discard it, for ever; what fails is tried again."""
    history = History(counting(0)).with_step("Step 1", counting(1))
    while True:
        with suppress(GeodataError):
            draft = open_draft(token, path) or begin(token, path, None, history)
            for number in range(draft.history.document["case"]["count"] + 1, 11):
                draft = keep(draft, draft.history.with_step(f"Step {number}", counting(number)))
            discard(draft)


def counting(number: int) -> dict:
    """Return a case of some kilobytes that counts."""
    return {"case": {"count": number}, "features": [{"id": "A", "pad": str(number) * 20_000}]}


def kill_keepers(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill keepers of drafts at random moments; return how often a draft was whole, or none, and what else was."""
    chance, token, other = random.Random(seed), new_token(), new_token()
    seen: Counter[str] = Counter()
    longest_s = 0.0
    for number in range(times):
        if number % 10 == 0:
            # On a slow disk, or a machine with much else to do, a draft takes longer than any child would live.
            began_s = time.monotonic()
            discard(begin(other, path, None, History(counting(0)).with_step("Step 1", counting(1))))
            longest_s = max(_LONGEST_S, 2 * (time.monotonic() - began_s))
        seen[killed_after(lambda _: keep_in_turn(token, path), chance, longest_s)[0]] += 1
        draft = open_draft(token, path)
        if draft is None:
            seen["none"] += 1
            continue
        count = len(draft.history.done)
        is_whole = draft.history.document == counting(count) and draft.history.last_words == f"Step {count}"
        seen["whole" if is_whole else "broken"] += 1
    return seen


def taken_up(token: str, path: Path) -> Draft | None:
    """Return the draft as the page takes it up."""
    draft = open_draft(token, path)
    return None if draft is None else read_last_save(draft)


def stepped(token: str, path: Path, draft: Draft | None) -> Draft:
    """Count one further, in a draft that is begun if there is none."""
    if draft is None:
        data = path.read_bytes()
        opened = json.loads(data)
        number = opened["case"]["count"] + 1
        history = History(opened).with_step(f"Step {number}", counting(number))
        return begin(token, path, FileState.of(data, path.stat().st_mtime_ns), history)
    number = draft.history.document["case"]["count"] + 1
    return keep(draft, draft.history.with_step(f"Step {number}", counting(number)))


def work_as_the_page(token: str, path: Path, pipe: int) -> None:
    """Count, save at every third number, discard behind every fifth save, for ever; report what was done.

    A failed call is told, and the page goes on with the draft that it has, or with one that it reloads.
    """
    draft, is_open = None, False
    while True:
        try:
            draft, is_open = draft if is_open else taken_up(token, path), True
            draft = stepped(token, path, draft)
            number = draft.history.document["case"]["count"]
            os.write(pipe, b"kept %d\n" % number)
            if number % 3 == 0:
                draft = prepared(draft)
                draft = save_prepared(draft)
                os.write(pipe, b"saved %d\n" % number)
            if number % 15 == 0:
                discard(draft)
                draft = None
        except GeodataError:
            is_open = False


def kill_pages(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill who drafts and saves at random moments; return what was found and whether one could go on each time."""
    chance, token = random.Random(seed), new_token()
    path.write_text(case_text(counting(0)), encoding="utf-8")
    seen = Counter(
        dict.fromkeys(("kills", "refused", "lost", "broken", "stuck", "cut short between file and draft"), 0)
    )
    kept, saved = 0, 0
    for _ in range(times):
        how, reported = killed_after(lambda pipe: work_as_the_page(token, path, pipe), chance)
        seen.update([how, "kills"])
        for line in reported.decode().splitlines():
            what, number = line.split()
            kept, saved = (int(number), saved) if what == "kept" else (kept, int(number))
        in_file = json.loads(path.read_bytes())["case"]["count"]
        raw, draft = open_draft(token, path), taken_up(token, path)
        seen["cut short between file and draft"] += (
            raw is not None and raw.meant is not None and raw is not draft and (raw.opened_as != draft.opened_as)
        )
        document = draft.history.document if draft else json.loads(path.read_bytes())
        now = document["case"]["count"]
        seen["lost"] += now < kept or in_file < saved
        seen["broken"] += document != counting(now) or path.read_text(encoding="utf-8") != case_text(counting(in_file))
        seen["refused"] += draft is not None and is_changed_by_others(draft)
        try:
            draft = save_prepared(prepared(stepped(token, path, draft)))
        except GeodataError as error:
            seen[f"stuck: {error}"] += 1
            seen["stuck"] += 1
            continue
        kept = saved = draft.history.document["case"]["count"]
    return seen


def count_up(path: Path, name: str, times: int) -> None:
    """Add one to a number in a case, each time on what the file is then, as often as asked."""
    done = 0
    while done < times:
        data = path.read_bytes()
        document = json.loads(data)
        document["case"]["count"] += 1
        document["case"]["last"] = name
        try:
            save(path, document, opened_as=FileState.of(data, 0))
        except ChangedOnDiskError:
            continue
        done += 1


if __name__ == "__main__":
    kill = {"kill": kill_savers, "draft": kill_keepers, "both": kill_pages}.get(sys.argv[1])
    if kill:
        print(json.dumps(kill(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))  # noqa: T201 - its result
    else:
        count_up(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
