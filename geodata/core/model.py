"""A case as frozen values: who claims what, about which event, where.

The values mirror the case file (docs/case-format.md) member for member. ``None`` means *not stated*; it is never
zero, never the first date, never a centroid. Each record keeps the JSON object it was read from, so that members we
do not model, and the exact spelling of those we do, survive a read and a write.

Nothing here checks anything: :mod:`geodata.casefile.validate` has done it before a value is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

from geodata.core.json_path import Json
from geodata.core.vocabulary import (
    CERTAINTIES,
    METRES_PER_UNIT,
    Certainty,
    LinkBasis,
    LinkKind,
    Polarity,
    Quantity,
    Relation,
)

#: Half the Earth's circumference, rounded up to a kilometre: no two places are farther apart.
MAX_DISTANCE_M: Final = 20_004_000.0
MAX_DISTANCE_CHARS: Final = 40
#: Longer texts are shown, with a warning: they are more likely a mistake than a statement.
LONG_TEXT_CHARS: Final = 10_000
COMPASS_POINTS: Final[tuple[str, ...]] = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who claims something, or is said to have done something."""

    id: str
    name: str
    part_of: str | None
    """Id of the actor this one belongs to."""
    color: str | None
    """``#rrggbb``, or ``None`` to be given one."""
    record: Json = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is said to have happened."""

    id: str
    name: str
    kind: str | None
    record: Json = field(repr=False, compare=False)
    plural: bool = False
    """True if there were several under one name: "four strikes"."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement can be read."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    """EDTF date."""
    url: str | None
    archived_url: str | None
    sha256: str | None
    reliability: str | None
    """Admiralty grade ``A`` to ``F``; ``F`` is "cannot be judged", not "worst"."""
    record: Json = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a place."""

    name: str
    lang: str | None
    """BCP 47 language tag."""


@dataclass(frozen=True, slots=True)
class Site:
    """A reference place: one unknown point inside a disc, or a region."""

    id: str
    name: str
    names: tuple[Name, ...]
    kind: str | None
    geometry: Json | None
    """GeoJSON Point, Polygon or MultiPolygon, (lon, lat) in degrees, WGS84; ``None`` where it is not known."""
    uncertainty_m: float | None
    """Darwin Core ``coordinateUncertaintyInMeters``; ``None`` is unknown, which is not zero."""
    georeference_sources: str | None
    georeference_remarks: str | None
    record: Json = field(repr=False, compare=False)

    @property
    def is_region(self) -> bool:
        """True if the site is an area by nature (a province) rather than a point with an uncertainty."""
        return self.geometry is not None and self.geometry["type"] != "Point"

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling, the main one first, each once."""
        return tuple(dict.fromkeys((self.name, *(name.name for name in self.names))))

    @property
    def arabic_name(self) -> Name | None:
        """The first spelling whose language tag is Arabic's, with whatever region or script behind it (BCP 47)."""
        return next((name for name in self.names if (name.lang or "").lower().partition("-")[0] == "ar"), None)


@dataclass(frozen=True, slots=True)
class StatedDistance:
    """A distance as it was spoken: ``"35"`` and ``"35.0"`` are not the same statement."""

    value: str
    unit: str
    about: bool = field(default=False, repr=False)
    """True if "about" was said; it changes no width (:mod:`geodata.core.precision`)."""

    @property
    def words(self) -> str:
        """Number and unit as spoken: ``"55 km"``."""
        return f"{self.value} {self.unit}"

    @property
    def value_m(self) -> float:
        """The number alone, in metres; what its digits leave open: :func:`geodata.core.precision.bounds`."""
        return float(self.value) * METRES_PER_UNIT[self.unit]

    def to_json(self) -> Json:
        """Return it as a file has it."""
        return {"value": self.value, "unit": self.unit, **({"about": True} if self.about else {})}


