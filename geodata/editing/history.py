"""Undo and redo: the steps from the case as it was opened to what it is now, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.core.json_path import Json
from geodata.editing.records import same_json
from geodata.editing.size_limits import MAX_STEPS


@dataclass(frozen=True, eq=False)
class Step:
    """One change; equal to itself alone."""

    words: str
    """What it does, for a button: ``"Delete source TRT"``."""
    before: Json
    after: Json


@dataclass(frozen=True)
class History:
    """A case under editing. Documents share what is the same in them, so that steps take little room.

    >>> history = History({"a": 1}).with_step("Add b", {"a": 1, "b": 2})
    >>> history.undo().document, history.undo().redo().document, history.undo().next_words
    ({'a': 1}, {'a': 1, 'b': 2}, 'Add b')
    """

    opened: Json
    """The case as it was opened."""
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    """What can be done again, the next one last."""
    start: Json | None = None
    """The case before the first step, where that is not what was opened: some steps can no longer be undone."""

    @property
    def document(self) -> Json:
        """The case as it is now."""
        if self.done:
            return self.done[-1].after
        if self.undone:
            return self.undone[-1].before
        return self.opened if self.start is None else self.start

    @property
    def last_words(self) -> str:
        """What :meth:`undo` takes back; empty if there is nothing."""
        return self.done[-1].words if self.done else ""

    @property
    def next_words(self) -> str:
        """What :meth:`redo` does again; empty if there is nothing."""
        return self.undone[-1].words if self.undone else ""

    @property
    def is_changed(self) -> bool:
        """True if the case is not what was opened."""
        return not same_json(self.document, self.opened)

    def with_step(self, words: str, document: Json) -> History:
        """Return the history with one more step; what was undone is gone.

        The oldest of more than 500 steps can no longer be undone. A step that changes nothing is none.
        """
        if same_json(document, self.document):
            return self
        done = (*self.done, Step(words, self.document, document))
        return replace(self, done=done[-MAX_STEPS:], undone=())

    def undo(self) -> History:
        """Return the history one step earlier; the same if there is none."""
        if not self.done:
            return self
        return replace(self, done=self.done[:-1], undone=(*self.undone, self.done[-1]))

    def redo(self) -> History:
        """Return the history one step later; the same if nothing was undone."""
        if not self.undone:
            return self
        return replace(self, done=(*self.done, self.undone[-1]), undone=self.undone[:-1])

    def saved(self) -> History:
        """Return the history after a save: what is now counts as opened, and the steps can still be undone."""
        return replace(self, opened=self.document)
