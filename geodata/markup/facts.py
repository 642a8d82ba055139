"""How one fact of a record is said: a time, a number of people, a length, a distance, a position, a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.edtf import in_words, parse
from geodata.markup.elements import link, named, text
from geodata.model import METRES_PER_UNIT
from geodata.stated import bounds, described
from geodata.units import length, span

if TYPE_CHECKING:
    from geodata.model import Claim, Count, Site, Source
    from geodata.stated import Precision
    from geodata.units import Unit

VERBS: Final = {"affirm": "says", "deny": "denies", "report": "passes on"}
SIGNS: Final = {"affirm": "●", "deny": "⊘", "report": "◐"}
#: Summaries in a list; the card has the whole.
MAX_ROW_CHARS: Final = 240
_UNIT_NAMES: Final = {
    "m": "metres", "km": "kilometres", "mi": "miles", "nmi": "nautical miles", "ft": "feet", "yd": "yards",
}  # fmt: skip
_RELIABILITY: Final = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip


def stated_time(edtf: str | None) -> str:
    """Return a time in words and as it stands in the file; ``None`` is "not stated"."""
    if edtf is None:
        return "<span class='quiet'>not stated</span>"
    return f"{text(in_words(parse(edtf)))} <code>{text(edtf)}</code>"


def count_range(count: Count) -> str:
    """Return a number of people with its bounds: ``"3"``, ``"3 to 4"``, ``"up to 4"``, ``"at least 3"``."""
    if count.max is None:
        return f"at least {count.min:,}"
    if count.max == count.min:
        return f"{count.min:,}"
    return f"{count.min:,} to {count.max:,}" if count.min else f"up to {count.max:,}"


def units_to_read(unit: Unit) -> tuple[Unit, ...]:
    """Return the reader's unit, then kilometres and miles: whoever knows but one of these finds it."""
    return tuple(dict.fromkeys((unit, "km", "mi")))


def distance(claim: Claim, rule: Precision, unit: Unit) -> str:
    """Return a claim's stated distance as spoken, and in the units to read with the bounds that its digits allow."""
    assert claim.distance is not None  # noqa: S101 - asked for claims that have one
    stated = bounds(claim.distance, rule)
    spoken = f"{claim.distance.value} {_UNIT_NAMES[claim.distance.unit]}"
    first, *others = [length(stated.value_m, one, 2) for one in units_to_read(unit)]
    between = ", ".join(span(stated.min_m, stated.max_m, one) for one in units_to_read(unit))
    return (
        f"<div>{text(spoken)} as spoken = {first} ({', '.join(others)})</div>"
        f"<span class='quiet'>{between}, {described(rule)}</span>"
    )


def place_name(site: Site) -> str:
    """Return a site's name, and the first Arabic one beside it."""
    arabic = [name for name in site.names if (name.lang or "").startswith("ar")]
    return " ".join([text(site.name), *map(named, arabic[:1])])


def position(site: Site, unit: Unit) -> str:
    """Return where a site is, with its uncertainty, as plain words: not escaped yet."""
    if site.geometry is None:
        return "position not known"
    if site.is_region:
        return "a region: anywhere inside its border"
    lon, lat = site.geometry["coordinates"][:2]
    where = f"{abs(lat):.8g}° {'N' if lat >= 0 else 'S'}, {abs(lon):.8g}° {'E' if lon >= 0 else 'W'}"
    if site.uncertainty_m is None:
        return f"{where}, uncertainty unknown"
    return f"{where} ± {site.uncertainty_m / METRES_PER_UNIT[unit]:,.3g} {unit}"


def source_line(source: Source) -> str:
    """Return a source as an item of a list: title, publisher, date, copy, sum, grade and place in it."""
    facts = [text(fact) for fact in (source.publisher, source.published and in_words(parse(source.published))) if fact]
    parts = [link(source.url, source.title), *facts]
    if source.url is None:
        parts.append("<span class='quiet'>no address</span>")
    if source.archived_url:
        parts.append(link(source.archived_url, "archived copy"))
    if source.sha256:
        parts.append(f"sha256 <code>{text(source.sha256)}</code>")
    if source.reliability:
        parts.append(f"reliability {source.reliability}: {_RELIABILITY[source.reliability]}")
    locator = source.record.get("locator")
    if isinstance(locator, str):
        parts.append(f"<span class='quiet'>{text(locator)}</span>")
    return f"<li>{' · '.join(parts)}</li>"
