"""Put a figure together: title, map with its furniture, legend, small print, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.figure import fonts, look
from geodata.figure.areas import CROWD, MOST_REACHES, areas, discs
from geodata.figure.base import base_map
from geodata.figure.basenames import base_names
from geodata.figure.furniture import corner, locator, locator_plane, scale_bar
from geodata.figure.items import Figure, Layer, Path, Words
from geodata.figure.legend import actor_rows, ground_rows, kind_rows, legend
from geodata.figure.names import case_names
from geodata.figure.paths import outline_points
from geodata.figure.room import Line, Room, words
from geodata.figure.scene import scene
from geodata.figure.wheels import wheel_items, wheels
from geodata.figure.wording import counts, described_for_readers, outside_note, small_print, subtitle
from geodata.shapes import anchor, site_area
from geodata.text import shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.figure.items import Item
    from geodata.figure.look import Type
    from geodata.figure.options import FigureOptions
    from geodata.figure.scene import Scene
    from geodata.figure.wheels import Wheel
    from geodata.model import Case, Claim, Site

PT_PER_MM: Final = 72 / 25.4
MAX_TITLE_CHARS: Final = 240
_LINE_HEIGHT: Final = 1.2
_GAP_PT: Final = 6.0
_PARAGRAPH_PT: Final = 1.2


def compose(case: Case, options: FigureOptions) -> Figure:
    """Put a figure together.

    Parameters
    ----------
    case
        The case.
    options
        What to show, and how wide.

    Raises
    ------
    ClaimIdError
        If ids are asked for that the case does not have.
    """
    width, sizes = options.width_mm * PT_PER_MM, look.TYPES[options.size]
    title = visible(shortened(options.title or case.title, MAX_TITLE_CHARS))
    is_rtl = fonts.is_rtl(title) if options.direction is None else options.direction == "rtl"
    drawn = scene(case, options, width)
    outside = drawn.outside()
    counted_words = counts(case, drawn.claims, drawn.unlocated, len(outside))
    page = _Page(width, is_rtl)
    head, y = page.paragraphs(
        [(title, sizes.title, 700), (subtitle(counted_words, options.filter_words), sizes.subtitle, 400)], 0.0
    )
    map_layers, kinds, notes = _map(case, drawn, options, sizes, y + _GAP_PT / 2)
    y += _GAP_PT / 2 + drawn.plane.height_pt + _GAP_PT
    inside = [claim for claim in drawn.claims if claim.id in drawn.shapes and claim.id not in outside]
    rows = [*kind_rows(inside, drawn.shapes), *ground_rows(kinds), *actor_rows(case, inside, drawn.colors)]
    key = legend(rows, width, sizes.legend, is_rtl=is_rtl)
    foot_y = y + key.height_pt + _GAP_PT / 2
    notes = (*outside_note(case, sorted(outside)), *notes, *_letters(case, drawn, title))
    prints = small_print(case, drawn.claims, drawn.plane, options, notes)
    foot, bottom = page.paragraphs([(text, sizes.small, 400) for text in prints], foot_y, look.SMALL_PRINT)
    rule = Path(f"M0,{foot_y:.2f}H{width:.2f}", stroke=look.COUNTRY, width_pt=look.HAIRLINE_PT)
    layers = (
        Layer("head", head),
        *map_layers,
        Layer("legend", key.items, y=y),
        Layer("small-print", (rule, *foot)),
    )
    description = described_for_readers(title, counted_words, len(drawn.sites))
    return Figure(title, description, width, bottom + 2.0, layers, notes)


@dataclass(frozen=True, slots=True)
class _Page:
    """Where lines of running text begin."""

    width_pt: float
    is_rtl: bool

    def paragraphs(
        self, texts: Iterable[tuple[str, float, int]], y: float, color: str = look.INK
    ) -> tuple[tuple[Words, ...], float]:
        """Set paragraphs of text, size and weight below each other; return them and where the last ends."""
        items: list[Words] = []
        for text, size, weight in texts:
            # A fiftieth is kept free for a machine that has another font.
            for line in fonts.wrapped(text, size, self.width_pt * 0.98, weight):
                y += size * _LINE_HEIGHT
                items.append(self._line(line, size, weight, y - size * 0.2, color))
            y += _PARAGRAPH_PT
        return tuple(items), y

    def _line(self, text: str, size: float, weight: int, y: float, color: str) -> Words:
        line = Line(text, size, weight, color)
        return words(line, self.width_pt, y, "end") if self.is_rtl else words(line, 0.0, y)


def _map(
    case: Case, drawn: Scene, options: FigureOptions, sizes: Type, y: float
) -> tuple[tuple[Layer, ...], frozenset[str], tuple[str, ...]]:
    """Return the layers of the map, which kinds of ground are in it, and what it does not name."""
    plane = drawn.plane
    clip = (0.0, 0.0, plane.width_pt, plane.height_pt)
    ground, kinds = base_map(plane)
    placed = wheels(_places(drawn), (plane.width_pt, plane.height_pt))
    marks = tuple(item for wheel in placed for item in wheel_items(wheel, drawn.colors))
    sites = tuple(discs(plane, [wheel.site for wheel in placed] + _regions(drawn, placed)))
    said = tuple(areas(plane, drawn.measured, drawn.shapes, drawn.colors))
    room = Room(plane.width_pt, plane.height_pt)
    for wheel in placed:
        room.take((wheel.x - wheel.radius, wheel.y - wheel.radius, wheel.x + wheel.radius, wheel.y + wheel.radius))
    for area in drawn.measured[:CROWD]:
        room.shun(outline_points(plane, drawn.shapes[area.id].area))
    used, inset = _locator(drawn, options, room, y)
    bar = scale_bar(plane, room, options.unit, used)
    measured = {claim.id: (drawn.shapes[claim.id], drawn.colors[claim.actor]) for claim in drawn.measured}
    named = case_names(case, plane, room, placed, measured, sizes)
    base = tuple(base_names(plane, room, placed, sizes))
    right, bottom = plane.width_pt - 0.25, plane.height_pt - 0.25
    frame = Path(f"M.25,.25H{right:.2f}V{bottom:.2f}H.25Z", stroke=look.INK, width_pt=0.5)
    layers = (
        Layer("base-map", ground, y=y, clip=clip),
        Layer("places", sites, y=y, clip=clip),
        Layer("distances", said, y=y, clip=clip),
        Layer("base-names", base, y=y, clip=clip),
        Layer("claims", marks, y=y, clip=clip),
        Layer("names", (*named.items, *bar), y=y, clip=clip),
        *inset,
        Layer("frame", (frame,), y=y),
    )
    kinds |= _kinds(drawn, sites, placed) | (
        {"town"} if any(item.fill for item in base if isinstance(item, Path)) else set()
    )
    return layers, kinds, named.notes()


def _places(drawn: Scene) -> list[tuple[Site, tuple[Claim, ...], float, float]]:
    """Return the sites in the frame with the claims that stand at each and where it is on the paper."""
    standing: dict[str, list[Claim]] = {}
    for claim in drawn.claims:
        if claim.site is not None and claim.id in drawn.shapes and drawn.shapes[claim.id].kind == "mark":
            standing.setdefault(claim.site, []).append(claim)
    return [
        (site, tuple(standing.get(site.id, ())), *drawn.plane.at(*point))
        for site in drawn.sites
        if (point := anchor(site)) is not None and drawn.plane.holds(*point)
    ]


def _regions(drawn: Scene, placed: Sequence[Wheel]) -> list[Site]:
    """Return regions whose point is outside the frame: their edge may be in it."""
    inside = {wheel.site.id for wheel in placed}
    return [site for site in drawn.sites if site.is_region and site.id not in inside]


def _kinds(drawn: Scene, sites: Sequence[Path], placed: Sequence[Wheel]) -> frozenset[str]:
    kinds = set()
    if any(path.fill for path in sites):
        kinds.add("disc")
    if any(wheel.site.is_region and site_area(wheel.site) is not None for wheel in placed):
        kinds.add("region")
    if any(len(wheel.claims) > 1 for wheel in placed):
        kinds.add("ring")
    measured = [drawn.shapes[claim.id] for claim in drawn.measured]
    if len(measured) <= MOST_REACHES and any(shape.reach is not None for shape in measured):
        kinds.add("reach")
    return frozenset(kinds)


def _locator(drawn: Scene, options: FigureOptions, room: Room, y: float) -> tuple[str, tuple[Layer, ...]]:
    """Return the corner that the small map stands in, and its layers."""
    if not options.locator or drawn.plane.is_world:
        return "", ()
    around = locator_plane(drawn.plane)
    size = (around.width_pt, around.height_pt)
    name, (left, top, _, _) = corner(drawn.plane, room, size, ("ne", "se", "nw", "sw"))
    box = (0.0, 0.0, around.width_pt, around.height_pt)
    edge: tuple[Item, ...] = (
        Path(f"M0,0H{around.width_pt:.2f}V{around.height_pt:.2f}H0Z", stroke=look.INK, width_pt=0.5),
    )
    return name, (
        Layer("locator", locator(drawn.plane, around), left, y + top, box),
        Layer("locator-frame", edge, left, y + top),
    )


def _letters(case: Case, drawn: Scene, title: str) -> tuple[str, ...]:
    """Say which letters none of the fonts has."""
    texts = [title, *(site.name for site in drawn.sites), *(actor.name for actor in case.actors)]
    missing = sorted(fonts.without_glyph(visible(text) for text in texts))
    if not missing:
        return ()
    codes = ", ".join(f"U+{ord(character):04X}" for character in missing[:8])
    return (f"No carried font has {len(missing)} of the characters used ({codes}{', …' if missing[8:] else ''}).",)
