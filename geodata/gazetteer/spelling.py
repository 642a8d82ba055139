"""The forms of a name by which two spellings of it are held against each other."""

# ruff: noqa: RUF001 - letters that look alike are what this module is about

from __future__ import annotations

from typing import Final, NamedTuple

from geodata.core.text import fold
from geodata.gazetteer.romanised import skeleton

#: The Arabic article, by the letter that it takes from the word after it, as it is transliterated.
_ARTICLES: Final = frozenset(
    [vowel + letter for vowel in "aeui" for letter in ("l", "r", "d", "z", "s", "n", "t", "sh", "dh", "th")]
    + [vowel + letter for vowel in "аэе" for letter in ("ль", "р", "з", "ш", "с", "д", "т", "н")]
)
_ARABIC_ARTICLE: Final = "ال"
#: A word that is an article and less than this is a word of its own.
_MIN_ARABIC_STEM: Final = 2
_MAX_CODE_CHARS: Final = 5

#: Words that say what kind of place is meant, by kind. They are left out where the rest is the name.
_KIND_WORDS: Final = {
    "settlement": "city town village hamlet suburb neighbourhood neighborhood"
    "|مدينه بلده قريه حي|город г поселок пос село с деревня дер д пгт місто м селище сел смт",
    "region": "governorate province region district oblast countryside subdistrict rayon raion"
    "|محافظه ولايه ناحيه منطقه ريف اقليم|область провинция мухафаза район губернаторство",
    "air base": "airport airbase air airfield aerodrome international military raf"
    "|مطار قاعده جويه الجويه عسكري العسكري الدولي|аэропорт аэродром авиабаза аеропорт",
    "camp": "camp base barracks military garrison|معسكر مخيم قاعده ثكنه|лагерь база",
    "field": "oil gas field oilfield well wells plant refinery station|حقل نفط نفطي النفطي معمل غاز محطه"
    "|месторождение нефтяное поле завод",
}
_KINDS_OF_WORD: Final = {
    word: frozenset(kind for kind, words in _KIND_WORDS.items() if word in words.replace("|", " ").split())
    for words in _KIND_WORDS.values()
    for word in words.replace("|", " ").split()
}

_NO_KINDS: Final[frozenset[str]] = frozenset()


class Spelling(NamedTuple):
    """A name in the forms that are compared, each without spaces."""

    full: str
    """All of it, folded."""
    core: str
    """Without articles."""
    bare: str
    """Without articles and words for kinds of place."""
    kinds: frozenset[str]
    """What kinds of place its words say it is; empty where they say none."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Each form once, the fullest first; none of a name without letters."""
        if self.full == self.bare:
            return (self.full,) if self.full else ()
        return tuple(dict.fromkeys(form for form in (self.full, self.core, self.bare) if form))

    @property
    def sound(self) -> str:
        """What its bare form sounds like; empty for a script that is not known here."""
        return skeleton(self.bare)


def spelling(name: str) -> Spelling:
    """Take a name apart.

    >>> spelling("Deir ez-Zor military airport").core, spelling("Deir ez-Zor military airport").bare
    ('deirzormilitaryairport', 'deirzor')
    >>> spelling("مُعَسْكَر الصاعقة").bare, spelling("al-Omar field").kinds == {"field"}
    ('صاعقه', True)
    """
    return taken_apart(fold(name))


def taken_apart(folded: str) -> Spelling:
    """Do the same for a name that is folded already."""
    words = folded.split()
    # An article stands before a word: "Hpa-An" ends in none.
    core = [_stem(word) for word in words[:-1] if word not in _ARTICLES] + list(map(_stem, words[-1:]))
    said = [word for word in core if word in _KINDS_OF_WORD]
    if not said:
        joined = "".join(core)
        return Spelling("".join(words), joined, joined, _NO_KINDS)
    bare = [word for word in core if word not in _KINDS_OF_WORD] or core
    kinds = _NO_KINDS.union(*(_KINDS_OF_WORD[word] for word in said))
    return Spelling("".join(words), "".join(core), "".join(bare), kinds)


def _stem(word: str) -> str:
    is_article = word.startswith(_ARABIC_ARTICLE) and len(word) >= len(_ARABIC_ARTICLE) + _MIN_ARABIC_STEM
    return word[len(_ARABIC_ARTICLE) :] if is_article else word


def unglued(name: str) -> str | None:
    """Return a name in Latin or Cyrillic letters whose article was written as part of it, without that article.

    ``None`` where it does not begin like one. Many names do by chance ("Aleppo"), so it is a second guess.

    >>> unglued("Alhasakah"), unglued("Homs")
    ('hasakah', None)
    """
    first, _, rest = fold(name).partition(" ")
    article = next((first[:size] for size in (3, 2) if first[:size] in _ARTICLES), None)
    stem = first[len(article) :] if article else ""
    return f"{stem} {rest}".strip() if len(stem) > _MIN_ARABIC_STEM else None


def is_code(name: str) -> bool:
    """Tell whether a name is a code, such as that of an airport: it is then found as it is, or not at all.

    >>> is_code("OSDZ"), is_code("Homs")
    (True, False)
    """
    return len(name) <= _MAX_CODE_CHARS and name.isascii() and name.isupper() and name.isalnum()
