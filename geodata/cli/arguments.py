"""Options as a person gives them: each value is read, each wrong one noted with the others, and none given twice."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, Final

from geodata.cli.output import print_json
from geodata.core.problems import GeodataError, InputError, Problem, UsageError, problem_of, quoted
from geodata.core.text import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

#: A word that argparse would take for an option, and that no option begins like: a negative number.
_NEGATIVE_NUMBER: Final = re.compile("-[0-9.]")
_NO_CALL: Final = "What was typed calls no command. Standard error says what is wrong, and --help how it is called."


class Arguments(argparse.ArgumentParser):
    """A parser that stops at no wrong value: ``faults`` of what it gives has all of them.

    A reader of values, ``type``, raises ``GeodataError``.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as argparse has them
        super().__init__(*arguments, **named)
        for action in (None, "store"):
            self.register("action", action, _Once)
        self.register("action", "append", _Each)

    def all_of(self, words: Sequence[str]) -> argparse.Namespace:
        """Return what was asked for, negative numbers as they were written, with the ``faults`` of its values."""
        # A word that begins with a space is not an option to argparse.
        spaced = [f" {word}" if _NEGATIVE_NUMBER.match(word) else word for word in words]
        try:
            return self.parse_args(spaced, argparse.Namespace(faults=(), given={}, json=False, finds_all=False))
        except SystemExit as stop:
            if stop.code and "--json" in words:
                print_json({"error": _NO_CALL})
            raise


def refuse_faults(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` if anything is wrong with the values that were given."""
    if options.faults:
        raise UsageError(options.faults)


class _Once(argparse.Action):
    """Store the value of an option that is given once, or of a word that is no option."""

    def __init__(
        self,
        option_strings: Sequence[str],
        dest: str,
        type: Callable[[str], object] | None = None,  # noqa: A002 - as argparse calls it
        choices: Collection[str] | None = None,
        **named: Any,  # noqa: ANN401 - what argparse takes beside it
    ) -> None:
        super().__init__(option_strings, dest, **named)
        self._reads = type or str
        self._choices = choices
        if choices is not None and self.metavar is None:
            self.metavar = f"{{{','.join(choices)}}}"

    def __call__(
        self,
        _parser: object,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Read and keep what was given; note what is wrong with it."""
        if values is None:  # its value may be left out, and is
            self._keep(namespace, None)
            return
        if not isinstance(values, str):
            setattr(namespace, self.dest, [_as_written(value) for value in values])
            return
        words = _as_written(values)
        self._note_twice(namespace, words, option_string)
        try:
            self._keep(namespace, self._read(words))
        except GeodataError as error:
            _note(namespace, problem_of(option_string or self.dest, "usage.value", error))

    def _note_twice(self, namespace: argparse.Namespace, words: str, option_string: str | None) -> None:
        given: dict[str, str] = vars(namespace).setdefault("given", {})
        if option_string is not None and self.dest in given:
            message = f"It is given twice, as {quoted(given[self.dest])} and as {quoted(words)}."
            _note(namespace, Problem(option_string, "usage.twice", message, "Give it once."))
        given[self.dest] = words

    def _keep(self, namespace: argparse.Namespace, value: object) -> None:
        setattr(namespace, self.dest, value)

    def _read(self, words: str) -> object:
        if self._choices is not None and words not in self._choices:
            raise InputError(f"{quoted(words)} is not one of its values. Give {any_of(*self._choices)}.", words)
        return self._reads(words)


class _Each(_Once):
    """Gather the values of an option that may be given several times."""

    def _note_twice(self, *_: object) -> None:
        pass

    def _keep(self, namespace: argparse.Namespace, value: object) -> None:
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), value])


def _as_written(value: str) -> str:
    return value[1:] if value.startswith(" ") and _NEGATIVE_NUMBER.match(value[1:]) else value


def _note(namespace: argparse.Namespace, fault: Problem) -> None:
    namespace.faults = (*getattr(namespace, "faults", ()), fault)


def whole_number(words: str) -> int:
    """Return a number that counts something.

    Raises ``InputError`` if it is none.
    """
    if not re.fullmatch("[0-9]{1,9}", words):
        raise InputError(f"{quoted(words)} is not a whole number. Write one such as 3.", words)
    return int(words)


def some_words(words: str) -> str:
    """Return words that say something.

    Raises ``InputError`` if they are empty: a variable of a script that is not set must not pass for nothing asked.
    """
    if not words.strip():
        raise InputError(f"{quoted(words)} says nothing. Write something, or leave the option out.", words)
    return words
