"""``precision``: how wide a stated distance is, and by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.cli.output import EXIT_DONE, print_json, print_lines
from geodata.core.precision import DEFAULT_PRECISION_RULE, bounds, described
from geodata.core.units import in_units
from geodata.parsing.distances import read_distance, read_rule

if TYPE_CHECKING:
    import argparse

    from geodata.core.model import StatedDistance
    from geodata.core.precision import StatedBounds


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
        print_lines(*_lines(distance, stated))
    return EXIT_DONE


def _lines(distance: StatedDistance, stated: StatedBounds) -> list[str]:
    return [
        f"{distance.words} is {in_units(stated.value_m)}",
        f"  half-width  {in_units(stated.half_width_m)}, {described(stated.rule)}",
        f"  at least    {in_units(stated.min_m)}",
        f"  at most     {in_units(stated.max_m)}",
    ]
