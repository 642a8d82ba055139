"""Check what ties the records of a case together: unique ids, references, cycles, a claim's geometry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from geodata.casefile.field_rules import Record, missing, one_of, text_rule, wrong_type
from geodata.core.json_path import JsonPath
from geodata.core.problems import Problem, quoted
from geodata.core.vocabulary import LINK_BASES, LINK_KINDS, RECORD_WORDS, RELATIONS, RecordKind

#: What a claim names one of, and several of.
_ONE: Final[Mapping[str, RecordKind]] = {"actor": "actor", "event": "event", "site": "site", "site2": "site"}
_MANY: Final[Mapping[str, RecordKind]] = {"sources": "source", "derived_from": "claim"}

REGIONS: Final = ("Polygon", "MultiPolygon")
_IN_REGIONS: Final = tuple(word for word, row in RELATIONS.items() if row.needs_region)
#: Cycles are rare and each is found anew; this many are enough to correct a file.
_MAX_CYCLES: Final = 20
#: Most members of a cycle that a message names.
_MAX_NAMED: Final = 12
#: How many others an actor may be part of, each part of the next: armies have some ten levels. What says whose side a
#: claim is on walks up from each speaker.
MAX_ACTOR_LEVELS: Final = 100


@dataclass(frozen=True, slots=True)
class Links:
    """The ids of a case by kind, and what is needed to follow them."""

    ids: Mapping[str, frozenset[str]]
    """By kind: actor, event, source, site, claim."""
    site_index: Mapping[str, int]
    """Index of each site among the features."""
    geometries: Mapping[int, Any]
    """Geometry of each site, by index."""
    parents: Mapping[str, tuple[str, ...]]
    """What each actor is part of."""
    origins: Mapping[str, tuple[str, ...]]
    """What each claim is derived from."""
    speakers: Mapping[str, tuple[str, ...]]
    """Who says each claim."""
    spoken_of: Mapping[str, tuple[str, ...]]
    """The event that each claim names, if any."""
    records: Mapping[str, tuple[Any, JsonPath]]
    """By kind, actor or claim: the array that holds the records, and where it stands."""
    broken_features: Collection[int]
    plural_events: frozenset[str]

    @classmethod
    def of(cls, case: Record, features: list[Any], broken_features: Collection[int]) -> Links:
        """Collect the links of a document; whatever is not as it should be is left out."""
        sites = {index: feature for index, feature in enumerate(features) if _is_record(feature, "site")}
        claims = [feature for feature in features if _is_record(feature, "claim")]
        return cls(
            ids={
                "actor": _ids(case.get("actors")),
                "event": _ids(case.get("events")),
                "source": _ids(case.get("sources")),
                "site": _ids(list(sites.values())),
                "claim": _ids(claims),
            },
            site_index={site["id"]: index for index, site in sites.items() if isinstance(site.get("id"), str)},
            geometries={index: site.get("geometry") for index, site in sites.items()},
            parents={actor["id"]: _texts([actor.get("part_of")]) for actor in _with_id(case.get("actors"))},
            origins={claim["id"]: _origins(claim["properties"].get("derived_from")) for claim in _with_id(claims)},
            speakers={claim["id"]: _texts([claim["properties"].get("actor")]) for claim in _with_id(claims)},
            spoken_of={claim["id"]: _texts([claim["properties"].get("event")]) for claim in _with_id(claims)},
            records={
                "actor": (case.get("actors"), JsonPath().member("case").member("actors")),
                "claim": (features, JsonPath().member("features")),
            },
            broken_features=broken_features,
            plural_events=frozenset(one["id"] for one in _with_id(case.get("events")) if one.get("plural") is True),
        )

    def speaking(self, claim: str) -> tuple[str, ...]:
        """Return who says a claim, with all that this actor is part of; nobody for a claim that is not there."""
        found: dict[str, None] = {}
        waiting = list(self.speakers.get(claim, ()))
        while waiting:
            actor = waiting.pop()
            if actor not in found:
                found[actor] = None
                waiting += self.parents.get(actor, ())
        return tuple(found)

    def cycles(self) -> Iterator[Problem]:
        """Yield an error for actors that are part of themselves, a warning for claims derived from themselves."""
        for cycle in _cycles(self.parents):
            message = f"These actors are part of each other: {_named(cycle, ' in ')}."
            remedy = "Let one of them be part of none."
            yield _place_of(cycle[0], *self.records["actor"]).member("part_of").problem("case.cycle", message, remedy)
        for cycle in _cycles(self.origins):
            message = f"These claims are derived from each other: {_named(cycle, ' from ')}."
            remedy = "Remove the link from the earlier statement to the later one."
            here = _place_of(cycle[0], *self.records["claim"]).member("properties").member("derived_from")
            yield here.problem("case.cycle", message, remedy, "warning")

    def depths(self) -> Iterator[Problem]:
        """Yield an error for an actor that is part of too many others, each part of the next."""
        levels: dict[str, int] = {}
        try:
            for actor in TopologicalSorter(self.parents).static_order():
                levels[actor] = sum(levels[whole] + 1 for whole in self.parents.get(actor, ()))
        except CycleError:
            return  # told by itself
        deepest = next((actor for actor, level in levels.items() if level > MAX_ACTOR_LEVELS), None)
        if deepest is not None:
            here = _place_of(deepest, *self.records["actor"]).member("part_of")
            message = f"The actor {quoted(deepest)} is part of {MAX_ACTOR_LEVELS + 1} others, each part of the next."
            yield here.problem("case.depth", message, f"At most {MAX_ACTOR_LEVELS} are allowed: leave levels out.")


def _is_record(feature: object, kind: str) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return isinstance(properties, dict) and bool(properties.get("record") == kind)


def _with_id(records: object) -> list[Record]:
    if not isinstance(records, list):
        return []
    return [record for record in records if isinstance(record, dict) and isinstance(record.get("id"), str)]


def _ids(records: object) -> frozenset[str]:
    return frozenset(record["id"] for record in _with_id(records))


def _place_of(record_id: str, records: list[Any], spot: JsonPath) -> JsonPath:
    """Return where the last record of an id stands; there is one."""
    indices = [
        index for index, record in enumerate(records) if isinstance(record, dict) and record.get("id") == record_id
    ]
    return spot.element(indices[-1]).of_record(record_id)


def _named(cycle: tuple[str, ...], between: str) -> str:
    """Return the members of a cycle in a row, the first few and the last of many."""
    if len(cycle) <= _MAX_NAMED:
        return between.join(cycle)
    left_out = f"… ({len(cycle) - _MAX_NAMED:,} more) …"
    return between.join((*cycle[: _MAX_NAMED - 1], left_out, cycle[-1]))


def _texts(values: object) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def _origins(values: object) -> tuple[str, ...]:
    """Return the ids that a claim is derived from, those in links with what is said of them too."""
    return _texts([value.get("claim") if isinstance(value, dict) else value for value in _links(values)])


def _cycles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield cycles, each as its members with the first again at the end, taking one link away from each found."""
    # What leads nowhere is in no cycle: most actors are part of nothing, most claims derived from none.
    leading = {node: targets for node, targets in graph.items() if targets}
    edges = {node: {target for target in targets if target in leading} for node, targets in leading.items()}
    for _ in range(_MAX_CYCLES):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            cycle = tuple(reversed(error.args[1]))
            edges[cycle[0]].discard(cycle[1])
            yield cycle
        else:
            return


