"""The words of the case file: each relation, polarity, grade and unit with all that is said, read and drawn of it.

What they mean is docs/case-format.md, "Relations", "Polarity", "Admiralty grades". Forms, filters, cards, reports, the
map, the importer, the checker and the verdicts take them from here; a new one is a row (docs/how-to-add.md, "A
relation"). Tables keep their order in lists of choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

RecordKind = Literal["claim", "site", "actor", "event", "source"]
Polarity = Literal["affirm", "deny", "report"]
Relation = Literal["at", "within", "beyond", "at_distance", "over", "in", "between"]
Certainty = Literal["certain", "probable", "possible"]
Quantity = Literal["some", "all"]
LinkKind = Literal["quotes", "revises", "converts", "part_of", "uses"]
LinkBasis = Literal["stated", "inferred", "suspected"]
#: What a claim says of where, as bounds on a distance or as a side of a border: :mod:`geodata.constraints`.
ConstraintKind = Literal["at", "not_at", "within", "beyond", "ring", "off_ring", "inside", "outside"]
#: How a claim is drawn: :mod:`geodata.geodesy.claim_shapes`.
ShapeKind = Literal["mark", "band", "zone", "outside", "corridor"]


@dataclass(frozen=True, slots=True)
class PolarityWord:
    """How a statement is made; ``written`` is what tables have instead, ``|`` between."""

    verb: str
    """Between the speaker and the words."""
    label: str
    """By itself, as a choice."""
    sign: str
    written: str

    @property
    def signed(self) -> str:
        """The verb behind its sign."""
        return f"{self.sign} {self.verb}"


@dataclass(frozen=True, slots=True)
class RelationWord:
    """Where an event was, as seen from a site; ``written`` is what people put before a distance, ``|`` between."""

    phrase: str
    """In a sentence, before the site's name."""
    label: str
    """By itself, as a choice."""
    kinds: tuple[ConstraintKind, ConstraintKind]
    """What it says when it is affirmed, and when it is denied, of a site that is a point."""
    shape: ShapeKind
    before_distance: tuple[str, str] | None = None
    """On the map, affirmed and denied; ``None`` for a relation that has no distance."""
    takes_bearing: bool = False
    needs_region: bool = False
    before_names: tuple[str, str] | None = None
    """On the map, affirmed and denied; ``None`` for a relation to one site."""
    written: str = ""

    @property
    def needs_distance(self) -> bool:
        """True if it says nothing without a stated distance."""
        return self.before_distance is not None

    @property
    def needs_second_site(self) -> bool:
        """True if it is one of two sites."""
        return self.before_names is not None


@dataclass(frozen=True, slots=True)
class CertaintyWord:
    """How sure the speaker was, as spoken."""

    label: str
    is_hedged: bool
    """True if a claim of this kind contradicts nothing by itself."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit of spoken distances; ``decimals`` tell metres apart, ``written`` is what people write, ``|`` between."""

    metres: float
    name: str
    decimals: int
    written: str


