"""What is asked about a file before it comes in: one form of question, for the page and for the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geodata.core.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: The answer that there is none, wherever that is one.
NONE: Final = "none"


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

    def takes(self, answer: str) -> bool:
        """Tell whether a text answers it."""
        return any(choice.key == answer for choice in self.choices) or (self.is_open and bool(answer.strip()))

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
    """The answers there are, and the questions that none of them settles.

    Attributes
    ----------
    open
        Questions that nobody has answered, by key, in the order in which they came up.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._settled: set[str] = set()
        self.open: dict[str, ImportQuestion] = {}

    def ask(self, question: ImportQuestion) -> str | None:
        """Return the answer to a question; ``None`` where there is none, or none that it takes: then it is open."""
        answer = self._answers.get(question.key)
        if answer is not None and question.takes(answer):
            self._settled.add(question.key)
            return answer
        if answer is not None:
            question = replace(question, text=f"{question.text} {quoted(answer)} is none of the answers.")
        self.open[question.key] = question
        return None

    def given(self, key: str, answers: Collection[str] | None = None) -> str | None:
        """Return an answer that was given before anybody asked, if it is one of some; ``None`` for none."""
        answer = self._answers.get(key)
        if answer is None or (answers is not None and answer not in answers):
            return None
        self._settled.add(key)
        return answer

    def with_rows(self, key: str, rows: Iterable[int]) -> None:
        """Say which rows an open question is about, where that is known only later."""
        if key in self.open:
            self.open[key] = replace(self.open[key], rows=tuple(dict.fromkeys(rows)))

    def unused(self) -> tuple[str, ...]:
        """Return the keys of answers to what was not asked of this file."""
        return tuple(key for key in self._answers if key not in self._settled and key not in self.open)
