"""The words around the map: what is shown of how much, how it is drawn, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from geodata import PROGRAM
from geodata.core.model import Case, Claim
from geodata.core.precision import cited
from geodata.core.text import counted, visible
from geodata.render.basemap import EXACTNESS, licences
from geodata.render.text import terms
from geodata.render.text.map_labels import short_name
from geodata.view.filters import Selection

if TYPE_CHECKING:
    from geodata.geodesy.claim_shapes import Unlocated
    from geodata.render.figure.options import FigureOptions
    from geodata.render.figure.projection import Plane

_NOTED_ERROR: Final = 0.01
_NOTED_TURN_DEG: Final = 1.0
_MOST_OUTSIDE: Final = 8
_MOST_SOURCES: Final = 3


def count_sentence(case: Case, claims: Sequence[Claim], unlocated: Sequence[Unlocated], outside: int) -> str:
    """Say how many claims are shown of how many, and how many of them not on the map."""
    sentence = Selection(tuple(claims), len(case.claims)).sentence(len(unlocated))
    return f"{sentence}, {outside:,} outside the map" if outside else sentence


def subtitle(words: str, filter_words: str) -> str:
    """Return the line beneath the title: what is counted, and by what it was chosen."""
    return f"{words}: {visible(filter_words)}" if filter_words else words


def projection_sentence(plane: Plane) -> str:
    """Say the projection, where the scale is true, and how much it and north change over the map."""
    if plane.is_world:
        return "Equal Earth projection. The scale varies across the map, so there is no scale bar."
    ns, ew = "N" if plane.lat >= 0 else "S", "E" if plane.lon >= 0 else "W"
    middle = f"{abs(plane.lat):.2f}° {ns}, {abs(plane.lon):.2f}° {ew}"
    error, turn_deg = plane.distortion()
    words = f"Azimuthal equidistant projection about {middle} (WGS 84); scale and north are true there"
    if error > _NOTED_ERROR:
        words += f", lengths at the edge off by up to {error:.0%}"
    if turn_deg > _NOTED_TURN_DEG:
        words += f", north at the edge turned by up to {turn_deg:.0f}°"
    return f"{words}."


def outside_note(case: Case, outside: Collection[str]) -> tuple[str, ...]:
    """Name the places of claims that lie outside the map."""
    sites = (case.site_by_id[case.claim_by_id[claim].site or ""] for claim in outside)
    names = list(dict.fromkeys(short_name(site.name) for site in sites))
    more = f" and {len(names) - _MOST_OUTSIDE:,} more places" if len(names) > _MOST_OUTSIDE else ""
    return (f"Claims outside the map are about {', '.join(names[:_MOST_OUTSIDE])}{more}.",) if names else ()


def source_sentence(case: Case, claims: Sequence[Claim], most: int | None = None) -> str:
    """Name the publishers of what is shown, each once, in the order of the claims; the title where none is stated.

    ``most``: so many are named and the others counted; ``None`` names all.
    """
    found = (case.source_by_id[source] for claim in claims for source in claim.sources)
    names = list(dict.fromkeys(visible(source.publisher or source.title) for source in found))
    more = f" and {len(names) - most:,} more" if most is not None and len(names) > most else ""
    return f"Sources: {', '.join(names[:most])}{more}." if names else ""


def credit_sentences() -> tuple[str, str]:
    """Say what a figure never goes without: what claims are, and whose base map it is."""
    return terms.NOT_A_FINDING, f"Base map: {licences()}."


def small_print(
    case: Case, claims: Sequence[Claim], plane: Plane, options: FigureOptions, notes: Sequence[str]
) -> Iterator[str]:
    """Yield what else is to be known of a figure, the most needed first: not all of it has room beneath."""
    yield from notes
    yield f"Drawn on {options.made.day} {options.made:%B %Y} with {PROGRAM}."
    told = source_sentence(case, claims, _MOST_SOURCES)
    if told:
        yield told
    if any(claim.distance is not None for claim in claims):
        yield f"Precision of stated distances: {cited(options.rule)}. Circles are geodesic circles on WGS 84."
    yield projection_sentence(plane)
    yield f"The base map is {EXACTNESS}."


def described_for_readers(title: str, counted_words: str, places: int, unprinted: Iterable[str]) -> str:
    """Return what a reader hears who cannot see the figure, and what had no room beneath it."""
    return " ".join((f"Map: {title}. {counted_words}; {counted(places, 'place')}.", *filter(None, unprinted)))
