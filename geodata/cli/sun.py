"""``sun``: how high the sun stood at a place, where in the sky, and whether it was day, twilight or night."""

from __future__ import annotations

import argparse
from typing import Any

from geodata.cli.output import EXIT_DONE, print_json, print_lines
from geodata.parsing.coordinates import read_coordinates
from geodata.timeline.sunlight import sunlight


def add_sun(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``sun``: the height and the direction of the sun."""
    parser = commands.add_parser(
        "sun",
        help="height and direction of the sun",
        description="Say how high the sun stood at a place, where in the sky, and whether it was day or night.",
    )
    parser.add_argument(
        "--points", required=True, metavar="LAT,LON", help="coordinates in any spelling, latitude first"
    )
    parser.add_argument(
        "--time", required=True, metavar="EDTF", help="a day or a time; without a zone, local at the place"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=print_sun)


def print_sun(options: argparse.Namespace) -> int:
    """Work out and print."""
    point = read_coordinates(options.points)
    found = sunlight(point.lat, point.lon, options.time)
    if options.json:
        print_json(found.to_json())
    else:
        low, high = found.altitude_deg
        start, end = found.azimuth_deg
        print_lines(
            f"Height of the sun's centre: {low:.1f}° to {high:.1f}°, without refraction",
            f"Direction: {start:.1f}° to {end:.1f}°, clockwise from true north",
            f"It was {', '.join(found.phases)}.",
        )
    return EXIT_DONE
