"""A filter in the address: it comes back, and what an address cannot say is reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.core.model import case_from_document
from geodata.core.vocabulary import POLARITIES, RELATIONS
from geodata.view.filter_params import from_query, to_query
from geodata.view.filters import NOT_STATED, Filter
from tests.cases import small_case

CASE = case_from_document(small_case())
NOTHING = frozenset()


def choice(values):
    return st.none() | st.frozensets(st.sampled_from(values))


moments = st.just("") | st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
any_filter = st.builds(
    Filter,
    actors=choice([actor.id for actor in CASE.actors]),
    events=choice(["STRIKE", NOT_STATED]),
    relations=choice([*RELATIONS, NOT_STATED]),
    polarities=choice([*POLARITIES]),
    after=moments,
    before=moments,
    surely_within=st.booleans(),
    undated=st.booleans(),
    words=st.text(),
    said_by=st.sampled_from(["", "2015-12-07", "2015-12-07T18:00Z", "2015"]),
    maybe_said=st.booleans(),
).filter(lambda wanted: not wanted.before or wanted.after <= wanted.before)


@settings(deadline=None)
@given(any_filter)
def test_a_filter_comes_back_from_its_address(wanted):
    """Every condition, the empty choice too, and nothing is unread."""
    assert from_query(to_query(wanted), CASE) == (wanted, ())


def test_the_empty_filter_leaves_the_address_clean():
    """What lets everything through is not written."""
    assert to_query(Filter()) == {}
    assert from_query({}, CASE) == (Filter(), ())


@pytest.mark.parametrize(
    ("query", "left", "unread"),
    [
        ({"actors": "ARMY,NOBODY"}, {"actors": frozenset({"ARMY"})}, ("actor NOBODY",)),
        ({"actors": "army"}, {}, ("actor army",)),
        ({"events": "NOPE"}, {}, ("event NOPE",)),
        ({"events": "STRIKE,,OTHER"}, {"events": frozenset({"STRIKE"})}, ("event OTHER",)),
        ({"relations": "at,near"}, {"relations": frozenset({"at"})}, ("relation near",)),
        ({"relations": "near,by"}, {}, ("relation near", "relation by")),
        ({"polarities": "-"}, {}, ("polarity -",)),
        ({"polarities": ",,"}, {}, ("polarity ,,",)),
        ({"polarities": "deny,,"}, {"polarities": frozenset({"deny"})}, ()),
        ({"actors": ""}, {"actors": NOTHING}, ()),
        ({"said_by": "yesterday"}, {}, ("said_by yesterday",)),
        ({"said_by": "2015-12-07/.."}, {}, ("said_by 2015-12-07/..",)),
        ({"said_by": "2015", "maybe_said": "true"}, {"said_by": "2015"}, ("maybe_said true",)),
        ({"events": "", "relations": "near"}, {"events": NOTHING}, ("relation near",)),
        ({"after": "yesterday"}, {}, ("after yesterday",)),
        ({"before": "2015-12-06"}, {"before": "2015-12-06"}, ()),
        ({"before": "2015-12-06/2015-12-07"}, {"before": "2015-12-06/2015-12-07"}, ()),
        ({"surely_within": "1"}, {}, ("surely_within 1",)),
        ({"undated": "maybe"}, {}, ("undated maybe",)),
        (
            {"after": "2015-12-07T00:00", "before": "2015-12-06T00:00"},
            {},
            ("after 2015-12-07T00:00, which is later than before 2015-12-06T00:00",),
        ),
    ],
)
def test_what_an_address_cannot_say_is_reported(query, left, unread):
    """The rest, here the words, is read as ever; a choice of unknown values alone is left out, an empty one is not."""
    assert from_query(query | {"words": "عياش"}, CASE) == (Filter(**left, words="عياش"), unread)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*Filter.__dataclass_fields__, "other"]), st.text()))
def test_any_address_gives_a_filter(query):
    """An address comes from anywhere; what it gives can be written again."""
    wanted, _ = from_query(query, CASE)

    assert from_query(to_query(wanted), CASE) == (wanted, ())