@dataclass(frozen=True, slots=True)
class Bearing:
    """A direction from a site: a compass point as spoken, or degrees with a half-width."""

    point: str | None
    degrees: float | None
    half_width_deg: float | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, as a closed range; ``max`` is ``None`` for "or more"."""

    min: int
    max: int | None
    about: bool = field(default=False, repr=False)
    """True if "about" was said."""
    so_far: bool = field(default=False, repr=False)
    """True if it was said to be so until then."""

    @property
    def flags(self) -> Json:
        """The members that stand beside the numbers in a file, where they are true."""
        return {name: True for name, is_set in (("about", self.about), ("so_far", self.so_far)) if is_set}

    @property
    def in_words(self) -> str:
        """As it is said everywhere: ``"3"``, ``"3 to 4"``, ``"3 or more"``, ``"about 40, so far"``."""
        if self.max is None:
            words = f"{self.min:,} or more"
        else:
            words = f"{self.min:,}" if self.min == self.max else f"{self.min:,} to {self.max:,}"
        return f"{'about ' if self.about else ''}{words}{', so far' if self.so_far else ''}"


@dataclass(frozen=True, slots=True)
class Link:
    """From a claim to one that it is derived from."""

    claim: str
    kind: LinkKind | None
    """``None`` = not said: between claims of one actor a revision."""
    basis: LinkBasis | None
    note: str | None

    @property
    def may_revise(self) -> bool:
        """True unless it is said to be a link of another kind than a revision."""
        return self.kind in (None, "revises")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one actor. Nothing here says that it is true."""

    id: str
    actor: str
    summary: str
    polarity: Polarity
    event: str | None
    about_actor: str | None
    relation: Relation | None
    site: str | None
    distance: StatedDistance | None
    bearing: Bearing | None
    event_time: str | None
    stated: str | None
    killed: Count | None
    wounded: Count | None
    sources: tuple[str, ...]
    derived_from: tuple[str, ...]
    credibility: str | None
    geometry: Json | None
    record: Json = field(repr=False, compare=False)
    event_kinds: tuple[str, ...] = ()
    """Of a denial of any event: the kinds of event that it speaks of; none = all."""
    certainty: Certainty | None = None
    """As spoken; ``None`` is plainly stated."""
    quantity: Quantity | None = None
    """Of a plural event: whether it speaks of some occurrences or of all; ``None`` counts as some."""
    statement: str | None = None
    """Claims with the same one are parts of one statement."""
    event_time_words: str | None = None
    about_actors: tuple[str, ...] = ()
    """Who is said to have done it, jointly if several; :attr:`about_actor` is the only one, or ``None``."""
    links: tuple[Link, ...] = ()
    """What it is derived from, as :attr:`derived_from`, with what is said of each link."""
    site2: str | None = None
    """Of a relation between two sites: the other one."""

    @property
    def sites(self) -> tuple[str, ...]:
        """Ids of the sites that it names: none, one or two."""
        return tuple(site for site in (self.site, self.site2) if site is not None)

    @property
    def is_hedged(self) -> bool:
        """True if it was said to be probable or possible."""
        return self.certainty is not None and CERTAINTIES[self.certainty].is_hedged


@dataclass(frozen=True, slots=True)
class Account:
    """What an actor says in the main, in the words of whoever made the case."""

    actor: str
    words: str
    claims: tuple[str, ...]
    """Ids of the claims that it rests on."""


