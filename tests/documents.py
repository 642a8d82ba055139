"""Random case documents, valid by the check, with members that nobody knows wherever a file may have them."""

# ruff: noqa: RUF001 - signs that look alike are what is tested

from __future__ import annotations

from hypothesis import strategies as st

from tests.cases import small_case

#: Signs that tables, spreadsheets and databases stumble over, beside any others.
_AWKWARD = st.sampled_from(
    ["=1+1", "'=1", "''", "'", "+1", "-1", "@x", "\t=1", "\r\n", "＝1", " =1",
     "a;b", 'q"q', "\0", "a\0b", "\ufeff", "ع",
     "null", "1.0", "2015-12-06", " | ", "[ar]", "x [ar]", "\u2028", "{}", "point", "as site", " ", ""]
)  # fmt: skip
TEXTS = st.one_of(_AWKWARD, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
NUMBERS = st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(TEXTS, inner, max_size=2)),
    max_leaves=3,
)
#: Members that no schema has; some have the name of a column or of a member of another kind of record.
EXTRAS = st.dictionaries(
    st.one_of(TEXTS, st.sampled_from(["id", "number", "lat", "remarks", "title", "x"])), VALUES, max_size=2
)
_COUNTS = st.sampled_from(
    [None, {"min": 3, "max": 3}, {"min": 0, "max": None}, {"min": 2}, {"min": 2**60, "max": 2**60}]
)
_NAMES = st.one_of(st.none(), st.lists(st.fixed_dictionaries({"name": st.just("X"), "lang": TEXTS}), max_size=2))
_POSITIONS = st.sampled_from([[40, 35], [40.0, 35.0], [-0.5, -35.25], [40.5, 35.5, 120], [1e-7, -0.0]])


def _given(draw, record, without, **strategies):
    """Set members of a record to drawn values, take one away or not, add unknown ones."""
    known = set(record) | {"id", "type", "record", "name", "title", "part_of", "names", "kind"}
    extras = {name: value for name, value in draw(EXTRAS).items() if name not in known}
    record |= extras | {name: draw(strategy) for name, strategy in strategies.items()}
    if draw(st.booleans()):
        record.pop(without, None)


@st.composite
def documents(draw):
    """Return the small case with its texts, counts, positions and unknown members drawn."""
    document = small_case()
    case = document["case"]
    _given(draw, document, "bbox")
    _given(draw, case, "summary", summary=TEXTS)
    _given(draw, case["actors"][0], "color", name=TEXTS.filter(str.strip))
    _given(draw, case["sources"][1], "url", publisher=st.one_of(st.none(), TEXTS))
    position = draw(_POSITIONS)
    for feature in document["features"]:
        properties = feature["properties"]
        if feature["geometry"]["type"] == "Point":
            feature["geometry"] = {"type": "Point", "coordinates": position}
        _given(draw, feature, "bbox")
        if properties["record"] == "site":
            uncertainty = st.sampled_from([None, 2000, 2000.0, 0.1])
            _given(draw, properties, "names", names=_NAMES, kind=TEXTS, coordinateUncertaintyInMeters=uncertainty)
        else:
            _given(draw, properties, "stated", summary=TEXTS.filter(str.strip), killed=_COUNTS)
    return document
