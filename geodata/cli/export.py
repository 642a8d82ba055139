"""``export``: a case, or the claims of it that a filter shows, as a file for other people and programs."""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from geodata.casefile.io import case_from_bytes
from geodata.cli.arguments import some_words
from geodata.cli.output import (
    EXIT_DONE,
    STANDARD_INPUT,
    input_name,
    keep_apart,
    print_lines,
    read_input,
    write_output,
)
from geodata.core.claim_ids import find_claims, instead
from geodata.core.model import Case
from geodata.core.precision import DEFAULT_PRECISION_RULE, bounds
from geodata.core.problems import InputError, Problem, UsageError, quoted
from geodata.core.text import any_of, counted
from geodata.core.units import in_unit
from geodata.exporting.blur_secret import case_secret
from geodata.exporting.exports import ENDINGS, TOLD, Wanted, ending_of, exported
from geodata.exporting.writers import SHAPES, ExportOptions
from geodata.gazetteer.case_lookup import find_site
from geodata.parsing.distances import read_distance, read_rule
from geodata.render.figure.options import SIZES
from geodata.view.filter_params import CHOICES, from_query, known_values
from geodata.view.filters import Filter, filter_in_words, searchable, select

if TYPE_CHECKING:
    from geodata.exporting.extract import Chosen


_DEFAULT_RADIUS: Final = "5 km"
_OF_SOME: Final = frozenset().union(*TOLD.values())


def add_export(commands: Any) -> None:  # noqa: ANN401 - argparse names its type with an underscore
    """Add ``export``: a case, or a part of it, as a file for other people and programs."""
    parser = commands.add_parser(
        "export",
        help="write a case for others",
        description="Write a case, or a part of it, as a file for other people and programs.",
    )
    parser.add_argument("file", metavar="FILE", help="the case file, or - for standard input")
    endings = ", ".join(ENDINGS)
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help=f"what to write, by its ending: {endings}")
    parser.add_argument("--shapes", action="store_true", help=f"the drawn shapes, as if OUT ended in {SHAPES}")
    parser.add_argument("--claims", metavar="A,B,...", help="ids of the claims to write; all without this")
    parser.add_argument(
        "--filter", type=some_words, metavar="ADDRESS", help="filters as in the page's address: 'actors=A,B&words=...'"
    )
    parser.add_argument(
        "--rule", type=read_rule, default=DEFAULT_PRECISION_RULE, help="2020 (default), 2004, or a half-width: '500 m'"
    )
    parser.add_argument("--blur", metavar="PLACE,PLACE", help="places whose exact place must not be in the file")
    parser.add_argument(
        "--blur-radius",
        type=some_words,
        metavar="DISTANCE",
        help=f"how far each is moved at most; {_DEFAULT_RADIUS} if not given",
    )
    parser.add_argument("--title", type=some_words, metavar="WORDS", help="of a page or figure, instead of the case's")
    parser.add_argument("--size", choices=SIZES, default="report", help="width of a figure; report if not given")
    parser.add_argument("--short", action="store_true", help="a report of two pages, without what backs it up")
    parser.add_argument(
        "--extent", type=_extent, metavar="W,S,E,N", help="of a map, in degrees; fits the claims without"
    )
    parser.add_argument("--date", type=_day, metavar="DAY", help="that the file bears; today if not given")
    parser.set_defaults(run=export, json=False)


