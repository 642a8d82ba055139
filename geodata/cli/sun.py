"""``sun``: how high the sun stood at a place, where in the sky, and whether it was day, twilight or night."""

from __future__ import annotations

import argparse
from typing import Any

from geodata.cli.output import EXIT_DONE, print_json, print_lines
from geodata.core.problems import InputError, quoted
from geodata.parsing.coordinates import read_coordinates
from geodata.timeline.sunlight import shadow_miss_deg, sunlight
from geodata.view.address_numbers import number_between


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
    parser.add_argument(
        "--shadow", type=_azimuth, metavar="DEGREES", help="direction of a shadow from its foot: can it be of then?"
    )
    parser.add_argument(
        "--error", type=_error, default=0.0, metavar="DEGREES", help="how far the shadow's direction may be off"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=print_sun)


def print_sun(options: argparse.Namespace) -> int:
    """Work out and print."""
    point = read_coordinates(options.points)
    found = sunlight(point.lat, point.lon, options.time)
    shadow = {}
    if options.shadow is not None:
        miss_deg = shadow_miss_deg(point.lat, point.lon, options.time, options.shadow)
        shadow = {"possible": miss_deg is not None and miss_deg <= options.error, "miss_deg": miss_deg}
    if options.json:
        print_json(found.to_json() | ({"shadow": shadow} if shadow else {}))
    else:
        low, high = found.altitude_deg
        start, end = found.azimuth_deg
        print_lines(
            f"Height of the sun's centre: {low:.1f}° to {high:.1f}°, without refraction",
            f"Direction: {start:.1f}° to {end:.1f}°, clockwise from true north",
            f"It was {', '.join(found.phases)}.",
            *([_in_words(options.shadow, options.error, shadow["miss_deg"])] if shadow else []),
        )
    return EXIT_DONE


def _in_words(azimuth_deg: float, error_deg: float, miss_deg: float | None) -> str:
    shadow = f"A shadow towards {azimuth_deg:g}° ±{error_deg:g}°"
    if miss_deg is None:
        return f"{shadow} is not of then: the sun was below the horizon."
    if miss_deg <= error_deg:
        return f"{shadow} is possible."
    return f"{shadow} is not of then: it misses the nearest that the sun threw by {miss_deg:.1f}°."


def _azimuth(text: str) -> float:
    return _degrees(text, 360.0)


def _error(text: str) -> float:
    return _degrees(text, 180.0)


def _degrees(text: str, most: float) -> float:
    number = number_between(text, 0.0, most)
    if number is None:
        raise InputError(f"{quoted(text)} is not an angle. Give degrees from 0 to {most:g}.", text)
    return number
