"""Write the names of provinces and countries: ``python -m tools.provinces unicode-cldr-core_41-0.1_all.deb``.

Names are those of Unicode's CLDR (Unicode licence), in the languages that tables are read in, as Debian's package
``unicode-cldr-core`` has them (``apt-get download unicode-cldr-core``), and the names and label points of
countrystatecity-countries (ODbL 1.0); both are of the codes of ISO 3166-2. What is written is the table of
:mod:`geodata.gazetteer.provinces`, under ODbL 1.0, and CLDR's names of countries. Same inputs, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import subprocess
import tempfile
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import defusedxml.ElementTree
import numpy as np

from geodata.gazetteer.provinces import PROVINCES
from geodata.gazetteer.sources import COUNTRIES, country_names, world_places
from geodata.geodesy.circles import GEOD
from geodata.parsing.languages import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER_IN_DEB: Final = "usr/share/unicode/cldr/common"
#: A label point that is so far from any place of its country is wrong.
_MOST_M: Final = 150_000.0
#: So far from its label point a province is taken to reach, at least, and so many times as far as the nearest other.
_LEAST_M: Final = 250_000.0
_TIMES_NEAREST: Final = 1.5
#: The middle of a province's places may be so many times as far from the label point as the nearest such middle.
_TIMES_AS_FAR: Final = 2.0
#: Of a country's code.
_LETTERS: Final = 2
_ABOUT_M: Final = 20_000.0
_NEAREST: Final = 3


def main() -> None:
    """Write the table into the package, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deb", type=Path, help="Debian's unicode-cldr-core")
    deb = parser.parse_args().deb
    names = _names_by_code(deb, "subdivisions", "subdivision")
    states = [state for state in _states() if state["iso3166_2"] and _is_in_its_country(state)]
    reach, codes = _reach_m(states), _codes(states)
    rows = []
    for state in sorted(states, key=lambda state: str(state["iso3166_2"])):
        code = state["iso3166_2"]
        called = [state["name"], state["native"], *names[code.replace("-", "").lower()]]
        spellings = "|".join(dict.fromkeys(name for name in called if name))
        rows.append(
            [code, f"{_lon(state):.3f}", f"{_lat(state):.3f}", f"{reach[code] / 1000:.0f}", codes[code], spellings]
        )
    _write(PROVINCES, rows)
    countries = sorted(_names_by_code(deb, "main", "territory").items())
    _write(COUNTRIES, [[code, "|".join(dict.fromkeys(filter(None, found)))] for code, found in countries
                       if len(code) == _LETTERS and code in country_names()])  # fmt: skip


def _write(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    packed = gzip.compress(text.getvalue().encode(), 9, mtime=0)
    path.write_bytes(packed)
    print(f"{path.name}: {len(rows):,} areas, {text.getvalue().count('|') + len(rows):,} names, {len(packed):,} bytes.")


def _names_by_code(deb: Path, kind: str, tag: str) -> dict[str, list[str]]:
    """Return the names of each area of a kind by its code as CLDR writes it, such as ``ua23`` or ``UA``."""
    found: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", str(deb), folder], check=True)  # noqa: S603, S607 - Debian's own command
        for language in languages():
            root = defusedxml.ElementTree.parse(Path(folder, _FOLDER_IN_DEB, kind, f"{language}.xml")).getroot()
            for area in root.iter(tag):
                found[area.get("type", "")].append((area.text or "").strip())
    return found


def _states() -> Iterator[dict[str, Any]]:
    folder = resources.files("countrystatecity_countries") / "data" / "by-country"
    for country in sorted(folder.iterdir(), key=lambda one: one.name):
        listed = country / "states.json"
        if listed.is_file():
            yield from (state for state in json.loads(listed.read_text(encoding="utf-8")) if state["latitude"])


def _lon(state: dict[str, Any]) -> float:
    return float(state["longitude"])


def _lat(state: dict[str, Any]) -> float:
    return float(state["latitude"])


_places: dict[str, list[tuple[float, float]]] = defaultdict(list)


def _is_in_its_country(state: dict[str, Any]) -> bool:
    """Tell whether a label point is near a place of its country, as far as any is known."""
    if not _places:
        for place in world_places():
            _places[place.country].append((place.lon_deg, place.lat_deg))
    there = _places.get(state["country_code"])
    return not there or _nearest_m(_lon(state), _lat(state), there) <= _MOST_M


def _nearest_m(lon_deg: float, lat_deg: float, points: list[tuple[float, float]]) -> float:
    lons, lats = np.array(points).T
    return float(GEOD.inv(np.full(len(points), lon_deg), np.full(len(points), lat_deg), lons, lats)[2].min())


def _reach_m(states: list[dict[str, Any]]) -> dict[str, float]:
    """Return how far from its label point each area may reach."""
    found = {}
    for state in states:
        others = [(_lon(one), _lat(one)) for one in states
                  if one["country_code"] == state["country_code"] and one is not state]  # fmt: skip
        nearest_m = _nearest_m(_lon(state), _lat(state), others) if others else 0.0
        found[state["iso3166_2"]] = max(_LEAST_M, _TIMES_NEAREST * nearest_m)
    return found


def _codes(states: list[dict[str, Any]]) -> dict[str, str]:
    """Return GeoNames' codes of provinces that each area may be, in a row.

    The package has no names for these codes: an area's is that of the places nearest to its label point, or of one
    whose places are about there.
    """
    places: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for place in world_places():
        if place.province:
            places[place.country].append((place.lon_deg, place.lat_deg, place.province))
    found = {}
    for state in states:
        there = places.get(state["country_code"], [])
        of_code: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for lon, lat, code in there:
            of_code[code].append((lon, lat))
        apart_m = {code: _apart_m(state, [tuple(np.mean(points, axis=0))])[0] for code, points in of_code.items()}
        most_m = _TIMES_AS_FAR * min(apart_m.values(), default=0.0) + _ABOUT_M
        nearest = np.argsort(_apart_m(state, [(lon, lat) for lon, lat, _ in there]))[:_NEAREST] if there else ()
        near = {there[int(index)][2] for index in nearest}
        found[state["iso3166_2"]] = " ".join(sorted(near | {code for code, m in apart_m.items() if m <= most_m}))
    return found


def _apart_m(state: dict[str, Any], points: list[tuple[float, float]]) -> list[float]:
    lons, lats = np.array(points).T
    starts = np.full(len(points), _lon(state)), np.full(len(points), _lat(state))
    return [float(m) for m in GEOD.inv(*starts, lons, lats)[2]]


if __name__ == "__main__":
    main()
