"""What is asked about a file before it comes in: one form of question, for the page and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from geodata.core.problems import InputError, Problem, problem_of, quoted, some
from geodata.importing.mapping import MappingError, no_column

#: The answer that there is none, wherever that is one.
NONE: Final = "none"
#: Rule that answers break to what was not asked.
UNUSED: Final = "import.unused-answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    key: str
    words: str
    lon_lat: tuple[float, float] | None = None
    """In degrees, of the place that it is; ``None`` for none, or one of which nobody knows where it is."""


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """Something that is not guessed: until it is answered, what it is about stays as its text says."""

    key: str
    """For :attr:`geodata.importing.import_result.ImportOptions.answers`."""
    text: str
    choices: tuple[Answer, ...]
    option: str
    """What answers it on the command line."""
    rows: tuple[int, ...] = ()
    is_open: bool = False
    """True if any other text is an answer too, such as a name."""

    def to_json(self) -> dict[str, Any]:
        """Return the members."""
        choices = {choice.key: choice.words for choice in self.choices}
        return {
            "key": self.key,
            "text": self.text,
            "choices": choices,
            "option": self.option,
            "open": self.is_open,
            "rows": list(self.rows),
        }


class Inquiry:
    """The answers there are, and what becomes of each: a question is settled, or it is refused, or nobody asked.

    Attributes
    ----------
    open
        Questions that nobody has answered, by key, in the order in which they are asked.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._settled: set[str] = set()
        self._refused: dict[str, Problem] = {}
        self.open: dict[str, ImportQuestion] = {}

    def ask(self, question: ImportQuestion, reads: Callable[[str], object] | None = None, *,
            is_first: bool = False) -> str | None:  # fmt: skip
        """Return the answer to a question; ``None`` where there is none, or none that it takes: then it is open.

        ``reads``: raises ``InputError`` for a text of its own that answers nothing. ``is_first``: before the others,
        which its answer may settle.
        """
        answer = self._answers.get(question.key)
        if answer is None or not self._is_taken(question, answer, reads):
            problem = self._refused.get(question.key)
            said = "" if problem is None else f" {problem.message} {problem.remedy}"
            asked = {question.key: replace(question, text=f"{question.text}{said}")}
            self.open = asked | self.open if is_first else self.open | asked
            return None
        self._settled.add(question.key)
        return answer

    def given(self, key: str, answers: Collection[str] | None = None,
              reads: Callable[[str], object] | None = None) -> str | None:  # fmt: skip
        """Return an answer that was given before anybody asked, if it is one of some; ``None`` for none.

        ``reads``: as for :meth:`ask`.
        """
        answer = self._answers.get(key)
        if answer is None or (answers is not None and answer not in answers) or not self._can_be_read(key, reads):
            return None
        self._settled.add(key)
        return answer

    def with_rows(self, key: str, rows: Iterable[int]) -> None:
        """Say which rows an open question is about, where that is known only later."""
        if key in self.open:
            self.open[key] = replace(self.open[key], rows=tuple(dict.fromkeys(rows)))

    def hold_to_columns(self, prefix: str, columns: Collection[str]) -> None:
        """Refuse answers whose key names a column behind a prefix, where there is no such column."""
        for key in self._answers:
            heading = key.removeprefix(prefix)
            if heading != key and heading not in columns:
                self._refused[key] = problem_of(
                    key, "import.no-column", MappingError(no_column(heading, columns), heading)
                )

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with answers, each at its key: what is none of the answers, and what nobody asked."""
        asked = [*self.open, *self._settled]
        what = f"it asks {some(asked)}" if asked else "it asks nothing"
        unused = [
            Problem(key, UNUSED, f"The file asks no such question, so {quoted(answer)} would do nothing.",
                    f"Leave it out; {what}.")
            for key, answer in self._answers.items()
            if key not in asked and key not in self._refused
        ]  # fmt: skip
        return (*self._refused.values(), *unused)

    def _is_taken(self, question: ImportQuestion, answer: str, reads: Callable[[str], object] | None) -> bool:
        if any(choice.key == answer for choice in question.choices):
            return True
        if question.is_open and answer.strip():
            return self._can_be_read(question.key, reads)
        known = some([choice.key for choice in question.choices])
        message, remedy = f"{quoted(answer)} is none of the answers.", f"Give {known}{' or a name' * question.is_open}."
        self._refused.setdefault(question.key, Problem(question.key, "import.answer", message, remedy))
        return False

    def _can_be_read(self, key: str, reads: Callable[[str], object] | None) -> bool:
        try:
            if reads is not None:
                reads(self._answers[key])
        except InputError as error:
            self._refused[key] = problem_of(key, "import.answer", error)
        return key not in self._refused
