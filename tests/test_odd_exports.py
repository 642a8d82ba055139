"""Every export of every case that the check calls valid is written, or refused in a sentence."""

import contextlib
import json

import pytest

from geodata.casefile.io import case_from_bytes, check_bytes
from geodata.core.problems import GeodataError
from geodata.exporting.exports import ENDINGS, Wanted, exported
from geodata.exporting.writers import ExportOptions
from tests.cases import small_case
from tests.oddcases import REGIONS, odd_document

#: Quick ones by many cases, those that set a document by one, whose map is of half the globe; with ``-m long`` by two.
QUICK = (".geojson", ".shapes.geojson", ".csv", ".kml")
CHOSEN = [*((ending, range(1_030, 1_090)) for ending in QUICK),
          *((ending, range(1_049, 1_050)) for ending in ENDINGS if ending not in QUICK),
          *(pytest.param(ending, range(1_048, 1_049), marks=pytest.mark.long) for ending in ENDINGS
            if ending not in QUICK)]  # fmt: skip


@pytest.mark.parametrize(("ending", "seeds"), CHOSEN, ids=str)
def test_an_odd_case_is_written_or_refused(ending, seeds):
    """Whole, and with one of its places blurred."""
    written, refused = 0, []
    for seed in seeds:
        data = json.dumps(odd_document(seed)).encode()
        if not check_bytes(data).valid:
            continue
        case, _ = case_from_bytes(data, "odd")
        site = next((site.id for site in case.sites if site.geometry), None)
        for blurred_m in ({}, {site: 5_000.0} if site else {}):
            try:
                made, _ = exported(
                    case, f"a{ending}", Wanted(blurred_m=blurred_m), ExportOptions(), lambda _: bytes(32)
                )
            except GeodataError as error:
                refused.append(str(error))
            else:
                written += bool(made)
    assert all(refused)
    assert written + len(refused) >= len(seeds)


@pytest.mark.parametrize("region", REGIONS)
def test_a_place_of_any_shape_is_written(region):
    """As it is and blurred; it is judged on the way."""
    document = small_case()
    site = next(feature["id"] for feature in document["features"] if feature["properties"]["record"] == "site")
    for feature in document["features"]:
        if site in (feature["id"], feature["properties"].get("site")):
            feature["geometry"] = region
    data = json.dumps(document).encode()
    assert check_bytes(data).valid
    case, _ = case_from_bytes(data, "odd")
    for ending in (*QUICK, ".gpkg", ".html"):
        assert exported(case, f"a{ending}", Wanted(), ExportOptions(), lambda _: bytes(32))[0]
        with contextlib.suppress(GeodataError):  # a corner of one is beside another place: it is said
            exported(case, f"a{ending}", Wanted(blurred_m={site: 5_000.0}), ExportOptions(), lambda _: bytes(32))