def repeated_ids(records: list[Any], spot: JsonPath) -> Iterator[Problem]:
    """Yield a problem for the second and each further use of an id in a list of records."""
    seen: Counter[str] = Counter()
    for index, record in enumerate(records):
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            continue
        seen[record["id"]] += 1
        if seen[record["id"]] > 1:
            here = spot.element(index).of_record(record["id"]).member("id")
            message = f"An earlier record has the id {quoted(record['id'])} already."
            yield here.problem("case.id-unique", message, "Give each record an id of its own.")


def shared_statements(records: list[Any], spot: JsonPath) -> Iterator[Problem]:
    """Warn of claims by two actors that are said to be parts of one statement: they count as two statements.

    Once for each further actor.
    """
    speakers: dict[str, list[str]] = {}
    for index, record in enumerate(records):
        properties = record["properties"] if _is_record(record, "claim") else {}
        name, actor = properties.get("statement"), properties.get("actor")
        if not isinstance(name, str) or not isinstance(actor, str) or actor in speakers.setdefault(name, []):
            continue
        speakers[name].append(actor)
        if speakers[name] == [actor]:
            continue
        here = spot.element(index).of_record(record.get("id")).member("properties").member("statement")
        both = f"by {quoted(speakers[name][0])} and by {quoted(actor)}"
        message = f"The statement {quoted(name)} has claims {both} as its parts."
        remedy = "Give each actor's statement a name of its own; until then it counts as two statements."
        yield here.problem("case.statement-speaker", message, remedy, "warning")


