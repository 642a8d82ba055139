"""``geocode``: which place a name may mean, from the case's own sites, GeoNames and airports."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from geodata.casefile.io import case_from_bytes
from geodata.cli.gazetteers import add_gazetteer_option, own_indexes
from geodata.cli.output import EXIT_DONE, input_name, print_json, print_lines, read_input, warn
from geodata.gazetteer.answer import decide_meaning
from geodata.gazetteer.candidate import NO_EXTENT, gazetteers_named
from geodata.gazetteer.geocoder import DEFAULT_LIMIT, Gazetteer
from geodata.gazetteer.sources import read_country
from geodata.gazetteer.world import cache_folder, open_world
from geodata.parsing.coordinates import read_coordinates
from geodata.parsing.locality_offsets import read_offset
from geodata.sandbox.own_gazetteers import open_gazetteer

if TYPE_CHECKING:
    from geodata.gazetteer.answer import NameAnswer
    from geodata.gazetteer.candidate import Candidate
    from geodata.parsing.locality_offsets import Offset


def add_geocode(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``geocode``: which place a name may mean, best first, without asking another machine."""
    parser = commands.add_parser(
        "geocode",
        help="which place a name may mean",
        description="Say which place a name may mean, best first, without asking another machine.",
    )
    parser.add_argument("--near", type=read_coordinates, metavar="LAT,LON", help="nearer places count more")
    parser.add_argument(
        "--country", type=read_country, metavar="SY", help="ISO code of two letters: places elsewhere are left out"
    )
    parser.add_argument("--case", metavar="FILE", help="a case file: its places come first, and what is near them")
    add_gazetteer_option(parser)
    parser.add_argument("--online", action="store_true", help="also ask Nominatim; says what is sent to whom")
    parser.add_argument("--json", action="store_true", help="print one JSON document; a list, empty for unknown names")
    parser.add_argument("words", nargs="+", metavar="NAME", help="a place in any spelling; or '35 miles SE of Raqqa'")
    parser.set_defaults(run=geocode)


def geocode(options: argparse.Namespace) -> int:
    """Look up and print; a name that is not known is not an error."""
    words = " ".join(options.words).strip()
    offset = read_offset(words)
    name = offset.site if offset else words
    found = _candidates(name, options)
    answered = decide_meaning(name, found, is_country_set=options.country is not None)
    if offset:
        warn(_said(offset))
    if options.json:
        print_json([candidate.to_json() for candidate in answered.candidates])
    if not options.json and answered.candidates:
        print_lines(*_lines(answered))
    elif answered.certainty != "certain":
        warn(answered.sentence)
    return EXIT_DONE


def _said(offset: Offset) -> str:
    if offset.site2 is not None:
        both = f"Between {offset.site} and {offset.site2}"
        return f"{both}: the candidates are for the first of the two; no point is computed."
    if offset.distance is None:
        return "Near, and no distance: the candidates are for the place itself; no point is computed."
    limit = {"within": "within ", "beyond": "more than "}.get(offset.relation or "", "")
    stated = " ".join(filter(None, (offset.distance.value, offset.distance.unit, offset.bearing)))
    return (
        f"Distance and direction: {limit}{stated}. The candidates are for the place it is from; no point is computed."
    )


def _candidates(name: str, options: argparse.Namespace) -> tuple[Candidate, ...]:
    has_case = options.case is not None
    case = case_from_bytes(read_input(options.case), input_name(options.case))[0] if has_case else None
    near = None if options.near is None else options.near.lon_lat
    own = [open_gazetteer(index) for index in own_indexes(options)]
    gazetteer = Gazetteer(open_world(warn), case, own)
    found = gazetteer.candidates(name, near=near, country=options.country)
    if not options.online:
        return found
    # geopy is imported by those who ask for it.
    from geodata.gazetteer import nominatim

    warn(nominatim.notice(name, options.country))
    ask = nominatim.kept(nominatim.nominatim(), cache_folder())
    online = nominatim.online_candidates(name, ask, country=options.country)
    return tuple(sorted((*found, *online), key=lambda candidate: -candidate.score)[:DEFAULT_LIMIT])


def _lines(answered: NameAnswer) -> list[str]:
    lines = [answered.sentence, ""]
    for number, candidate in enumerate(answered.candidates, start=1):
        radius = "" if candidate.uncertainty_m is None else f" ± {candidate.uncertainty_m:,.0f} m"
        lines += [
            f"{number}. {candidate.name} [{candidate.source}], score {candidate.score:.2f}",
            f"   {candidate.lat_deg:.5f}, {candidate.lon_deg:.5f}{radius}",
            f"   {candidate.matched}: {candidate.reason}",
        ]
    unknown = any(candidate.uncertainty_m is None for candidate in answered.candidates)
    below = (f"Without ±: {NO_EXTENT}" if unknown else "", gazetteers_named(answered.candidates))
    return [*lines, *(["", *filter(None, below)] if any(below) else [])]
