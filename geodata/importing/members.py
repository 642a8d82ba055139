"""What a column of a table can become: the members of a claim or a site that a mapping may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from geodata.core.text import any_of
from geodata.core.vocabulary import CERTAINTIES, POLARITIES, QUANTITIES, RELATIONS

RecordOfRow = Literal["claim", "site"]
RECORDS: Final[tuple[RecordOfRow, ...]] = ("claim", "site")
DateOrder = Literal["day-first", "month-first"]
DATE_ORDERS: Final[tuple[DateOrder, ...]] = ("day-first", "month-first")

#: Keep the column as it is, under its own name; leave it out, and say so.
KEEP: Final = "keep"
LEAVE_OUT: Final = "leave out"
#: Heading of the column that :mod:`geodata.importing.import_result` adds; it is left out when the file comes back.
PROBLEM_COLUMN: Final = "what is wrong"

#: Members of both kinds of record, in words.
_PLACE: Final[Mapping[str, str]] = {
    "id": "the record's own id",
    "place": "the name of the place, or a distance from one: 35 miles SE of Ayyash",
    "coordinates": "latitude and longitude in one column, UTM, MGRS, plus codes or map URLs",
    "lat": "latitude",
    "lon": "longitude",
    "zone": "the UTM zone, such as 37S or 37 north",
    "easting": "UTM easting in metres",
    "northing": "UTM northing in metres",
    "uncertainty": "how far the point may be off, in metres or with a unit",
    "place_code": "the ACLED or UCDP code for the precision of the place",
    "kind": "what kind of place it is",
    "country": "the country of the place, by which its name is looked up",
    "province": "the province of the place, by which its name is looked up",
    "district": "the district of the place, by which its name is looked up",
}
_CLAIM: Final[Mapping[str, str]] = {
    "summary": "what is claimed, in your own words",
    "actor": "the actor who says it",
    "polarity": any_of(*POLARITIES),
    "event": "the event it is about",
    "about_actor": "the actor it is attributed to",
    "relation": any_of(*RELATIONS),
    "site2": "the name of the other place, where it was between two",
    "distance": "a distance from the place, as stated: 35 miles",
    "bearing": "a direction from the place: SE",
    "event_time": "when it happened, or when it began",
    "event_clock": "the time of day it happened, beside a column of days",
    "event_end": "when it ended",
    "time_code": "the ACLED code for the precision of the time",
    "stated": "when it was said",
    "killed": "how many were killed, or at least",
    "killed_max": "how many were killed at most",
    "wounded": "how many were wounded, or at least",
    "wounded_max": "how many were wounded at most",
    "credibility": "1 to 6",
    "certainty": f"how sure the actor was, as spoken: {any_of(*CERTAINTIES)}",
    "statement_id": "the statement that the claim is a part of, the same in each of its rows",
    "about_actors": "several actors it is attributed to jointly, with semicolons between",
    "quantity": f"of several events under one name: {any_of(*QUANTITIES)} of them",
    "event_kinds": "the kinds of event that a denial of any event speaks of",
    "event_time_words": "when it happened, as spoken: in the evening",
    "source": "the title of the source, or an id",
    "source_url": "the URL of the source",
    "publisher": "who published the source",
    "published": "when the source was published",
    "archived_url": "the URL of an archived copy of the source",
    "archive_hash": "the SHA-256 of that copy",
    "archived": "when that copy was made",
}
#: What a column can become in each kind of record, in words.
MEMBERS: Final[Mapping[RecordOfRow, Mapping[str, str]]] = {
    "claim": {**_PLACE, **_CLAIM},
    "site": {**_PLACE, "source": "where its position comes from"},
}
#: What can be said of all rows at once, where no column says it.
CONSTANTS: Final = (
    "zone",
    "actor",
    "about_actor",
    "event",
    "polarity",
    "stated",
    "source",
    "publisher",
    "published",
    "kind",
    "country",
)
