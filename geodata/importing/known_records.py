"""The tables of a case as rows add to them: who and what is there already is used, what is new gets an id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from geodata.core.json_path import Json
from geodata.core.text import decomposed, name_key

#: Name of the actor of rows that do not say who speaks.
NOT_STATED: Final = "Not stated"
_NO_ID: Final = re.compile("[^A-Z0-9]+")
_MAX_ID_CHARS: Final = 48


def id_of(words: str, otherwise: str) -> str:
    """Return words as an id of a case; another word where nothing of them is left, as with Arabic.

    >>> id_of("Dayr az-Zawr (city)", "SITE"), id_of("عياش 24", "SITE")
    ('DAYR-AZ-ZAWR-CITY', 'SITE')
    """
    ascii_words = decomposed(words).encode("ascii", "ignore").decode().upper()
    found = _NO_ID.sub("-", ascii_words)[:_MAX_ID_CHARS].strip("-")
    # Digits alone are what is left of a name in another script.
    return found if found and (words.isascii() or re.search("[A-Z]", found)) else otherwise


class Ids:
    """Ids in use, none of them given twice."""

    def __init__(self, used: Iterable[str]) -> None:
        self._next: dict[str, int] = dict.fromkeys(used, 2)

    def __contains__(self, wanted: str) -> bool:
        """Tell whether an id is in use."""
        return wanted in self._next

    def new(self, wanted: str) -> str:
        """Return an id that is free, as like to the wanted one as can be, and take it."""
        found, number = wanted, self._next.get(wanted, 1)
        while found in self._next:
            found, number = f"{wanted}-{number}", number + 1
        self._next[wanted] = max(number, 2)
        self._next.setdefault(found, 2)
        return found


class KnownRecords:
    """Records of one kind that are known by id or by name: actors, events, sources."""

    def __init__(self, records: Iterable[Json], name_member: str, otherwise: str) -> None:
        self.records = list(records)
        self._otherwise = otherwise
        self._ids = Ids(record["id"] for record in self.records)
        self._by_words: dict[tuple[str, str | None], str] = {}
        for record in self.records:
            self._by_words.setdefault((name_key(record[name_member]), record.get("url")), record["id"])
            self._by_words.setdefault((name_key(record[name_member]), None), record["id"])
            self._by_words[record["id"], None] = record["id"]
        self._seen: dict[tuple[str, str | None], str] = {}

    def find(self, words: str, url: str | None, template: Json) -> str:
        """Return the id of the record that words name, adding one made of a template where there is none.

        ``words``: an id or a name. ``url``: an address that tells two sources of one title apart. ``template``: the
        members of a new record, without its id.
        """
        known = self._seen.get((words, url))
        if known is None:
            known = self._by_words.get((words, url)) or self._by_words.get((name_key(words), url))
            if known is None:
                known = self._ids.new(id_of(words, self._otherwise))
                self.records.append({"id": known, **template})
                self._by_words[name_key(words), url] = known
            self._seen[words, url] = known
        return known


class Tables:
    """Everything of a case but its features."""

    def __init__(self, case: Json) -> None:
        self._case = case
        self._actors = KnownRecords(case["actors"], "name", "ACTOR")
        self._events = KnownRecords(case["events"], "name", "EVENT")
        self._sources = KnownRecords(case["sources"], "title", "SOURCE")

    def actor(self, name: str) -> str:
        """Return the id of an actor."""
        return self._actors.find(name, None, {"name": name, "part_of": None, "color": None})

    def event(self, name: str) -> str:
        """Return the id of an event."""
        return self._events.find(name, None, {"name": name, "kind": None})

    def source(self, title: str, **members: Any) -> str:  # noqa: ANN401 - members of a source, as JSON
        """Return the id of a source; members are those of a new one."""
        template = dict.fromkeys(("publisher", "published", "url", "archived_url", "sha256", "reliability"))
        return self._sources.find(title, members.get("url"), {"title": title, **template, **members})

    def to_json(self) -> Json:
        """Return the case's member ``case`` with all records."""
        tables = {"actors": self._actors, "events": self._events, "sources": self._sources}
        return {**self._case, **{name: table.records for name, table in tables.items()}}
