"""What we rely on in the stack and nobody promises: if one of these fails after an upgrade, see what it says."""

import re
import tomllib
from importlib.resources import files
from inspect import getsource
from pathlib import Path
from unittest.mock import MagicMock

import mgrs
import openpyxl
import pytest
import streamlit as st
import streamlit_folium
from streamlit import config
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import runtime_util
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunContext, ScriptRunner
from streamlit.runtime.session_manager import SessionClient, SessionInfo
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import is_element_id
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from streamlit.web.server.starlette.starlette_server import _get_uvicorn_config_kwargs
from streamlit_folium import generate_js_hash

from geodata.app.server.messages import KINDS, MAX_MESSAGE_BYTES
from geodata.app.server.reader_cookie import READER_HEADER
from geodata.app.server.streamlit_server import (
    COUNT_OF_SESSIONS,
    LEFT_SESSIONS,
    MAX_SENT,
    STATE_OF_SESSION,
    WIDGETS_OF_RUN,
    WIDGETS_OF_SESSION,
    send_larger_messages_than_are_taken,
)

SETTINGS = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
#: What Streamlit's server answers; the last is the page with its files.
ROUTES = {
    "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/_stcore/upload_file/{session_id}/{file_id}",
    "/component/{path:path}", "/media/{file_id:path}", "/_stcore/bidi-components/{path:path}",
    "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/_stcore/metrics",
    "/auth/login", "/auth/logout", "/oauth2callback", "",
}  # fmt: skip
SCRIPT = "var map_0a1b2c = L.map('map_0a1b2c', {center: [35.4, 40.0]});"


def test_a_browser_sends_messages_of_these_kinds():
    """geodata.app.server.messages lets through what our pages need: read of others what Streamlit does for it."""
    left = {"clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"}
    assert {field.name for field in BackMsg.DESCRIPTOR.fields} == KINDS.keys() | left
    operations = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    assert [field.name for field in operations.fields if field.message_type] == [
        "deferred_file", "install_skills", "dismiss_skills_nudge", "dataframe_chunk",
    ]  # fmt: skip


def test_a_map_is_known_by_its_script_and_its_key():
    """The map's frame stays, with pan and zoom, as long as these do; so CaseMap writes the same script each run."""
    same = generate_js_hash(SCRIPT.replace("0a1b2c", "3d4e5f"), "map")

    assert generate_js_hash(SCRIPT, "map") == same
    assert generate_js_hash(SCRIPT, "other") != same
    assert generate_js_hash(SCRIPT.replace("35.4", "35.5"), "map") != same


def test_streamlit_takes_a_folder_of_pages_for_a_menu_unless_told():
    """geodata.app.server.streamlit_server tells it: tried on a cold server in tests/test_browser.py."""
    assert "uses_pages_directory" in PagesManager.__dict__
    assert "PagesManager.uses_pages_directory" in getsource(ScriptRunner)


@pytest.mark.parametrize("name", ["_get_feature_group_string", "generate_leaflet_string", "generate_js_hash"])
def test_streamlit_folium_makes_scripts_by_these_names(name):
    """tests/test_layers.py renders as it does, by two of its private functions."""
    assert callable(getattr(streamlit_folium, name))


def test_the_map_frame_is_served_under_this_name():
    """geodata.app.server.headers gives the frame its own policy by its path, which is the name of the component."""
    assert streamlit_folium._component_func.name == "streamlit_folium.st_folium"


def test_streamlit_takes_an_app_object():
    """dashboard.py adds its routes and headers through it."""
    assert callable(st.App)


def test_streamlit_ships_its_page_where_the_policy_reads_it():
    """geodata.app.server.headers hashes the inline script in it; without one, the hash would be left out unseen."""
    page = files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")

    assert re.findall(r"<script>(.+?)</script>", page, flags=re.DOTALL)


def option_names(settings: dict, prefix: str = "") -> list[str]:
    """Return the dotted names of all settings, those in tables within tables too."""
    names = []
    for name, value in settings.items():
        names += option_names(value, f"{prefix}{name}.") if isinstance(value, dict) else [f"{prefix}{name}"]
    return names


@pytest.mark.parametrize("option", option_names(SETTINGS))
def test_streamlit_has_the_options_we_set(option):
    """It says of an unknown option in .streamlit/config.toml no more than a line in the log."""
    assert option in config.get_config_options()


def test_streamlit_can_leave_the_garbage_alone():
    """Collecting all of it after each run holds up the next click by 60 to 80 ms."""
    assert SETTINGS["runner"]["postScriptGC"] is False
    assert config.get_config_options()["runner.postScriptGC"].default_val is True


def test_leaflet_is_the_version_that_our_scripts_use():
    """The map's own layer draws into Leaflet's panes and overrides its methods."""
    leaflet = files("js_lib_leaflet").joinpath("static/js_lib_leaflet")

    assert "Leaflet 1.9.4," in leaflet.joinpath("leaflet.js").read_text(encoding="utf-8")[:100]
    assert leaflet.joinpath("leaflet.css").is_file()