def _extent(words: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = map(float, words.split(","))
    except ValueError:
        remedy = "Write west, south, east and north in degrees, such as 39,34.5,41,36."
        raise InputError(f"{quoted(words)} is not four numbers. {remedy}", words) from None
    return west, south, east, north


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        remedy = "Write year, month and day, such as 2015-12-06."
        raise InputError(f"{quoted(words)} is not a date. {remedy}", words) from None


def export(options: argparse.Namespace) -> int:
    """Choose, blur, write, and say what was written."""
    target = Path(options.output)
    name = _shapes_name(target) if options.shapes else target.name
    keep_apart({"The case": None if options.file == STANDARD_INPUT else options.file}, {"-o": options.output})
    _refuse_unused(name, options.given | ({"short": "two pages"} if options.short else {}))
    content = read_input(options.file)
    case, _ = case_from_bytes(content, input_name(options.file))
    claim_ids, words = _wanted(case, options)
    blurred_m = _blurred_m(case, options)
    wanted = Wanted(claim_ids, words, blurred_m)
    data, chosen = exported(case, name, wanted, _options(options, content, blurred_m), lambda _: case_secret(case.id))
    write_output(options.output, data)
    print_lines(*_said(options.output, len(data), chosen, blurred_m))
    return EXIT_DONE


def _refuse_unused(name: str, given: Mapping[str, str]) -> None:
    """Refuse options that a file of this kind shows nothing of."""
    ending = ending_of(name)
    unused = [] if ending is None else [option for option in given if option in _OF_SOME - TOLD[ending]]
    problems = [
        Problem(f"--{option}", "usage.unused", f"A {ending} file shows nothing of {quoted(given[option])}.",
                f"Leave it out, or write {any_of(*(other for other, told in TOLD.items() if option in told))}.")
        for option in unused
    ]  # fmt: skip
    if problems:
        raise UsageError(problems)


def _shapes_name(target: Path) -> str:
    if not target.name.lower().endswith((".geojson", ".json")):
        raise InputError(f"Shapes are GeoJSON: {quoted(target.name)} should end in {SHAPES}. Rename it.", target.name)
    return f"{target.stem}{SHAPES}"


def _options(options: argparse.Namespace, content: bytes, blurred_m: Mapping[str, float]) -> ExportOptions:
    return ExportOptions(
        rule=options.rule,
        made=options.date or datetime.now(tz=UTC).date(),
        title=options.title,
        size=options.size,
        is_short=options.short,
        extent=options.extent,
        file_sha256=None if blurred_m else hashlib.sha256(content).hexdigest(),
    )


def _wanted(case: Case, options: argparse.Namespace) -> tuple[tuple[str, ...] | None, str]:
    """Return the claims that the options name, ``None`` for all, and the filter in words."""
    if options.claims is None and options.filter is None:
        return None, ""
    wanted = read_filter(case, options.filter or "")
    index = {claim.id: searchable(case, claim) for claim in case.claims} if wanted.words else {}
    named = None if options.claims is None else set(find_claims(case, options.claims.split(",")))
    shown = [claim.id for claim in select(case, wanted, index).shown if named is None or claim.id in named]
    if not shown:
        raise InputError(
            "No claim matches the filters, so there is nothing to write. Choose other filters.",
            options.filter or options.claims,
        )
    return tuple(shown), filter_in_words(case, wanted)


def _blurred_m(case: Case, options: argparse.Namespace) -> dict[str, float]:
    if options.blur is None:
        if options.blur_radius is not None:
            raise InputError(
                "--blur-radius is given without --blur. Add --blur with the places to blur.", options.blur_radius
            )
        return {}
    radius_m = bounds(read_distance(options.blur_radius or _DEFAULT_RADIUS)).value_m
    named = [words.strip() for words in options.blur.split(",") if words.strip()]
    if not named:
        # A variable of a script that is empty must not write exact places as if nothing had been asked for.
        raise InputError("--blur names no place. Give ids or names, with commas between.", options.blur)
    return {find_site(case, words).id: radius_m for words in named}


def _said(name: str, size_bytes: int, chosen: Chosen, blurred_m: dict[str, float]) -> list[str]:
    lines = [f"{name}: {chosen.sentence()}, {counted(size_bytes, 'byte')}."]
    if chosen.words:
        lines.append(f"  Filters: {chosen.words}.")
    lines += [f"  Blurred: {site}, by up to {in_unit(radius_m, 'km')}." for site, radius_m in blurred_m.items()]
    if blurred_m:
        lines.append("  Names, texts and distances stated from other places may narrow a blurred place down.")
    return lines


_NAMES: Final = tuple(Filter.__dataclass_fields__)
#: How the value of a filter is written that is none of the case's own ids.
_FORMS: Final = {
    **dict.fromkeys(("after", "before", "said_by"), "2015-12-07 or 2015-12-07T18:00Z"),
    "surely_within": "yes or no",
    "undated": "yes or no",
    "maybe_said": "yes or no",
}


def read_filter(case: Case, address: str) -> Filter:
    """Return the filter that an address has, whole or from its question mark on.

    Raises ``InputError`` with every reason, if anything in it is not known, is not as it is written, or is given twice.
    The page passes such things over and says so; a file would be of other claims than were asked for.
    """
    pairs = parse_qsl(address.rpartition("?")[2], keep_blank_values=True)
    query = dict(pairs)
    wanted, unread = from_query(query, case)
    names = sorted(set(query) - {*_NAMES}) if query or not address else [address]
    faults = [*_repeated(pairs), *_unread_values(query, unread, case), *_unknown(names)]
    if faults:
        raise InputError(" ".join(faults), address)
    return wanted


def _repeated(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            remedy = "give it once" + ("" if name in (*_FORMS, "words") else ", with commas between its values")
            yield f"The filter has {quoted(name)} {count} times: {remedy}."


def _unread_values(query: Mapping[str, str], unread: Sequence[str], case: Case) -> Iterator[str]:
    formed = {f"{name} {query[name]}": form for name, form in _FORMS.items() if name in query}
    names = {what: name for name, what in CHOICES.items()}
    for words in unread:
        what, _, value = words.partition(" ")
        if words in formed:
            yield f"The filter has {quoted(words)}: write its value as {formed[words]}."
        elif what not in names:
            yield f"The filter has {quoted(words)}: swap the two, or correct one."
        else:
            remedy = instead(value, known_values(names[what], case))
            yield f"The filter has {quoted(words)}, which is not known. {remedy}"


def _unknown(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"The filter has {', '.join(map(quoted, names))}, which is not known. Use {', '.join(_NAMES)}."
