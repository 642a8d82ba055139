"""What a map says of a record beside its sign, in the browser and in print: the words of its view, cut to a length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.core.text import shortened, visible
from geodata.core.vocabulary import RELATIONS

if TYPE_CHECKING:
    from geodata.core.model import Case, Claim, Site

#: Most characters of a text on the map itself; the card has the whole.
MAX_LABEL_CHARS: Final = 60
_MAX_ACTOR_CHARS: Final = 34


def shown(text: str, limit_chars: int) -> str:
    """Return a text as a map shows it: cut to a length, with nothing unseen in it."""
    return visible(shortened(text, limit_chars))


def short_name(text: str) -> str:
    """Return a name as a map shows it."""
    return shown(text, MAX_LABEL_CHARS)


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

    def __str__(self) -> str:
        """Return it as one text."""
        said = f"{self.before}{self.distance}{self.after}"
        return f"{self.speaker}: {said}" if said else self.speaker


def claim_label(case: Case, claim: Claim) -> ClaimLabel:
    """Return what a ring says beside itself."""
    name = _short_actor(case.actor_by_id[claim.actor].name)
    word, is_denial = RELATIONS[claim.relation] if claim.relation else None, claim.polarity == "deny"
    if word is not None and word.before_names is not None:
        names = " and ".join(shown(case.site_by_id[site].name, _MAX_ACTOR_CHARS) for site in claim.sites)
        return ClaimLabel(name, f"{word.before_names[is_denial]}{names}")
    if claim.distance is None:
        return ClaimLabel(name)
    words = word.before_distance[is_denial] if word is not None and word.before_distance else ""
    towards = ""
    if claim.bearing is not None and word is not None and word.shape == "outside":  # which shows no direction
        towards = f" {claim.bearing.point or f'{claim.bearing.degrees:g}°'}"
    return ClaimLabel(name, words, f"{claim.distance.value} {claim.distance.unit}", towards)


def _short_actor(name: str) -> str:
    """Return an actor's name for the map: of a long one, what stands before the last comma that fits."""
    if len(name) <= _MAX_ACTOR_CHARS:
        return visible(name)
    head = name[:_MAX_ACTOR_CHARS].rpartition(",")[0] or name[:_MAX_ACTOR_CHARS]
    return visible(head) + "…"