#: What a reader calls a record of each kind: the file's "site" is a place to everybody else.
RECORD_WORDS: Final[Mapping[RecordKind, str]] = {
    "claim": "claim", "site": "place", "actor": "actor", "event": "event", "source": "source",
}  # fmt: skip
RECORD_KINDS: Final = tuple(RECORD_WORDS)
POLARITIES: Final[Mapping[Polarity, PolarityWord]] = {
    "affirm": PolarityWord("says", "says", "●", "affirms|affirmed|yes|claims|يؤكد|утверждает"),
    "deny": PolarityWord("denies", "denies", "⊘", "denies|denied|no|rejects|ينفي|отрицает"),
    "report": PolarityWord("relays", "relays what others say", "◐", "reports|reported|сообщает"),
}
RELATIONS: Final[Mapping[Relation, RelationWord]] = {
    "at": RelationWord("at", "at a place", ("at", "not_at"), "mark"),
    "within": RelationWord(
        "within a distance of", "within a distance", ("within", "beyond"), "zone", ("within ", "none within "),
        takes_bearing=True,
        written="within|inside|less than|under|no more than|not more than|at most|up to|ضمن|أقل من|в пределах|не далее",
    ),
    "beyond": RelationWord(
        "beyond a distance from", "beyond a distance", ("beyond", "within"), "outside", ("beyond ", "none beyond "),
        takes_bearing=True,
        written="more than|beyond|over|at least|farther than|further than|أكثر من|على الأقل|более|больше|свыше|дальше",
    ),
    "at_distance": RelationWord(
        "at a distance from", "at a distance", ("ring", "off_ring"), "band", ("", "not at "), takes_bearing=True
    ),
    "over": RelationWord("over", "over a place", ("at", "not_at"), "mark"),
    "in": RelationWord("in", "in a region", ("inside", "outside"), "mark", needs_region=True),
    "between": RelationWord(
        "between", "between two places", ("inside", "outside"), "corridor", before_names=("between ", "not between ")
    ),
}  # fmt: skip
CERTAINTIES: Final[Mapping[Certainty, CertaintyWord]] = {
    "certain": CertaintyWord("said to be certain", is_hedged=False),
    "probable": CertaintyWord("said to be probable", is_hedged=True),
    "possible": CertaintyWord("said to be possible", is_hedged=True),
}
#: Of a plural event.
QUANTITIES: Final[Mapping[Quantity, str]] = {
    "some": "at least one of several was so", "all": "every one of several was so",
}  # fmt: skip
#: What a claim does with one that it is derived from, and how that is known.
LINK_KINDS: Final[Mapping[LinkKind, str]] = {
    "quotes": "repeats it", "revises": "replaces it", "converts": "gives it in another unit",
    "part_of": "is another part of the same statement", "uses": "is based on it",
}  # fmt: skip
LINK_BASES: Final[Mapping[LinkBasis, str]] = {
    "stated": "said so", "inferred": "follows from the sources", "suspected": "looks like it",
}  # fmt: skip
#: As choices, in forms and filters.
POLARITY_LABELS: Final[Mapping[str, str]] = {word: row.label for word, row in POLARITIES.items()}
RELATION_LABELS: Final[Mapping[str, str]] = {word: row.label for word, row in RELATIONS.items()}
#: Relations that need a stated distance.
DISTANCE_RELATIONS: Final[frozenset[Relation]] = frozenset(
    word for word, row in RELATIONS.items() if row.needs_distance
)
#: Grades of NATO's AJP-2.1, in our words.
RELIABILITIES: Final[Mapping[str, str]] = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
CREDIBILITIES: Final[Mapping[str, str]] = {
    "1": "confirmed by others", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "cannot be judged",
}  # fmt: skip
#: International mile, foot and yard; nautical mile of 1929.
DISTANCE_UNITS: Final[Mapping[str, UnitWord]] = {
    "m": UnitWord(1.0, "metres", 0, "m|metre|metres|meter|meters|mtr|mtrs|م|متر|مترا|مترات|أمتار|امتار"
                  "|м|метр|метра|метров|метры|метрах"),
    "km": UnitWord(1000.0, "kilometres", 3, "km|kms|kilometre|kilometres|kilometer|kilometers|klick|klicks"
                   "|كم|كلم|كيلومتر|كيلومترا|كيلومترات|كيلو متر|كيلو مترا|كيلو"
                   "|км|километр|километра|километров|километры|километрах"),
    "mi": UnitWord(1609.344, "miles", 3, "mi|mile|miles|sm|statute mile|statute miles|ميل|ميلا|أميال"
                   "|миля|мили|миль|милях"),
    "nmi": UnitWord(1852.0, "nautical miles", 3, "nmi|nm|n mi|n miles|nautical mile|nautical miles|naut mi|naut miles"
                    "|nautical mi|sea mile|sea miles|ميل بحري|ميلا بحريا|أميال بحرية"
                    "|морская миля|морские мили|морских мили|морских миль|морских милях|мор миль"),
    "ft": UnitWord(0.3048, "feet", 0, "ft|foot|feet|قدم|قدما|أقدام|фут|фута|футов|футах"),
    "yd": UnitWord(0.9144, "yards", 0, "yd|yds|yard|yards|ياردة|ياردات|ярд|ярда|ярдов|ярдах"),
}  # fmt: skip
METRES_PER_UNIT: Final[Mapping[str, float]] = {unit: row.metres for unit, row in DISTANCE_UNITS.items()}