@dataclass(frozen=True)
class Case:
    """A whole case; ``document`` is the JSON it was read from."""

    id: str
    title: str
    summary: str
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    sites: tuple[Site, ...]
    claims: tuple[Claim, ...]
    document: Json = field(repr=False, compare=False)
    timezone: str | None = None
    """IANA name of the zone that local times are in where no place says."""
    accounts: tuple[Account, ...] = ()
    """What stands for the main account of some actors."""

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def site_by_id(self) -> Mapping[str, Site]:
        """Sites by id."""
        return {site.id: site for site in self.sites}

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def basis_of(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the claims that derive from a claim, by its id; a claim that none derives from is not in here."""
        found: dict[str, list[str]] = {}
        for claim in self.claims:
            for origin in claim.derived_from:
                found.setdefault(origin, []).append(claim.id)
        return {origin: tuple(claims) for origin, claims in found.items()}

    @cached_property
    def parts_of(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Ids of the claims that are parts of one statement, by who makes it and what the file calls it."""
        found: dict[tuple[str, str], list[str]] = {}
        for claim in self.claims:
            if claim.statement is not None:
                found.setdefault((claim.actor, claim.statement), []).append(claim.id)
        return {statement: tuple(claims) for statement, claims in found.items()}

    def lineage(self, actor_id: str) -> tuple[str, ...]:
        """Return the actor and everything it is part of, nearest first."""
        chain: dict[str, None] = {}
        current: str | None = actor_id
        while current is not None and current not in chain:
            chain[current] = None
            current = self.actor_by_id[current].part_of
        return tuple(chain)

    def names_of(self, actor_ids: Iterable[str]) -> str:
        """Return the names of actors as one text, ``and`` between."""
        return " and ".join(self.actor_by_id[actor_id].name for actor_id in actor_ids)

    def speaker(self, claim: Claim, *, by_side: bool) -> str:
        """Return whose account a claim belongs to: its actor, or the actor that this one is a part of in the end."""
        return self.lineage(claim.actor)[-1 if by_side else 0]


_Record = TypeVar("_Record", Actor, Event, Source, Site, Claim)


def _actor(record: Json) -> Actor:
    return Actor(record["id"], record["name"], record.get("part_of"), record.get("color"), record)


def _event(record: Json) -> Event:
    return Event(record["id"], record["name"], record.get("kind"), record, bool(record.get("plural")))


def _source(record: Json) -> Source:
    return Source(
        id=record["id"],
        title=record["title"],
        publisher=record.get("publisher"),
        published=record.get("published"),
        url=record.get("url"),
        archived_url=record.get("archived_url"),
        sha256=record.get("sha256"),
        reliability=record.get("reliability"),
        record=record,
    )


def _names(members: Iterable[Json]) -> tuple[Name, ...]:
    return tuple(Name(member["name"], member.get("lang")) for member in members)


def _site(feature: Json) -> Site:
    properties = feature["properties"]
    uncertainty = properties.get("coordinateUncertaintyInMeters")
    return Site(
        id=feature["id"],
        name=properties["name"],
        names=_names(properties.get("names") or ()),
        kind=properties.get("kind"),
        geometry=feature["geometry"],
        uncertainty_m=None if uncertainty is None else float(uncertainty),
        georeference_sources=properties.get("georeferenceSources"),
        georeference_remarks=properties.get("georeferenceRemarks"),
        record=feature,
    )


def _distance(member: Json | None) -> StatedDistance | None:
    return None if member is None else StatedDistance(member["value"], member["unit"], bool(member.get("about")))


def _bearing(member: Json | None) -> Bearing | None:
    if member is None:
        return None
    return Bearing(member.get("value"), member.get("degrees"), member.get("half_width"))


def _count(member: Json | None) -> Count | None:
    if member is None:
        return None
    return Count(member["min"], member.get("max"), bool(member.get("about")), bool(member.get("so_far")))


def _link(member: str | Json) -> Link:
    if isinstance(member, str):
        return Link(member, None, None, None)
    return Link(member["claim"], member.get("kind"), member.get("basis"), member.get("note"))


def _claim(feature: Json) -> Claim:
    properties = feature["properties"]
    links = tuple(map(_link, properties.get("derived_from") or ()))
    about = properties.get("about_actor")
    authors = tuple(about) if isinstance(about, list) else () if about is None else (about,)
    return Claim(
        id=feature["id"],
        actor=properties["actor"],
        summary=properties["summary"],
        polarity=properties["polarity"],
        event=properties.get("event"),
        about_actor=authors[0] if len(authors) == 1 else None,
        relation=properties.get("relation"),
        site=properties.get("site"),
        distance=_distance(properties.get("distance")),
        bearing=_bearing(properties.get("bearing")),
        event_time=properties.get("event_time"),
        stated=properties.get("stated"),
        killed=_count(properties.get("killed")),
        wounded=_count(properties.get("wounded")),
        sources=tuple(properties.get("sources") or ()),
        derived_from=tuple(link.claim for link in links),
        credibility=properties.get("credibility"),
        geometry=feature["geometry"],
        record=feature,
        event_kinds=tuple(properties.get("event_kinds") or ()),
        certainty=properties.get("certainty"),
        quantity=properties.get("quantity"),
        statement=properties.get("statement"),
        event_time_words=properties.get("event_time_words"),
        about_actors=authors,
        links=links,
        site2=properties.get("site2"),
    )


class _Made:
    """Makes values of records, and gives those again that an earlier state of the case has of the same objects."""

    def __init__(self, before: Case | None) -> None:
        tables = () if before is None else (before.actors, before.events, before.sources, before.sites, before.claims)
        # Each value keeps its record, and the case its values: no id is taken by another object meanwhile.
        self._known: dict[int, Any] = {id(value.record): value for values in tables for value in values}

    def __call__(self, make: Callable[[Json], _Record], records: Iterable[Json]) -> tuple[_Record, ...]:
        """Return the values of records."""
        return tuple(self._known.get(id(record)) or make(record) for record in records)


def case_from_document(document: Json, before: Case | None = None) -> Case:
    """Make a case from a checked case document.

    ``document``: a JSON object that :func:`geodata.casefile.validate.check_case` found no error in. ``before``: an
    earlier state of the case; the values of records that both documents share are shared, too.
    """
    case, made = document["case"], _Made(before)
    features: dict[str, list[Json]] = {"site": [], "claim": []}
    for feature in document["features"]:
        features[feature["properties"]["record"]].append(feature)
    return Case(
        id=case["id"],
        title=case["title"],
        summary=case.get("summary") or "",
        actors=made(_actor, case["actors"]),
        events=made(_event, case["events"]),
        sources=made(_source, case["sources"]),
        sites=made(_site, features["site"]),
        claims=made(_claim, features["claim"]),
        document=document,
        timezone=case.get("timezone"),
        accounts=tuple(
            Account(one["actor"], one["words"], tuple(one.get("claims") or ())) for one in case.get("accounts") or ()
        ),
    )


def events_by_claims(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the events that claims speak of, by id; the main one, of which most claims speak, first."""
    return tuple(event for event, _ in Counter(claim.event for claim in claims if claim.event).most_common())
