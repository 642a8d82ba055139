"""Odd case documents, from a seed: what a file may hold and no person would write; most are valid by the check."""

from __future__ import annotations

import random
from typing import Any

from geodata.core.vocabulary import (
    CERTAINTIES,
    DISTANCE_RELATIONS,
    DISTANCE_UNITS,
    LINK_BASES,
    LINK_KINDS,
    QUANTITIES,
    RELATIONS,
)

Json = dict[str, Any]

#: Texts that templates, markup languages, file formats and fonts stumble over.
TEXTS = (
    "Camp", "{top}", "{A}", "{0.__class__}", "{:>700000000}", "{", "}", "{{}}", "%s", "%(top)s", "%", "$top", "${top}",
    r"\1", r"\g<0>", "\\", "#eval(1)", "#{panic()}", "*a* _b_ `c` $x$ @ref <label>", "= Head", "// x", "/* x",
    "<b>&amp;</b>", "]]>", "<!--", "</script>", "'\"", "a\nb\r\nc\td", "\0", "\x07", "\u2028", "\ufeff", "\uffff",
    "عياش", "עברית 12", "日本", "👩‍👩‍👧‍👦", "e\u0301" * 50, "\u202eabc", "=1+1", "@SUM(A1)", "x" * 3_000, "word " * 600,
    "W" * 100, ".", "-", "0", "null", "1e400", "1;2", "a|b", "|", "\t", "https://x.example/{top}",
)  # fmt: skip
TIMES = (
    None, "2015-12-06", "2015-12-06T19:40", "2015-12-06T19:40:00Z", "2015-12-06T23:59+14:00", "2015-12~", "2015?",
    "2015-12-06/..", "../2015-12-06", "2015-12-06/2015-12-07", "0001-01-01", "9999-12-31", "9999-12-31T23:59~",
    "2015-24", "201X", "2015-XX-06", "2016-02-29", "2015-12-07T01:00~",
    "2015", "2015-12", "[2015..2016]", "2015-12-06%", "-0043-03-15", "Y-170000002", "Y17000?", "0000", "20", "../..",
    "/", "2015-12-06T24:00:00", "2015-12-06T19:40:05.25Z", "-0043/Y17000", "{2015-12-06,Y17000}", "[..-0043]",
    "XXXX-12-XX",
)  # fmt: skip
POSITIONS = (
    [40.056, 35.396], [40.14084, 35.33588], [0, 0], [180, 0], [-180, 0.0], [180.0, 90], [-180, -90], [12.5, -90],
    [179.9999999, 35], [-179.9999999, 35.0], [40, 35, 120.5], [1e-12, -1e-12], [40.056, 35.3960001], [-140, -35],
)  # fmt: skip
_RING = [[39.0, 34.0], [41.0, 34.0], [41.0, 36.0], [39.0, 36.0], [39.0, 34.0]]
_HOLE = [[39.5, 34.5], [39.5, 35.5], [40.5, 35.5], [40.5, 34.5], [39.5, 34.5]]
_TINY = [[40, 35], [40.0000001, 35], [40.0000001, 35.0000001], [40, 35.0000001], [40, 35]]
_EAST = [[179.0, -18.0], [180.0, -18.0], [180.0, -16.0], [179.0, -16.0], [179.0, -18.0]]
_WEST = [[-180.0, -18.0], [-179.0, -18.0], [-179.0, -16.0], [-180.0, -16.0], [-180.0, -18.0]]
_CAP = [[-180.0, 80.0], [180.0, 80.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, 80.0]]
_EARTH = [[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]]
_HALF = [[-90.0, -45.0], [90.0, -45.0], [90.0, 45.0], [-90.0, 45.0], [-90.0, -45.0]]
_TINIER = [[40, 35], [40.000000001, 35], [40.000000001, 35.000000001], [40, 35]]
_SOME_HEIGHTS = [[39.0, 34.0, 210.0], [41.0, 34.0], [41.0, 36.0, 215.5], [39.0, 36.0], [39.0, 34.0, 210.0]]
_SLIVER = [[39.0, 35.0], [41.0, 35.0], [41.0, 35.0000001], [39.0, 35.0]]
#: Of places, in metres.
RADII_M = (0.1, 2000, 2000.0, 50_000, 5_000_000, 20_000_000)
REGIONS = (
    *(
        {"type": "Polygon", "coordinates": [ring]}
        for ring in (_RING, _TINY, _TINIER, _EAST, _CAP, _EARTH, _HALF, _SLIVER)
    ),
    {"type": "Polygon", "coordinates": [_RING, _HOLE]},
    {"type": "MultiPolygon", "coordinates": [[_EAST], [_WEST]]},
    {"type": "MultiPolygon", "coordinates": [[_TINY]]},
    {"type": "MultiPolygon", "coordinates": [[_RING], [_EAST]]},
    {"type": "MultiPolygon", "coordinates": [[_SOME_HEIGHTS], [_EAST]]},
)
_EXTRAS = ("remarks", "foreign", "top", "title", "x", "number", "lat", "{top}")
_VALUES = (None, True, 0, -1.5, "", "{top}", [], {}, [[1, 2], "a"], {"a": {"b": None}}, 2**70)


