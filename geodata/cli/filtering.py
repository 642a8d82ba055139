"""Read ``--filter``: filters as they stand in the page's address, of which nothing may be passed over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from geodata.core.claim_ids import instead
from geodata.core.problems import InputError, quoted
from geodata.view.filter_params import CHOICES, from_query, known_values
from geodata.view.filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geodata.core.model import Case

_NAMES: Final = tuple(Filter.__dataclass_fields__)
#: How the value of a filter is written that is none of the case's own ids.
_FORMS: Final = {"after": "2015-12-07T00:00", "before": "2015-12-07T00:00", "undated": "yes or no"}


def read_filter(case: Case, address: str) -> Filter:
    """Return the filter that an address has, whole or from its question mark on.

    Raises
    ------
    InputError
        With every reason, if anything in it is not known, is not as it is written, or is given twice. The page passes
        such things over and says so; a file would be of other claims than were asked for.
    """
    pairs = parse_qsl(address.rpartition("?")[2], keep_blank_values=True)
    query = dict(pairs)
    wanted, unread = from_query(query, case)
    names = sorted(set(query) - {*_NAMES}) if query or not address else [address]
    faults = [*_repeated(pairs), *_unread_values(query, unread, case), *_unknown(names)]
    if faults:
        raise InputError(" ".join(faults), address)
    return wanted


def _repeated(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            remedy = "give it once" + ("" if name in (*_FORMS, "words") else ", with commas between its values")
            yield f"The filter has {quoted(name)} {count} times: {remedy}."


def _unread_values(query: Mapping[str, str], unread: Sequence[str], case: Case) -> Iterator[str]:
    formed = {f"{name} {query[name]}": form for name, form in _FORMS.items() if name in query}
    names = {what: name for name, what in CHOICES.items()}
    for words in unread:
        what, _, value = words.partition(" ")
        if words in formed:
            yield f"The filter has {quoted(words)}: write its value as {formed[words]}."
        else:
            remedy = instead(value, known_values(names[what], case))
            yield f"The filter has {quoted(words)}, which is not known. {remedy}"


def _unknown(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"The filter has {', '.join(map(quoted, names))}, which is not known. Use {', '.join(_NAMES)}."
