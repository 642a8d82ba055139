"""Processes that save, to be killed or set against each other; started fresh, so they import little.

``python -m tests.editing.savers kill FILE TIMES SEED`` lets a child save two versions of a case in turn, kills it with
SIGKILL after a random time, looks at the file, and does it again; it prints what it saw as JSON.
``python -m tests.editing.savers draft FILE TIMES SEED`` does the same with drafts of a case of that name, kept where
the environment says.
``python -m tests.editing.savers race FILE NAME TIMES`` adds one to a number in a case, again and again, as one of
several processes that do.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.casetext import case_text
from geodata.editing.draftfolder import new_token
from geodata.editing.drafts import begin, discard, keep, open_draft
from geodata.editing.filestate import FileState, file_state
from geodata.editing.history import History
from geodata.editing.saving import ChangedOnDiskError, previous_name, save

if TYPE_CHECKING:
    from collections.abc import Callable

#: Longer than a save takes here, so that kills fall everywhere within it.
_LONGEST_S = 0.02


def version(number: int) -> dict:
    """Return a case of some kilobytes that says which version it is on every line."""
    features = [{"type": "Feature", "id": f"V{number}-{index}", "pad": str(number) * 200} for index in range(100)]
    return {"type": "FeatureCollection", "case": {"schema": 1, "version": number}, "features": features}


def killed_after(work: Callable[[], None], seconds: float) -> None:
    """Fork a child that works until it is killed, and kill it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)  # only if the work fails: it never ends by itself
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("the child ended before it was killed")


def save_in_turn(path: Path) -> None:
    """Save one version after the other, for ever."""
    state = file_state(path)
    number = 1
    while True:
        state = save(path, version(number), opened_as=state)
        number = 3 - number


def kill_savers(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill savers at random moments; return how often each version was there, whole, and what else was."""
    seconds = random.Random(seed)
    wholes = {case_text(version(number)): f"version {number}" for number in (1, 2)}
    save(path, version(2), opened_as=None)
    seen: Counter[str] = Counter()
    for _ in range(times):
        killed_after(lambda: save_in_turn(path), seconds.uniform(0, _LONGEST_S))
        seen[wholes.get(path.read_text(encoding="utf-8"), "broken")] += 1
        previous = previous_name(path)
        seen["previous broken"] += previous.exists() and previous.read_text(encoding="utf-8") not in wholes
        seen["killed within a save"] += any(path.parent.glob(".*.saving"))
    return seen


def keep_in_turn(token: str, path: Path) -> None:
    """Begin a draft, keep ten more steps, discard it, for ever."""
    while True:
        history = History(counting(0)).with_step("Step 1", counting(1))
        draft = open_draft(token, path) or begin(token, path, None, history)
        for number in range(draft.history.document["case"]["count"] + 1, 11):
            draft = keep(draft, draft.history.with_step(f"Step {number}", counting(number)))
        discard(draft)


def counting(number: int) -> dict:
    """Return a case of some kilobytes that counts."""
    return {"case": {"count": number}, "features": [{"id": "A", "pad": str(number) * 20_000}]}


def kill_keepers(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill keepers of drafts at random moments; return how often a draft was whole, or none, and what else was."""
    seconds, token = random.Random(seed), new_token()
    seen: Counter[str] = Counter()
    for _ in range(times):
        killed_after(lambda: keep_in_turn(token, path), seconds.uniform(0, _LONGEST_S))
        draft = open_draft(token, path)
        if draft is None:
            seen["none"] += 1
            continue
        count = len(draft.history.done)
        is_whole = draft.history.document == counting(count) and draft.history.last_words == f"Step {count}"
        seen["whole" if is_whole else "broken"] += 1
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
    kill = {"kill": kill_savers, "draft": kill_keepers}.get(sys.argv[1])
    if kill:
        print(json.dumps(kill(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))  # noqa: T201 - its result
    else:
        count_up(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