class _Drawn:
    """What is drawn for one document."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        one = self.random
        #: All texts harmless, of one kind, or of any.
        self.texts = one.choice([("A", "B", "C"), (one.choice(TEXTS),), TEXTS, TEXTS])
        self.is_rich = one.random() < 0.7
        self.times = one.choice([TIMES, (None,), ("2015-12-06",), TIMES])

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def text(self) -> str:
        return self.random.choice(self.texts)

    def name(self) -> str:
        """Return a text that says something, as a name must."""
        return self.text().strip() or "A"

    def kind(self) -> str:
        """Return a kind of event: one that moves, one that strikes, or any text."""
        return self.of(["flight", "air strike", "Air Strike ", self.name()])

    def of(self, values: Any) -> Any:
        return self.random.choice(list(values))

    def some(self, values: list[str]) -> list[str]:
        return self.random.sample(values, self.random.randint(0, min(len(values), 3)))

    def given(self, record: Json, **members: Any) -> Json:
        """Add members that may be null or missing, and some that nobody knows."""
        for name, value in members.items():
            if self.maybe(0.8):
                record[name] = value if self.maybe(0.7) else None
        if self.is_rich and self.maybe(0.3):
            name = self.of(_EXTRAS)
            record.setdefault(name, self.of(_VALUES))
        return record


def odd_document(seed: int) -> Json:
    """Return the document of a seed."""
    drawn = _Drawn(seed)
    one = drawn.random
    actors = [f"A{number}" for number in range(one.randint(1, 4))]
    events = [f"E{number}" for number in range(one.choice([0, 1, 1, 2]))]
    sources = [f"S{number}" for number in range(one.choice([0, 1, 3]))]
    sites = [_site(drawn, f"P{number}") for number in range(one.choice([0, 1, 1, 2, 3, 5]))]
    claims = [f"C{number}" for number in range(one.choice([0, 1, 2, 3, 5, 9]))]
    polarities = drawn.of([("affirm", "deny", "report"), ("report",), ("affirm",), ("deny",), ("affirm", "deny")])
    kinds = drawn.of([(*RELATIONS, None), (None,), ("at", "in"),
                      (*sorted(DISTANCE_RELATIONS),)])  # fmt: skip
    known = {"actors": actors, "events": events, "sources": sources, "sites": sites, "claims": claims,
             "polarities": polarities, "kinds": kinds}  # fmt: skip
    features = [*sites, *(_claim(drawn, claim, known) for claim in claims)]
    if drawn.maybe(0.2):
        one.shuffle(features)
    case = drawn.given(
        {
            "schema": 1, "id": drawn.of(["ODD", "0", "A-1", "X" * 200]), "title": drawn.name(),
            "actors": [_actor(drawn, actor, actors[:number]) for number, actor in enumerate(actors)],
            "events": [drawn.given({"id": event, "name": drawn.name()}, kind=drawn.kind(), plural=drawn.maybe())
                       for event in events],
            "sources": [_source(drawn, source) for source in sources],
        },
        summary=drawn.text(), timezone=drawn.of(["Asia/Damascus", "UTC", "Pacific/Apia", "America/New_York"]),
    )  # fmt: skip
    return drawn.given({"type": "FeatureCollection", "case": case, "features": features})


def _actor(drawn: _Drawn, actor: str, before: list[str]) -> Json:
    parent = drawn.of(before) if before else None
    return drawn.given({"id": actor, "name": drawn.name()}, part_of=parent, color=drawn.of(["#1f77b4", "#FFFFFF"]))


def _source(drawn: _Drawn, source: str) -> Json:
    return drawn.given(
        {"id": source, "title": drawn.name()},
        publisher=drawn.text(), published=drawn.of(drawn.times), url=drawn.of(["https://x.example/{top}", "http://x.example/%s"]),
        archived_url="https://x.example/a?b=c&d", sha256="0" * 64, reliability=drawn.of("ABCDEF"),
    )  # fmt: skip


def _site(drawn: _Drawn, site: str) -> Json:
    point = {"type": "Point", "coordinates": drawn.of(POSITIONS)}
    geometry = drawn.of([None, point, point, point, drawn.of(REGIONS)])
    names = [{"name": drawn.name(), "lang": drawn.of(["ar", "x-{top}", None])} for _ in range(2)]
    properties = drawn.given(
        {"record": "site", "name": drawn.name()},
        names=names, kind=drawn.text(), coordinateUncertaintyInMeters=drawn.of(RADII_M),
        georeferenceSources=drawn.text(), georeferenceRemarks=drawn.text(),
    )  # fmt: skip
    return {"type": "Feature", "id": site, "geometry": geometry, "properties": properties}


def _link(drawn: _Drawn, claim: str) -> Json:
    return drawn.given({"claim": claim}, kind=drawn.of(LINK_KINDS), basis=drawn.of(LINK_BASES), note=drawn.text())


def _claim(drawn: _Drawn, claim: str, case: Json) -> Json:
    relation = drawn.of(case["kinds"]) if case["sites"] else None
    site = drawn.of(case["sites"]) if relation else None
    if (
        relation
        and RELATIONS[relation].needs_region
        and (site["geometry"] is None or site["geometry"]["type"] == "Point")
    ):
        relation = "at"
    distance = {
        "value": drawn.of(["35", "55", "0.001", "1", "100.50", "5000", "2"]),
        "unit": drawn.of([*DISTANCE_UNITS]),
        "about": drawn.maybe(),
    }
    bearings = [
        {"value": "SE"},
        {"value": "NNW"},
        {"degrees": 359.9, "half_width": 180},
        {"degrees": 0, "half_width": 1e-9},
        None,
    ]
    stated: Json = {"relation": relation, "site": site["id"] if site else None}
    if relation and RELATIONS[relation].needs_second_site:
        others = [one["id"] for one in case["sites"] if one is not site]
        stated |= {"site2": drawn.of(others)} if others else {"relation": "at"}
        relation = stated["relation"]
    stated["distance"] = distance if relation in DISTANCE_RELATIONS else None
    stated["bearing"] = drawn.of(bearings) if relation and RELATIONS[relation].takes_bearing else None
    counts = (
        {"min": 3, "max": 3},
        {"min": 0, "max": None},
        {"min": 2},
        {"min": 0, "max": 0},
        {"min": 2**60, "max": 2**62},
        {"min": 3, "max": 3, "about": True, "so_far": drawn.maybe()},
        {"min": 40, "max": None, "so_far": True},
    )
    actors = drawn.random.sample(case["actors"], drawn.random.randint(1, min(3, len(case["actors"]))))
    properties = drawn.given(
        {"record": "claim", "actor": drawn.of(case["actors"]), "summary": drawn.name(),
         "polarity": drawn.of(case["polarities"]), **stated},
        event=drawn.of([*case["events"], None]), about_actor=drawn.of([actors[0], actors]),
        event_time=drawn.of(drawn.times), stated=drawn.of(drawn.times),
        killed=drawn.of(counts), wounded=drawn.of(counts),
        sources=drawn.some(case["sources"]), credibility=drawn.of("123456"),
        derived_from=[drawn.of([other, _link(drawn, other)]) for other in drawn.some(case["claims"])],
        event_kinds=drawn.of([[], [drawn.kind()], ["flight", "air strike"]]), certainty=drawn.of(CERTAINTIES),
        quantity=drawn.of(QUANTITIES), statement=drawn.of(["S", drawn.text()]), event_time_words=drawn.text(),
    )  # fmt: skip
    return {"type": "Feature", "id": claim, "geometry": site and site["geometry"], "properties": properties}
