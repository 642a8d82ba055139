"""The sources that a row names: several where its cells have several titles or addresses."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from geodata.core.json_path import Json
from geodata.core.problems import InputError
from geodata.core.text import is_web_address
from geodata.importing.cell_readers import read_web_addresses

if TYPE_CHECKING:
    from geodata.importing.cells import Cells

#: As archiving programs write it; a hash of another kind is kept, and is none of the source.
_SHA256: Final = re.compile(r"(?:sha-?256:)?\s*([0-9a-f]{64})", re.IGNORECASE)
#: An address beside a name, and what stands around it.
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_AROUND: Final = " ()[]<>,:|/-\u2013\u2014\n"


def source_members(cells: Cells) -> tuple[Json, ...]:
    """Return the sources that a row names: title, address, publisher and date of each; none where it names none.

    Titles, publishers and dates of a cell, divided by semicolons, belong to the sources one by one where there are as
    many; one alone is of all.
    """
    title, urls = cells.text("source"), _urls(cells)
    titles: list[str | None] = [*_parts(title)] if len(urls) != 1 else [title]
    titles = titles if len(titles) == len(urls) or not urls else [title] * len(urls)
    if not urls and title is not None and _ADDRESS.search(title) and (pairs := _with_addresses(title)):
        titles, urls = [name for name, _ in pairs], tuple(url for _, url in pairs)
    count = max(len(titles), len(urls))
    dates, publisher = cells.read_dates("published"), cells.text("publisher")
    if not count:
        return ()
    if count == 1:
        url = next(iter(urls), None)
        members = {"title": titles[0] or url, "url": url, "publisher": publisher, "published": min(dates, default=None)}
        return ({**members, **archive_members(cells)},)
    each: dict[str, list[str | None]] = {
        "title": [title or url for title, url in zip_longest(titles, urls)],
        "url": [*urls] or [None] * count,
        "publisher": _for_each(_parts(publisher), publisher, count),
        "published": _for_each(list(dates), min(dates, default=None), count),
    }
    # An archived copy is of one source: of several, nothing says whose it is.
    return tuple(dict(zip(each, members, strict=True)) for members in zip(*each.values(), strict=True))


def _with_addresses(title: str) -> list[tuple[str | None, str | None]]:
    """Return the name and the address of each source of a title with addresses in it.

    None where it is not said whose they are, or one is none that may become a link.
    """
    pairs: list[tuple[str | None, str | None]] = []
    for part in _parts(title):
        name = " ".join(_ADDRESS.sub(" ", part).strip(_AROUND).split())
        written = (one if "(" in one else one.rstrip(")]") for one in _ADDRESS.findall(part))
        try:
            urls = [url for one in written for url in read_web_addresses(one.rstrip(".,:"))]
        except InputError:
            return []
        if name and len(urls) > 1:
            return []
        pairs += [(name or None, url) for url in urls] or [(part, None)]
    return pairs


def _urls(cells: Cells) -> tuple[str | None, ...]:
    """Return the addresses of a row; one that is left out between semicolons is ``None``, as of a source without."""
    found = cells.read("source_url", read_web_addresses) or ()
    if not found:
        return ()
    slots = [slot.strip() for slot in (cells.text("source_url") or "").split(";")]
    if "" not in slots or len(slots) != len(_parts(cells.text("source"))):
        return found
    return tuple(read_web_addresses(slot)[0] if slot else None for slot in slots)


def archive_members(cells: Cells) -> Json:
    """Return what a row says of an archived copy of its source: the first address, its hash, when it was made."""
    if not any(map(cells.has, ("archived_url", "archive_hash", "archived"))):
        return {}
    addresses = (cells.text("archived_url") or "").split()
    hashed = _SHA256.fullmatch(cells.text("archive_hash") or "")
    found = {"archived_url": addresses[0] if addresses and is_web_address(addresses[0]) else None,
             "sha256": hashed[1].lower() if hashed else None, "archived": cells.read_date("archived")}  # fmt: skip
    return {member: value for member, value in found.items() if value is not None}


def _parts(text: str | None) -> list[str]:
    return [part for part in map(str.strip, (text or "").split(";")) if part]


def _for_each(parts: list[str], whole: str | None, count: int) -> list[str | None]:
    slots = [slot.strip() or None for slot in (whole or "").split(";")]
    return slots if len(slots) == count else [*parts] if len(parts) == count else [whole] * count
