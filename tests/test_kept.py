"""What is kept is bounded by bytes, and a state of a case goes with the draft that moves on."""

import ast
import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata.app.case_store import CASE_VARIABLE, _files, open_case, open_document, open_for_editing
from geodata.app.results_cache import consistency_of
from geodata.app.startup import collect_sessions, give_back_memory, warm_up
from geodata.casefile.serialize import case_text
from geodata.constraints.place_constraints import PlaceConstraint, SiteDisc
from geodata.core.assumptions import Assumptions
from geodata.core.result_cache import Remembered, ResultCache
from geodata.editing.checking import apply
from geodata.editing.edits import Copy
from tests.cases import small_case
from tests.test_architecture import MODULES


def test_what_is_kept_is_bounded_by_bytes():
    """The least recently asked goes first; some last ones stay, whatever they weigh."""
    kept = ResultCache(10_000, 4)
    for number in range(100):
        kept.of(number, lambda: np.zeros(125))  # 1,000 bytes

    assert 5_000 < kept.bytes <= 10_000
    for number in range(100):
        kept.of(("large", number), lambda: np.zeros(125_000))
    assert kept.bytes < 5 * 1_001_000


def circle(number, points):
    """Return a region unlike those of other numbers."""
    return shapely.Point(number, 0).buffer(0.1, quad_segs=points // 4)


def test_what_is_remembered_is_bounded_by_bytes():
    """However many cases bring however large regions; what is asked again and again is still there."""
    asked, room = [], ResultCache(1_000_000)

    def _area(region, number):
        asked.append(number)
        return region.area * number

    area = Remembered(_area, room)
    often = circle(-1, 4)
    for number in range(200):
        region = circle(number, 1_000)  # 24 kB
        assert area(region, number) == area(region, number) == region.area * number
        assert area(often, 5) == often.area * 5
    assert 900_000 < room.bytes <= 1_000_000
    assert len(asked) == 201


def test_what_entries_share_counts_once():
    """A hundred points measured against one region keep it once, and all goes with them."""
    room = ResultCache(130_000)
    far = Remembered(lambda place, lon: (place.region, lon), room)
    place = PlaceConstraint("inside", SiteDisc("P", 0.0, 0.0, 1.0, circle(0, 1_000)), region=circle(0, 1_000))
    for lon in range(100):
        far(place, float(lon))
    assert room.bytes < 2 * 1_000 * 24 + 100 * 10 * 64
    for number in range(100, 900):
        far(place, float(number))
    assert room.bytes <= 130_000
    room.clear()
    assert room.bytes == 0
    far(circle_place := PlaceConstraint("inside", SiteDisc("Q", 0.0, 0.0, 1.0), region=circle(1, 400)), 1.0)
    once = room.bytes
    far(circle_place, 1.0)
    assert room.bytes == once


def test_all_that_functions_remember_is_bounded_together():
    """One that is asked much takes the room of one that no longer is; each answers with its own."""
    room = ResultCache(200_000)
    zeros, ones = Remembered(np.zeros, room), Remembered(np.ones, room)
    for count in range(1_000, 1_020):
        zeros(count)
    for count in range(1_000, 1_020):
        assert ones(count).sum() == count
    assert 150_000 < room.bytes <= 200_000


def test_a_result_too_large_to_be_kept_is_returned():
    """And leaves nothing behind."""
    room = ResultCache(1_000)

    assert len(Remembered(np.zeros, room)(1_000)) == 1_000
    assert room.bytes == 0


#: Kept by their number alone: entries of one size, short texts that were checked, our own files.
BY_NUMBER = {
    "render.basemap.files": {"read_layer", "read_labels"},
    "sandbox.read_back": {"places"},
    "editing.drafts.draft_database": {"_held"},
    "parsing.edtf": {"parse", "_spans", "time_in_words"},
    "parsing.edtf_date": {"read_moment", "stretches"},
    "exporting.grid_codes": {"utm", "mercator"},
    "parsing.plus_codes": {"plus_code"},
    "render.figure.base": {"base_map", "borders_only"},
    "render.figure.countries": {"_faces"},
    "render.figure.typesetting": {"_font"},
    "gazetteer.answer": {"_countries"},
    "gazetteer.provinces": {"_by_name", "_kinds", "provinces_of"},
    "gazetteer.sources": {"country_names", "_country_codes"},
    "importing.denials": {"_denials", "_no_denials"},
    "importing.headings": {"meaning_of"},
    "importing.known_files": {"known_files"},
    "parsing.languages": {"languages", "members_by_heading", "numbers_by_name", "words_for"},
    "importing.recognising": {"_tags"},
    "render.html.templating": {"_short"},
    "parsing.utm_mgrs": {"_transformer"},
    "render.map.online_tiles": {"_known"},
    "app.case_store": {"_empty"},
    "app.start_options": {"read_options"},
    "core.zones": {"zone", "zone_names"},
    "verdicts.local_clocks": {"_offsets_s", "_zones_around"},
    "verdicts.time_windows": {"_judge_plain", "_scope_plain"},
    "render.text.typst": {"_fonts", "code_points"},
    "app.shared_gazetteer": {"_mapped", "_own", "_own_indexes"},
    "render.page.scripts": {"script", "style"},
}


def names_of_caches(path):
    """Return what a file keeps by number: decorated functions, and names given to a function that is."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(one) for one in node.decorator_list):
            decorators = {ast.unparse(one).partition("(")[0] for one in node.decorator_list}
            found |= {node.name} if decorators & {"lru_cache", "cache"} else set()
        elif isinstance(node, ast.Assign) and "lru_cache(" in ast.unparse(node.value):
            found |= {ast.unparse(target) for target in node.targets}
    return found


def test_nothing_that_a_case_makes_large_is_kept_by_number():
    """A new cache is either kept within bytes or, decided once, in the list above."""
    found = {name: names_of_caches(path) for name, path in MODULES.items()}

    assert {name: caches for name, caches in found.items() if caches} == BY_NUMBER


def test_a_state_of_a_case_goes_when_the_draft_moves_on():
    """With its drawing and with what pages worked out of it: nothing else holds it."""
    document, path = small_case(), Path("a.geojson")
    opened = open_document(path, document, reader="x").opened
    earlier = []
    for number in range(5):
        assert opened.data_address
        opened.of(("asked",), lambda: [1])
        earlier.append(weakref.ref(opened))
        changed = apply(document, Copy("claim", "ARMY-AT", f"ARMY-AT-{number + 2}"))
        assert changed.is_applied
        document = changed.document
        opened = open_document(path, document, reader="x", before=opened).opened
    gc.collect()

    assert [one() for one in earlier] == [None] * 5


def test_memory_can_be_given_back_anywhere():
    """On systems whose C library has no such call, too."""
    give_back_memory()


@pytest.fixture
def warmed(tmp_path, monkeypatch):
    """Return a case file that the server has open, with what is there at its start out of searches for garbage."""
    path = tmp_path / "a.geojson"
    path.write_text(case_text(small_case()))
    monkeypatch.setenv(CASE_VARIABLE, str(path))
    warm_up()
    gc.disable()
    yield path
    gc.enable()
    gc.unfreeze()


def test_what_is_there_at_the_start_is_not_searched_again_and_again(warmed):
    """Program and case are a hundred thousand objects and more: each search of them holds everybody up."""
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10
    assert warmed in _files


def test_a_case_that_is_not_searched_goes_when_its_file_changes(warmed):
    """With what pages worked out of it: nothing of it refers to itself."""
    opened = open_case(warmed).opened
    claims = tuple(claim.id for claim in opened.case.claims)
    assert opened.data_address
    consistency_of(opened, Assumptions(), claims, lambda _: None)
    assert open_for_editing(warmed).packed
    gc.freeze()
    gone = [weakref.ref(one) for one in (opened, opened.case, opened.kept)]
    del opened

    for name in ("new", "newer"):  # of the state before, what is drawn is kept
        warmed.write_text(case_text(small_case() | {"name": name}))
        assert open_case(warmed).opened.data_address

    assert [one() for one in gone] == [None] * 3


@pytest.mark.usefixtures("warmed")
def test_a_session_that_began_while_the_server_warmed_up_goes():
    """It was left out of searches together with the program, and refers to itself."""

    class Session:
        itself: object = None

    session = Session()
    session.itself = session
    gone = weakref.ref(session)
    gc.freeze()
    del session

    collect_sessions(thaw=False)
    assert gone() is not None
    collect_sessions(thaw=True)
    assert gone() is None
    assert gc.get_freeze_count() > 100_000