def test_workbooks_are_parsed_by_defusedxml():
    """Openpyxl uses it where it is installed; entities that unfold without end are then refused by it, too."""
    assert openpyxl.DEFUSEDXML is True


def test_mgrs_warns_of_a_square_that_is_not_in_its_band():
    """geodata.parsing.utm_mgrs makes an error of the warning; its exception has no public name but in this module."""
    with pytest.warns(RuntimeWarning, match="Latitude Warning"):
        mgrs.MGRS().toLatLon("37SGG1122")
    assert issubclass(mgrs.core.MGRSError, Exception)


def test_streamlit_serves_these_addresses():
    """The gate lets in what a page needs of them (gate.py): whatever an upgrade adds, decide whether it is served."""
    served = {route.path for route in create_streamlit_routes(MagicMock())}

    assert served == ROUTES


def test_streamlit_takes_users_from_headers_that_we_name():
    """Our readers are its users, by an option and by what it knows of a connection: app/server/streamlit_server.py."""
    assert config.get_option("server.trustedUserHeaders").keys() <= {READER_HEADER}  # or a test before it asked
    assert callable(Runtime.get_client)
    assert isinstance(SessionClient.client_context, property)


def test_streamlit_takes_short_messages_and_sends_long_ones(monkeypatch):
    """One option is for both; it is read when the server is made, and the most that is sent is ours from then on."""
    assert SETTINGS["server"]["maxMessageSize"] * 1_000_000 == MAX_MESSAGE_BYTES
    monkeypatch.setattr(runtime_util, MAX_SENT, None)
    assert _get_uvicorn_config_kwargs()["ws_max_size"] == getattr(runtime_util, MAX_SENT)
    send_larger_messages_than_are_taken()
    assert runtime_util.get_max_message_size_bytes() > 20 * MAX_MESSAGE_BYTES


def test_streamlit_keeps_left_sessions_where_server_py_looks_for_them():
    """If this fails, LEFT_SESSIONS has to name where they are now: else the last reader's session stays for good."""
    manager, storage, cache, expire = LEFT_SESSIONS
    assert f"self.{manager} = config.session_manager_class(" in getsource(Runtime.__init__)
    assert f"self.{storage} = session_storage" in getsource(WebsocketSessionManager.__init__)
    kept = getattr(MemorySessionStorage(ttl_seconds=0), cache)
    kept["left"] = "a session"
    assert getattr(kept, expire)() == [("left", "a session")]
    assert getattr(kept, expire)() == []
    assert COUNT_OF_SESSIONS[0] == manager
    assert callable(getattr(WebsocketSessionManager, COUNT_OF_SESSIONS[1]))
    assert "session" in SessionInfo.__annotations__
    assert callable(AppSession.shutdown)
    assert f"return self.{STATE_OF_SESSION}\n" in getsource(AppSession.session_state.fget)
    assert not len(SessionState())


def test_streamlit_keeps_widgets_where_server_py_looks_for_them():
    """If this fails, WIDGETS_OF_SESSION has to name where they are now: else each edit of a large case keeps megabytes.

    That a session keeps no widget that is gone, is tested in tests/test_sessions.py.
    """
    of_context, of_safe_state, of_state, of_widgets = WIDGETS_OF_SESSION
    of_run, ids, snapshot = WIDGETS_OF_RUN
    assert {of_context, of_run, "fragment_ids_this_run"} <= set(ScriptRunContext.__annotations__)
    assert of_safe_state in vars(SafeSessionState(SessionState(), lambda: None))
    assert getattr(getattr(SessionState(), of_state), of_widgets) == {}
    assert f"ctx.{of_run}.{ids}.{snapshot}()" in getsource(ScriptRunner)
    assert not is_element_id(_make_trigger_id("$$ID-1-panel toolbar", "events"))


def test_streamlit_keeps_files_as_server_py_extends_it():
    """OwnedFiles notes whose a file is: by the address of a file taken in, and by the session of a button."""
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    made = manager.add_deferred(lambda: b"a", "text/csv", "0", "a.csv")
    assert manager._deferred_callables[made]["session_id"]
    url = manager.execute_deferred(made)
    assert re.fullmatch(r"/media/[0-9a-f]+\.csv", url)
    assert manager._lock.acquire(blocking=False)
    manager._lock.release()
    # What it deletes goes through one method, with the lock held.
    manager.remove_orphaned_files()
    assert url.startswith(f"/media/{next(iter(manager._file_metadata))}")
    assert "self._delete_file(file_id)" in getsource(MediaFileManager.remove_orphaned_files)
    assert "with self._lock" in getsource(MediaFileManager.remove_orphaned_files)
