"""Which number of people is meant by a text: "3", "at least 4", "3-5", "about 40, so far", digits of any script.

Words are those of the language data: :mod:`geodata.parsing.languages`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from geodata.core.model import Count
from geodata.core.numbers import with_ascii_numbers
from geodata.core.problems import InputError, quoted
from geodata.core.result_cache import remembered
from geodata.parsing.languages import numbers_in_words, words_for, words_of_counts

_NUMBER: Final = r"([0-9]{1,9}|[1-9][0-9]{0,2}(?:[, ][0-9]{3})+)(?:\.0{1,2})?"


def _any_of(meaning: str, *signs: str) -> str:
    """Return a pattern of the words of all languages that mean one thing, the longest first, and of signs."""
    return "|".join([*map(re.escape, sorted(words_of_counts(meaning), key=len, reverse=True)), *signs])


_DASHES: Final = ("-", "\u2013", "\u2014")
_AGE_OR_SEX: Final = _any_of("by_age_or_sex")
_WHO: Final = f"{_any_of('of_them')}|{_AGE_OR_SEX}"
#: "12 people" is 12, and "3 men" are 3; others that are counted ("5 wounded") may be none that the column is about.
_PEOPLE: Final = rf"(?: (?:{_any_of('people')}|{_WHO}))?"
_EXACT: Final = re.compile(_NUMBER + _PEOPLE, re.IGNORECASE)
_RANGE: Final = re.compile(
    rf"(?:(?:{_any_of('between')}) ?)?{_NUMBER} ?(?:{_any_of('to', *_DASHES)}) ?{_NUMBER}{_PEOPLE}",
    re.IGNORECASE,
)
_AT_LEAST: Final = re.compile(
    rf"(?:{_any_of('at_least', '≥', '>=')}) ?{_NUMBER}{_PEOPLE}"
    rf"|{_NUMBER}{_PEOPLE} ?(?:{_any_of('at_least_behind', '[+]')})",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    rf"(?:{_any_of('more', '>')}) ?{_NUMBER}{_PEOPLE}|{_NUMBER} ?(?:{_any_of('more_behind')})", re.IGNORECASE
)
_AT_MOST: Final = re.compile(rf"(?:{_any_of('at_most', '≤', '<=')}) ?{_NUMBER}{_PEOPLE}", re.IGNORECASE)
_LESS: Final = re.compile(rf"(?:{_any_of('less', '<')}) ?{_NUMBER}{_PEOPLE}", re.IGNORECASE)
#: "12 (incl. 3 children)": those behind the word are among the others; and "12 (3 children)", of whom it is not said.
_INCLUDING: Final = re.compile(
    rf",? ?(?P<open>\()?(?:{_any_of('including')}) [^()0-9]*(?:[0-9]{{1,9}}[^()0-9]*)*(?(open)\))\Z"
    rf"| ?\((?:(?:, ?| (?:{_any_of('to')}) )?[0-9]{{1,9}} (?:{_WHO}))+\)\Z",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(rf"(?:{_any_of('about')}|[~≈]) ?(?=[0-9])", re.IGNORECASE)
_NAMES_WHO: Final = re.compile(rf"(?<!\w)(?:{_WHO})(?!\w)", re.IGNORECASE)
#: "two women and a child": of men, women and children nobody is two, and behind the last "and" nobody is left out.
_GROUP: Final = re.compile(rf"(?:{_NUMBER}|(?:{_any_of('one_of')})) (?:{_AGE_OR_SEX})", re.IGNORECASE)
_LAST_AND: Final = rf",? (?:{'|'.join(map(re.escape, sorted(words_for('and'))))})(?: |(?=[0-9]))"
_NUMBERS: Final = numbers_in_words()
_IN_WORD: Final = r"[\w'\u2019-]"
_LONGEST_FIRST: Final = sorted(map(re.escape, _NUMBERS), key=len, reverse=True)
_WORDS: Final = re.compile(rf"(?<!{_IN_WORD})(?:{'|'.join(_LONGEST_FIRST)})(?!{_IN_WORD})", re.IGNORECASE)
_DOZEN: Final = frozenset(word.casefold() for word in words_of_counts("dozen"))
_NOBODY: Final = frozenset(word for word, number in _NUMBERS.items() if number == 0)
_MAYBE_NOBODY: Final = frozenset(word.casefold() for word in words_of_counts("maybe_nobody")) | {"-", "--", *_DASHES}
_SO_FAR: Final = re.compile(rf",? (?:{_any_of('so_far')})\Z", re.IGNORECASE)


class CountError(InputError):
    """Words that are not a number of people; ``text`` has them."""


@remembered
def read_count(text: str) -> Count:
    """Return the range of people that words state.

    Raises ``CountError`` if they state none: "dozens" has no number, and none is made up for it.

    >>> read_count("3"), read_count("at least ٤"), read_count("more than 20"), read_count("up to 47")
    (Count(min=3, max=3), Count(min=4, max=None), Count(min=21, max=None), Count(min=0, max=47))
    >>> read_count("щонайменше 5"), read_count("20'den fazla"), read_count("entre 3 et 5 personnes")
    (Count(min=5, max=None), Count(min=21, max=None), Count(min=3, max=5))
    >>> read_count("at least two people"), read_count("aucun"), read_count("a dozen").in_words
    (Count(min=2, max=None), Count(min=0, max=0), 'about 12')
    >>> read_count("two women and a child"), read_count("3 men"), read_count("at least one child")
    (Count(min=3, max=3), Count(min=3, max=3), Count(min=1, max=None))
    >>> read_count("about 40, so far").in_words, read_count("12 (incl. 3 children)"), read_count("under 5")
    ('about 40, so far', Count(min=12, max=12), Count(min=0, max=4))
    """
    if with_ascii_numbers(text).casefold() in _DOZEN:
        return Count(12, 12, about=True)  # who counted says a number
    if (together := _sum_of_groups(text)) is not None:
        return Count(together, together)
    plain = with_figures(text)
    if (part := _INCLUDING.search(plain)) is not None:
        whole = read_count(plain[: part.start()])
        if whole.max is not None and any(int(number) > whole.max for number in re.findall("[0-9]+", part[0])):
            raise CountError(f"{quoted(text)} has a part that is more than the whole. Correct one of the two.", text)
        return whole
    so_far = _SO_FAR.search(plain)
    plain = plain if so_far is None else plain[: so_far.start()]
    about = _ABOUT.match(plain)
    plain = plain if about is None else plain[about.end() :]
    return replace(_range(plain, text), about=about is not None, so_far=so_far is not None)


def _range(plain: str, text: str) -> Count:
    """Return the range that plain words state; ``text`` has all of them."""
    if found := _EXACT.fullmatch(plain):
        return Count(_whole(found[1]), _whole(found[1]))
    if found := _RANGE.fullmatch(plain):
        least, most = _whole(found[1]), _whole(found[2])
        if most >= least:
            return Count(least, most)
    if found := _AT_LEAST.fullmatch(plain):
        return Count(_whole(found[1] or found[2]), None)
    if found := _MORE.fullmatch(plain):
        return Count(_whole(found[1] or found[2]) + 1, None)
    if (found := _LESS.fullmatch(plain)) and _whole(found[1]):
        return Count(0, _whole(found[1]) - 1)
    if found := _AT_MOST.fullmatch(plain):
        return Count(0, _whole(found[1]))
    remedy = "Write a number such as 3, 3 to 5 or 4 or more, or leave it empty."
    raise CountError(f"{quoted(text)} is not a number of people. {remedy}", text)


def _sum_of_groups(text: str) -> int | None:
    """Return how many men, women and children are together; ``None`` where a text says more than these."""
    *before, last = re.split(_LAST_AND, with_ascii_numbers(text), flags=re.IGNORECASE)
    groups = [_GROUP.fullmatch(with_figures(part)) for part in (*", ".join(before).split(", "), last) if part]
    return None if None in groups else sum(_whole(group[1] or "1") for group in groups if group)


def with_figures(text: str) -> str:
    """Return words with ASCII figures; where they have none, numbers in words are written in them.

    >>> with_figures("at least two"), with_figures("٤"), with_figures("dozens"), with_figures("twenty-one")
    ('at least 2', '4', 'dozens', 'twenty-one')
    """
    plain = with_ascii_numbers(text)
    if any(map(str.isdigit, plain)):
        return plain
    return _WORDS.sub(lambda word: str(_NUMBERS[word[0].casefold()]), plain)


def means_nobody(text: str) -> bool:
    """Tell whether a word in the place of a number says that there is nobody, whatever it says elsewhere: "nil"."""
    return not text[:1].isdigit() and text.casefold() in _NOBODY


def may_be_nobody(text: str) -> bool:
    """Tell whether a word or a sign in the place of a number says that there is nobody, or says nothing: "none"."""
    return not text[:1].isdigit() and text.casefold() in _MAYBE_NOBODY


def says_who(text: str) -> bool:
    """Tell whether words say more of people than how many: "12 (incl. 3 children)", "3 men".

    >>> says_who("12 dont 3 enfants"), says_who("3 men"), says_who("12")
    (True, True, False)
    """
    return not text.isdigit() and any(form.search(with_ascii_numbers(text)) for form in (_INCLUDING, _NAMES_WHO))


def _whole(number: str) -> int:
    return int(number.replace(",", "").replace(" ", ""))
