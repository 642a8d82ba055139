"""Two windows of one browser and another browser, in any order: the database is always what a model says."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import integers, sampled_from

from geodata.editing.drafts.draft import begin, discard, keep, open_draft
from geodata.editing.drafts.draft_folder import DraftError
from geodata.editing.drafts.draft_list import list_drafts
from geodata.editing.history import History
from geodata.editing.records import same_json

TOKENS = {"left": "a" * 32, "right": "a" * 32, "other": "b" * 32}
WINDOWS = sampled_from(sorted(TOKENS))
OPENED = {"case": {"title": ""}, "features": [0]}


def told(history):
    """Return all that can be seen of a history."""
    back, forth, seen = history, history, [history.document]
    while back.done:
        seen.append((back.last_words, back := back.undo())[0])
        seen.append(back.document)
    while forth.undone:
        forth = forth.redo()
        seen.append((forth.last_words, forth.document))
    return seen


class Windows(RuleBasedStateMachine):
    """Each window holds a draft as it last saw it; the model holds one history for each browser, or none."""

    def __init__(self):
        """Begin with no drafts, in a folder of the run's own."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("CROSSBEARING_DRAFTS", self.folder.name)
        self.path = Path(self.folder.name) / "case.geojson"
        self.held, self.kept, self.writes = {}, {}, 0

    def teardown(self):
        """Leave nothing."""
        self.patch.undo()
        self.folder.cleanup()

    def _write(self, window, write, result):
        """Write, which must be refused exactly if the window does not hold the draft that there is."""
        token, draft = TOKENS[window], self.held.get(window)
        is_newest = draft is not None and self.kept.get(token, (None,))[0] == draft.head
        try:
            written = write(draft)
        except DraftError:
            assert not is_newest
            return
        assert is_newest
        self.held[window] = written
        self.kept[token] = (written.head, result)

    @rule(window=WINDOWS, number=integers(0, 3))
    def begin(self, window, number):
        """Begin with a change: refused where there is one."""
        history = History(OPENED).with_step("begin", OPENED | {"features": [0, number]})
        try:
            draft = begin(TOKENS[window], self.path, None, history)
        except DraftError:
            assert TOKENS[window] in self.kept
        else:
            assert TOKENS[window] not in self.kept
            self.held[window], self.kept[TOKENS[window]] = draft, (draft.head, history)

    @rule(window=WINDOWS, number=integers(0, 3), where=sampled_from(["features", "case"]))
    def step(self, window, number, where):
        """Make one more change, of the same length in each window."""
        if draft := self.held.get(window):
            now = draft.history.document
            value = {"title": str(number)} if where == "case" else [*now["features"], number]
            history = draft.history.with_step(f"{where} {number}", now | {where: value})
            if history is not draft.history:
                self._write(window, lambda draft: keep(draft, history), history)

    @rule(window=WINDOWS, which=sampled_from(["undo", "redo", "saved"]))
    def move(self, window, which):
        """Undo, do again, or write the whole as after a save."""
        if draft := self.held.get(window):
            history = getattr(draft.history, which)()
            if history is not draft.history:
                self._write(window, lambda draft: keep(draft, history), history)

    @rule(window=WINDOWS)
    def discard(self, window):
        """Throw away what is held: refused where another window changed it."""
        if draft := self.held.get(window):
            token = TOKENS[window]
            there = self.kept.get(token)
            try:
                discard(draft)
            except DraftError:
                assert there is not None
                assert there[0] != draft.head
            else:
                assert there is None or there[0] == draft.head
                self.kept.pop(token, None)
                del self.held[window]

    @rule(window=WINDOWS)
    def reload(self, window):
        """Open what there is, and go on with it."""
        draft = open_draft(TOKENS[window], self.path)
        self.held.pop(window, None)
        if draft:
            self.held[window] = draft

    @invariant()
    def the_database_is_what_the_model_says(self):
        """Each browser's draft, with everything that can be undone, or none."""
        for token in set(TOKENS.values()):
            draft, expected = open_draft(token, self.path), self.kept.get(token)
            assert (draft is None) == (expected is None)
            assert len(list_drafts(token, 0)) == (expected is not None)
            if expected:
                assert draft.head == expected[0]
                assert same_json(told(draft.history), told(expected[1]))
                assert same_json(draft.history.opened, expected[1].opened)


Windows.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestWindows = Windows.TestCase
