"""``georeference``: where a place is that words describe, how far it may be off, and by what."""

from __future__ import annotations

import argparse
from argparse import RawDescriptionHelpFormatter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geodata.cli.arguments import some_words
from geodata.cli.output import EXIT_DONE, print_json, print_lines, warn
from geodata.geodesy.point_radius import KINDS
from geodata.parsing.georeference_options import NEEDED, OPTIONS
from geodata.parsing.georeferencing import GeoreferenceError, read_georeference

if TYPE_CHECKING:
    from geodata.parsing.georeferenced import Georeference

_METAVARS: Final = {"coordinates": "'LAT, LON'", "heading": "POINT", "second-heading": "POINT", "rule": "RULE"}
_ABOUT: Final = """\
Say where a place is that words describe, and the radius of the circle around it that holds it: the point-radius
method of the Georeferencing Best Practices (doi:10.15468/doc-gg7h-s853). Every error counts in full and they are
added up. All kinds need coordinates and their source:"""
_EXAMPLES: Final = """\
examples:
  python -m geodata georeference --kind place --lat 35.336 --lon 40.141 --source gazetteer --extent "6 km"
  python -m geodata georeference --kind heading --lat 35.336 --lon 40.141 --source 1:50000 --datum unknown \\
      --extent "6 km" --distance "35 mi" --heading SE"""


def add_georeference(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``georeference``: a point and how far it may be off, from what words say of a place."""
    needs = "\n".join(f"  {kind:12}{KINDS[kind]}{_needs(names)}" for kind, names in NEEDED.items())
    parser = commands.add_parser(
        "georeference",
        usage="python -m geodata georeference --kind KIND (--lat LAT --lon LON | --coordinates WORDS) [options]",
        help="a point and how far it may be off, from what words say of a place",
        description=f"{_ABOUT}\n\n{needs}",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    for name, option in OPTIONS.items():
        parser.add_argument(
            f"--{name}", type=some_words, metavar=_METAVARS.get(name, "WORDS"), default="", help=option.help
        )
    parser.add_argument("--json", action="store_true", help="print one JSON document; lengths in metres")
    parser.set_defaults(run=georeference)


def _needs(names: tuple[str, ...]) -> str:
    """Say which options a kind needs, on a line of their own."""
    return f"\n{'':14}needs {', '.join(f'--{name}' for name in names)}" if names else ""


def georeference(options: argparse.Namespace) -> int:
    """Read, add up and print."""
    try:
        found = read_georeference({name: getattr(options, name.replace("-", "_")) for name in OPTIONS})
    except GeoreferenceError as error:
        # Each is said at the option as it is typed here.
        raise GeoreferenceError(
            tuple(replace(problem, where=f"--{problem.where}") for problem in error.problems)
        ) from None
    if options.json:
        print_json(
            {
                "lat": found.lat,
                "lon": found.lon,
                "uncertainty_m": found.uncertainty_m,
                "terms": {term.name: term.length_m for term in found.terms},
                "protocol": found.protocol,
            }
        )
    else:
        print_lines(*_lines(found))
    if not found.is_on_wgs84:
        warn(f"The point is on {found.datum}. A case has WGS84: convert it before it is put into one.")
    return EXIT_DONE


def _lines(found: Georeference) -> list[str]:
    """Say the point, each term with where it comes from, and the sum."""
    rows = [(term.words, f"{term.length_m:,.1f} m", term.why) for term in found.terms]
    rows.append(("Together", f"{found.uncertainty_m:,.1f} m", "radius of the circle that holds the place"))
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    table = [f"  {words.ljust(first)}  {length.rjust(second)}  {why}" for words, length, why in rows]
    return [found.locality, f"  Latitude {found.lat:.7g}, longitude {found.lon:.8g}", "", *table, "", found.protocol]
