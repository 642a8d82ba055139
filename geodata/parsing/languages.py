"""What words of tables mean in each language: headings, months, yes and no, and what says that nothing is stated.

Each language is a file of ``geodata/data/languages/``, named by its code, and nothing of it is code: a new word is a
word more in a list. ``headings`` has the words for each member (:mod:`geodata.importing.members`); ``words`` has lists:

- ``months``, twelve lists of the names of a month, and ``weekdays``, seven of those of a day, from Monday on, as they
  stand in dates;
- ``year_of_date``, ``month_of_date`` and ``day_of_date``, headings of columns that are parts of a date;
- ``affirm`` and ``deny``, yes and no;
- ``any_name``, headings under which anything may have its name: a place only beside its position;
- ``clock`` and ``day``, words for a time of day and for a day in headings;
- ``of_event``, words that only say that a heading is of an event: "description of the incident";
- ``not_stated``, what people write where there is nothing to say;
- ``other_days``, words of headings of days on which no event was: of birth, of an update;
- ``record_made``, headings of when a record was made or a form sent, which may be when something happened;
- ``daylight``, lists of words for parts of a day by the sun, as they stand for a time of day: ``dawn``, ``morning``,
  ``noon``, ``afternoon``, ``dusk``, ``evening`` and ``night``; ``part_of_day``, words for other parts, and
  ``part_of_night``, for those of a night, which is of two days;
- ``or`` and ``and`` between names; ``not``, ``doubt`` and ``nobody``, words before or behind one by which it is none;
- ``until_date`` and ``since_date``, what stands before a date that something was not after, or not before;
- ``until_now``, what stands behind a date, or for the last one, that goes on: "to present";
- ``as_above``, what a cell says that is the same as the one above it;
- ``of_area``, words by which a name is that of an area, beside the headings of provinces and districts, in the forms
  that stand beside names, and what stands between the two: "provincia de";
- ``of_people``, words that only say that a heading is of people: "number of people killed";
- ``verdict``, headings of what somebody found of a claim, and ``refuted``, words by which it was untrue;
- ``sum``, what a row that adds up others begins with;
- ``between``, ``behind_day`` and ``behind_year``, what stands between the parts of a date, or behind one, and says
  nothing: "6 de diciembre de 2022", "1er décembre".

``counts`` has what stands before and behind the number of people: ``at_least``, ``more`` and ``at_most`` before it,
``less`` too; ``at_least_behind`` and ``more_behind`` behind it; ``between`` and ``to`` with two; ``about`` and
``so_far``; ``including``, before a part of those that were counted; ``by_age_or_sex`` and ``of_them``, who are counted:
nobody is two of the first; ``one_of``, articles that say one; ``people``, words that name nobody in particular;
``numbers``, lists of the words for 0, which are those for nobody too, 1 and so on; ``dozen``, about twelve; and
``maybe_nobody``, that there is nobody, or that nothing is said.

``denials`` has what a denial says: ``phrases``, and ``no_denials``, which only look like one and count first. A phrase
is of whole words: ``a|b`` is either, ``a*`` any word that begins so, ``{deed}`` any of the list of that name beside
them, ``.`` one word more or none, ``...`` up to four. ``glued`` are letters that may be written before the first word.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from geodata.core.text import fold

_FOLDER: Final = files("geodata").joinpath("data", "languages")


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Return what is in the file of each language, by its code; English first, which a word means before any other.

    >>> sorted(languages())
    ['ar', 'de', 'en', 'es', 'fa', 'fr', 'he', 'ru', 'tr', 'uk']
    """
    found = (file for file in _FOLDER.iterdir() if file.name.endswith(".toml"))
    by_code = {file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8")) for file in found}
    return dict(sorted(by_code.items(), key=lambda one: (one[0] != "en", one[0])))


@cache
def members_by_heading() -> dict[str, str]:
    """Return the member of each heading, folded as :func:`geodata.core.text.fold` does.

    >>> members_by_heading()["загинуло"], members_by_heading()["fecha"]
    ('killed', 'event_time')
    """
    found: dict[str, str] = {}
    for language in languages().values():
        for member, headings in language["headings"].items():
            for heading in headings:
                found.setdefault(fold(heading), member)
    return found


@cache
def numbers_by_name(names: str) -> dict[str, int]:
    """Return the number of each month or weekday by its folded names, January and Monday being 1.

    ``names``: ``"months"`` or ``"weekdays"``.

    >>> numbers_by_name("months")[fold("грудня")], numbers_by_name("weekdays")[fold("Pazartesi")]
    (12, 1)
    """
    lists = (one for language in languages().values() for one in enumerate(language["words"].get(names, ()), start=1))
    return {fold(name): number for number, same in lists for name in same}


@cache
def words_for(meaning: str) -> frozenset[str]:
    """Return the words of all languages that mean one thing, in lower case: ``"affirm"``, ``"not_stated"``.

    >>> "так" in words_for("affirm"), "нет" in words_for("deny")
    (True, True)
    """
    lists = (language["words"].get(meaning, ()) for language in languages().values())
    return frozenset(word.casefold() for words in lists for word in words)


def daylight_by_words() -> dict[str, str]:
    """Return which part of a day by the sun words of any language are, in lower case.

    >>> daylight_by_words()["at night"], daylight_by_words()["увечері"]
    ('night', 'evening')
    """
    lists = (one for language in languages().values() for one in language["words"].get("daylight", {}).items())
    return {text.casefold(): word for word, texts in lists for text in texts}


def words_of_counts(meaning: str) -> frozenset[str]:
    """Return the words of all languages that stand with a number of people and mean one thing: ``"at_least"``.

    >>> "au moins" in words_of_counts("at_least"), "більше" in words_of_counts("more")
    (True, True)
    """
    return frozenset(word for language in languages().values() for word in language["counts"].get(meaning, ()))


def numbers_in_words() -> dict[str, int]:
    """Return the number that each word stands for, in lower case.

    >>> numbers_in_words()["zwölf"], numbers_in_words()["aucun"]
    (12, 0)
    """
    lists = (one for language in languages().values() for one in enumerate(language["counts"].get("numbers", ())))
    return {word.casefold(): number for number, same in lists for word in same}


#: Signs alone that say nothing; programs write "#N/A".
_NOTHING: Final = frozenset({
    "", "-", "--", "---", "\u2013", "\u2014", "?", "??", "???", "\u2026", "_", "/", "#n/a", "#n/d", "#nv", "#н/д",
    "#yok",
})  # fmt: skip
#: What a spreadsheet writes for a formula that failed, in the languages that it has these in, in lower case.
_ERRORS: Final = frozenset({
    "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#error!", "#spill!", "#calc!", "#field!",
    "#getting_data", "#bezug!", "#wert!", "#zahl!", "#¡ref!", "#¡valor!", "#¿nombre?", "#¡div/0!", "#¡num!",
    "#valeur!", "#nom?", "#nombre!", "#ссылка!", "#знач!", "#имя?", "#дел/0!", "#число!", "#başv!", "#değer!", "#ad?",
    "#say\u0131/0!", "#say\u0131!", "#valor!", "#nome?", "#rif!",
})  # fmt: skip
_NOT_STATED_WORDS: Final = words_for("not_stated") | _NOTHING | _ERRORS
_AROUND: Final = " .()[]<>"
_LONGEST: Final = max(map(len, _NOT_STATED_WORDS)) + len("(.)")
#: What such a text begins with: most cells do not.
_STARTS: Final = frozenset((*_AROUND, *(start for word in _NOT_STATED_WORDS for start in (word[:1], word[:1].upper()))))


def is_not_stated(text: str) -> bool:
    """Tell whether a cell has nothing to say: empty, a sign, or words for it in any language.

    >>> is_not_stated("N/A"), is_not_stated("(unknown)"), is_not_stated("не встановлено."), is_not_stated("none hurt")
    (True, True, True, False)
    """
    return text[:1] in _STARTS and len(text) <= _LONGEST and text.strip(_AROUND).casefold() in _NOT_STATED_WORDS


def is_failed_formula(text: str) -> bool:
    """Tell whether a cell is what a spreadsheet writes for a formula that failed.

    >>> is_failed_formula("#BEZUG!"), is_failed_formula("#N/A")
    (True, False)
    """
    return text[:1] == "#" and text.casefold() in _ERRORS