def table_links(table: str, records: list[Any], spot: JsonPath, links: Links) -> Iterator[Problem]:
    """Yield references from the tables of the case that lead nowhere; only actors have one, ``part_of``."""
    if table != "actors":
        return
    for index, record in enumerate(records):
        if isinstance(record, dict):
            yield from _reference(record, "part_of", "actor", spot.element(index).of_record(record.get("id")), links)


def account_problems(accounts: object, spot: JsonPath, links: Links) -> Iterator[Problem]:
    """Yield what keeps the case's own words for an account from being read, and from being shown.

    An account that rests on no claim, on one that is gone or somebody else's, or on claims of two events is a warning:
    it is not shown.
    """
    if accounts is not None and not isinstance(accounts, list):
        yield wrong_type(spot, accounts, "an array of accounts, or null")
    for index, account in enumerate(accounts if isinstance(accounts, list) else ()):
        here = spot.element(index)
        if not isinstance(account, dict):
            yield wrong_type(here, account, 'an object such as {"actor": "ARMY", "words": "...", "claims": ["ARMY-1"]}')
            continue
        yield from text_rule("words", required=True)(account, here)
        yield from text_rule("actor", required=True)(account, here)
        claims = account.get("claims")
        if claims is not None and not (isinstance(claims, list) and all(isinstance(one, str) for one in claims)):
            yield wrong_type(here.member("claims"), claims, "an array of ids of claims")
            continue
        unfit = [claim for claim in claims or () if account.get("actor") not in links.speaking(claim)]
        events = dict.fromkeys(event for claim in claims or () for event in links.spoken_of.get(claim, ()))
        if unfit or not claims or len(events) > 1:
            what = (
                f"on {quoted(unfit[0])}, which is not a claim of that actor or its parts"
                if unfit
                else f"on claims about several events, {' and '.join(map(quoted, list(events)[:2]))}"
                if claims
                else "on no claim"
            )
            remedy = "Name claims of the actor, or of its parts, about one event; until then the account is not shown."
            yield here.member("claims").problem("case.account-claims", f"The account rests {what}.", remedy, "warning")


def feature_links(claim: Record, index: int, spot: JsonPath, links: Links) -> Iterator[Problem]:
    """Yield the references of a claim that lead nowhere, and a geometry that is not its site's.

    ``claim``: a feature whose properties are an object. ``index``: its index among the features. ``spot``: where it
    stands. ``links``: the ids of the case.
    """
    properties, here = claim["properties"], spot.member("properties")
    if properties.get("actor") is None:
        yield missing(here, "actor", "the id of the actor who says it")
    for name, kind in _ONE.items():
        yield from _reference(properties, name, kind, here, links)
    is_joint = isinstance(properties.get("about_actor"), list)
    yield from (_references if is_joint else _reference)(properties, "about_actor", "actor", here, links)
    for member, kind in _MANY.items():
        yield from _references(properties, member, kind, here, links)
    for number, link in enumerate(_links(properties.get("derived_from"))):
        yield from _link(link, here.member("derived_from").element(number), links)
    yield from _region_needed(properties, here, links)
    event = properties.get("event")
    if properties.get("quantity") is not None and not (isinstance(event, str) and event in links.plural_events):
        message = "Some or all is said of an event that is several, and that of this claim is not."
        remedy = "Leave the quantity out, or say of the event that it is several."
        yield here.member("quantity").problem("case.quantity-unused", message, remedy, "warning")
    if index not in links.broken_features:
        yield from _claim_geometry(claim, spot, links)


