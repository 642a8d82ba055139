"""``distance``: how far apart two sites of a case, or two bare points, are at least and at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.casefile.io import case_from_bytes
from geodata.cli.output import EXIT_DONE, finite, input_name, print_json, print_lines, read_input, warn
from geodata.core.adhoc_sites import site_from_lat_lon
from geodata.core.problems import InputError
from geodata.core.units import in_unit, in_units
from geodata.gazetteer.case_lookup import find_site
from geodata.geodesy.site_distance import Between, between
from geodata.parsing.coordinates import read_coordinates

if TYPE_CHECKING:
    import argparse

    from geodata.core.model import Site

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
