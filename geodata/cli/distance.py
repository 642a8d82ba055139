"""``distance``: how far apart two sites of a case, or two bare points, are at least and at most.

``precision``: how wide a stated distance is, and by which rule.
"""

from __future__ import annotations

import argparse
from typing import Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.cli.output import EXIT_DONE, finite, input_name, print_json, print_lines, read_input, warn
from geodata.core.adhoc_sites import site_from_lat_lon
from geodata.core.model import Site, StatedDistance
from geodata.core.precision import DEFAULT_PRECISION_RULE, StatedBounds, bounds, cited
from geodata.core.problems import InputError
from geodata.core.units import in_unit, in_units
from geodata.gazetteer.case_lookup import find_site
from geodata.geodesy.site_distance import Between, between
from geodata.parsing.coordinates import read_coordinates
from geodata.parsing.distances import read_distance, read_rule

_USAGE: Final = "python -m geodata distance (FILE PLACE PLACE | --points LAT,LON LAT,LON) [--json]"
_EXACT: Final = "Bare coordinates are taken as exact: nobody stated an uncertainty for them."
_PLACES: Final = 3


def add_distance(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``distance``: the geodesic distance between two places, with bounds."""
    parser = commands.add_parser(
        "distance",
        usage=_USAGE,
        help="distance between two places, with bounds",
        description="Measure the geodesic distance between two places, with bounds.",
    )
    parser.add_argument(
        "--points", nargs=2, metavar="LAT,LON", help="two points as coordinates in any spelling, latitude first"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document; null stands for unbounded")
    parser.add_argument("places", nargs="*", metavar="FILE PLACE PLACE", help="a case file, and two ids or spellings")
    parser.set_defaults(run=print_distances)


def print_distances(options: argparse.Namespace) -> int:
    """Measure and print."""
    a, b = _sites(options)
    measured = between(a, b)
    if options.json:
        print_json(
            {
                "distance_m": measured.distance_m,
                "min_m": measured.min_m,
                "max_m": finite(measured.max_m),
                "azimuth_deg": measured.azimuth_deg,
                "back_azimuth_deg": measured.back_azimuth_deg,
            }
        )
        if measured.reason is not None:
            warn(measured.reason)
    else:
        print_lines(*_lines(a, b, measured), *([_EXACT] if options.points else []))
    return EXIT_DONE


def _sites(options: argparse.Namespace) -> tuple[Site, Site]:
    if options.points is not None and not options.places:
        points = [read_coordinates(words) for words in options.points]
        for point in points:
            if point.is_wgs84:
                warn(point.said)
        a, b = (site_from_lat_lon(point.lat, point.lon) for point in points)
        return a, b
    if options.points is not None or len(options.places) != _PLACES:
        raise InputError(f"Give a file and two places, or two points: {_USAGE}", " ".join(options.places))
    name, first, second = options.places
    case, _ = case_from_bytes(read_input(name), input_name(name))
    return find_site(case, first), find_site(case, second)


def _lines(a: Site, b: Site, measured: Between) -> list[str]:
    """Say a distance, its bounds and what they come from."""
    lines = [f"From {a.name} to {b.name}"]
    if measured.distance_m is not None:
        lines.append(f"  distance  {in_units(measured.distance_m)}")
    lines += [f"  at least  {in_units(measured.min_m)}", f"  at most   {in_units(measured.max_m)}"]
    if measured.azimuth_deg is not None and measured.back_azimuth_deg is not None:
        lines.append(f"  azimuth   {measured.azimuth_deg:.2f}° there, {measured.back_azimuth_deg:.2f}° back")
    if measured.distance_m is None or a.uncertainty_m != 0:
        lines += [f"  {_certainty(site)}" for site in {a.id: a, b.id: b}.values()]
    return [*lines, *([measured.reason] if measured.reason is not None else [])]


def _certainty(site: Site) -> str:
    if site.geometry is None:
        return f"{site.name}: position not known"
    if site.is_region:
        return f"{site.name}: a region, as drawn"
    if site.uncertainty_m is None:
        return f"{site.name}: uncertainty not known"
    return f"{site.name}: within {in_unit(site.uncertainty_m, 'm')} of its point"


def add_precision(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``precision``: the half-width of a stated distance."""
    parser = commands.add_parser(
        "precision",
        help="half-width of a distance as it was spoken",
        description="Say how far off a stated distance may be: its half-width.",
    )
    parser.add_argument(
        "--rule", type=read_rule, default=DEFAULT_PRECISION_RULE, help="2020 (default), 2004, or a half-width: '500 m'"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("words", nargs="+", metavar="DISTANCE", help="as spoken, such as '35 miles'")
    parser.set_defaults(run=precision)


def precision(options: argparse.Namespace) -> int:
    """Read, widen and print."""
    distance = read_distance(" ".join(options.words).strip())
    stated = bounds(distance, options.rule)
    if options.json:
        print_json(
            {
                "value_m": stated.value_m,
                "half_width_m": stated.half_width_m,
                "min_m": stated.min_m,
                "max_m": stated.max_m,
                "rule": str(stated.rule),
            }
        )
    else:
        print_lines(*_width_lines(distance, stated))
    return EXIT_DONE


def _width_lines(distance: StatedDistance, stated: StatedBounds) -> list[str]:
    return [
        f"{distance.words} is {in_units(stated.value_m)}",
        f"  half-width  {in_units(stated.half_width_m)}, {cited(stated.rule)}",
        f"  at least    {in_units(stated.min_m)}",
        f"  at most     {in_units(stated.max_m)}",
    ]