def _reference(record: Record, name: str, kind: RecordKind, spot: JsonPath, links: Links) -> Iterator[Problem]:
    value = record.get(name)
    if value is None:
        return
    if not isinstance(value, str):
        yield wrong_type(spot.member(name), value, f"the id of one {RECORD_WORDS[kind]}, or null")
    elif value not in links.ids[kind]:
        yield _leads_nowhere(spot.member(name), value, kind)


def _references(record: Record, name: str, kind: RecordKind, spot: JsonPath, links: Links) -> Iterator[Problem]:
    values = record.get(name)
    if not values and (values is None or isinstance(values, list)):
        return
    here = spot.member(name)
    if not isinstance(values, list):
        yield wrong_type(here, values, f"an array of ids, each of one {RECORD_WORDS[kind]}")
        return
    for index, value in enumerate(values):
        if isinstance(value, dict) and name == "derived_from":
            continue  # a link with what is said of it, checked by itself
        if not isinstance(value, str):
            yield wrong_type(here.element(index), value, f"the id of one {RECORD_WORDS[kind]}")
        elif value not in links.ids[kind]:
            yield _leads_nowhere(here.element(index), value, kind)


def _links(values: object) -> list[Any]:
    return values if isinstance(values, list) else []


def _link(link: object, spot: JsonPath, links: Links) -> Iterator[Problem]:
    """Check a link with what is said of it: the claim, and words for its kind and for how it is known."""
    if not isinstance(link, dict):
        return
    if link.get("claim") is None:
        yield missing(spot, "claim", "the id of the claim that this one is derived from")
    yield from _reference(link, "claim", "claim", spot, links)
    for rule in (one_of("kind", LINK_KINDS), one_of("basis", LINK_BASES), text_rule("note")):
        yield from rule(link, spot)


def _leads_nowhere(spot: JsonPath, value: str, kind: RecordKind) -> Problem:
    return spot.problem(
        "case.reference",
        f"There is no {RECORD_WORDS[kind]} {quoted(value)} in this case.",
        "Add it, or correct the id.",
    )


def _site_of(properties: Record, links: Links) -> int | None:
    site = properties.get("site")
    return links.site_index.get(site) if isinstance(site, str) else None


def _region_needed(properties: Record, spot: JsonPath, links: Links) -> Iterator[Problem]:
    site, relation = _site_of(properties, links), properties.get("relation")
    if relation not in _IN_REGIONS or site is None or site in links.broken_features:
        return
    geometry = links.geometries[site]
    if not isinstance(geometry, dict) or geometry.get("type") not in REGIONS:
        message = f"The relation {quoted(relation)} needs a region: {quoted(properties['site'])} has no polygon."
        yield spot.member("relation").problem(
            "case.region-needed", message, "Use 'at', or draw the place as a polygon."
        )


def _claim_geometry(claim: Record, spot: JsonPath, links: Links) -> Iterator[Problem]:
    """Compare a claim's geometry with its site's; with a site but no relation ("near X") it may also be null."""
    properties, geometry, here = claim["properties"], claim.get("geometry"), spot.member("geometry")
    place = _place(geometry)
    if properties.get("site") is None and place is not None:
        remedy = "Make the geometry null: a claim without a place is listed, not drawn."
        message = f"The claim names no place but has the geometry {quoted(place)}."
        yield here.problem("case.claim-geometry", message, remedy)
    site = _site_of(properties, links)
    if site is None or site in links.broken_features or (place is None and properties.get("relation") is None):
        return
    # Read from one feature or made for both, they may be one object.
    if geometry is not links.geometries[site] and place != _place(links.geometries[site]):
        message = f"The claim's geometry {quoted(place)} differs from that of its place {quoted(properties['site'])}."
        yield here.problem("case.claim-geometry", message, "Copy the geometry of the place.")


def _place(geometry: Any) -> tuple[Any, Any] | None:  # noqa: ANN401 - any JSON value
    return (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else None
