"""What a map says of a record beside its sign, in the browser and in print: the words of its view, cut to a length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from geodata.core.model import Case, Claim, Site
from geodata.core.text import shortened, visible
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.render.text.account_words import main_words

#: Most characters of a text on the map itself; the card has the whole.
MAX_LABEL_CHARS: Final = 60
_MAX_SITE_CHARS: Final = 34
_MAX_ACTOR_CHARS: Final = 44
#: What several rings of one side say together.
SEVERAL_SAY: Final = "{who}, {count} claims: {what}"
RANGE: Final = "{least} to {most}"
#: Of claims under one press.
ONE_OF_HERE: Final = "1 of {count} claims here"
CLAIMS_HERE: Final = "{count} claims here"
#: Where what explains a name begins.
_APART: Final = re.compile(r", | \(")


def shown(text: str, limit_chars: int) -> str:
    """Return a text as a map shows it: cut to a length, with nothing unseen in it."""
    return visible(shortened(text, limit_chars))


def short_name(text: str) -> str:
    """Return a name as a map shows it."""
    return shown(text, MAX_LABEL_CHARS)


def count_here(count: int) -> str:
    """Return how many claims one press was on."""
    return CLAIMS_HERE.format(count=count)


def one_of_here(count: int) -> str:
    """Return of how many claims under one press a card shows one."""
    return ONE_OF_HERE.format(count=count)


def arabic_label(site: Site) -> str | None:
    """Return a site's Arabic name as the map shows it; ``None`` where it has none."""
    return short_name(site.arabic_name.name) if site.arabic_name else None


class ClaimLabel(NamedTuple):
    """What a ring says beside itself: who, and the distance as spoken, or between which places."""

    speaker: str
    before: str = ""
    """What stands before the distance, a space after it; or all that is said without one."""
    distance: str = ""
    after: str = ""
    """What stands behind it."""

    @property
    def said(self) -> str:
        """All of it but who."""
        return f"{self.before}{self.distance}{self.after}"

    def __str__(self) -> str:
        """Return it as one text."""
        return f"{self.speaker}: {self.said}" if self.said else self.speaker


def claim_label(case: Case, claim: Claim) -> ClaimLabel:
    """Return what a ring says beside itself."""
    name = short_actor(case.actor_by_id[claim.actor].name)
    word, is_denial = RELATIONS[claim.relation] if claim.relation else None, claim.polarity == "deny"
    if word is not None and word.before_names is not None:
        names = " and ".join(shown(case.site_by_id[site].name, _MAX_SITE_CHARS) for site in claim.sites)
        return ClaimLabel(name, f"{word.before_names[is_denial]}{names}")
    if claim.distance is None:
        return ClaimLabel(name)
    words = word.before_distance[is_denial] if word is not None and word.before_distance else ""
    towards = ""
    if claim.bearing is not None and word is not None and word.shape == "outside":  # which shows no direction
        towards = f" {claim.bearing.point or f'{claim.bearing.degrees:g}°'}"
    return ClaimLabel(name, words, claim.distance.words, towards)


def shared_label(case: Case, claims: Sequence[Claim]) -> str:
    """Return what rings say that can hardly be told apart: one alone all of it, several from which distance to which.

    ``claims``: of one side, whose rings say the same before and behind their distances; the smallest ring first.
    """
    labels = [claim_label(case, claim) for claim in claims]
    if len(labels) == 1:
        return str(labels[0])
    each = list(dict.fromkeys(label.distance for label in labels))
    is_range = len(each) > 1 and len({one.rpartition(" ")[2] for one in each}) == 1
    spoken = RANGE.format(least=each[0], most=each[-1]) if is_range else ", ".join(each)
    who = short_actor(case.actor_by_id[case.lineage(claims[0].actor)[-1]].name)
    return SEVERAL_SAY.format(who=who, count=len(claims), what=labels[0]._replace(distance=spoken).said)


def mark_name(case: Case, claim: Claim) -> str:
    """Return what a claim is called in a list of marks: who, and how far, by whom or where, as far as there is room."""
    label = claim_label(case, claim)
    words = "" if label.before or label.distance else main_words(case, claim)
    whole = f"{label.speaker}: {words}" if words else str(label)
    is_said = whole != label.speaker and len(whole) <= MAX_LABEL_CHARS
    return visible(whole) if is_said else f"{label.speaker} {POLARITIES[claim.polarity].verb}"


def short_actor(name: str) -> str:
    """Return an actor's name for the map: of a long one, what stands before a comma or a bracket, if that fits.

    >>> short_actor("Combined Joint Task Force, Operation Inherent Resolve")
    'Combined Joint Task Force'
    """
    if len(name) <= _MAX_ACTOR_CHARS:
        return visible(name)
    heads = [match.start() for match in _APART.finditer(name) if 0 < match.start() <= _MAX_ACTOR_CHARS]
    return visible(name[: heads[-1]]) if heads else short_name(name)
