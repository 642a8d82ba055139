"""Which claims of a case are meant by ids that a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from geodata.core.model import Case
from geodata.core.problems import InputError, quoted, some

_MAX_NEAREST: Final = 3
_MAX_COMPARED_CHARS: Final = 200


class ClaimIdError(InputError, LookupError):
    """Ids that no claim has; ``unknown`` has them."""

    def __init__(self, message: str, unknown: tuple[str, ...]) -> None:
        self.unknown = unknown
        super().__init__(message, ", ".join(unknown))


def find_claims(case: Case, words: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that words mean, each once, in the order of the file; lower case will do.

    Raises ``ClaimIdError`` if no claim has a word as its id: names all of these, each with the nearest ids; or if there
    is no word.
    """
    wanted = [word.strip() for word in words if word.strip()]
    if not wanted:
        raise ClaimIdError("No claim is named. Give ids, with commas between them.", ())
    found = {word: word if word in case.claim_by_id else word.upper() for word in wanted}
    unknown = tuple(word for word, claim_id in found.items() if claim_id not in case.claim_by_id)
    if unknown:
        raise ClaimIdError(" ".join(_sentence(case, word) for word in unknown), unknown)
    chosen = set(found.values())
    return tuple(claim.id for claim in case.claims if claim.id in chosen)


def _sentence(case: Case, word: str) -> str:
    return f"There is no claim {quoted(word)}. {instead(word, list(case.claim_by_id))}"


def instead(word: str, known: Sequence[str]) -> str:
    """Return in a sentence what may have been meant by a word that is not known: what is spelled alike, else the first.

    >>> instead("army-att", ["ARMY-AT", "ENVOY"]), instead("x", ["ARMY-AT", "ENVOY"])
    ('Did you mean ARMY-AT?', "Give one of 'ARMY-AT', 'ENVOY'.")
    """
    if not known:
        return "The case has none."
    cut = word[:_MAX_COMPARED_CHARS]
    nearest = get_close_matches(cut, known, n=_MAX_NEAREST) or get_close_matches(cut.upper(), known, n=_MAX_NEAREST)
    return f"Did you mean {' or '.join(nearest)}?" if nearest else f"Give one of {some(known)}."
