"""What Streamlit's own server says: its options, whose a session is, whose a file to download is.

With ``messages`` the one module of the server that imports Streamlit. What it takes is pinned by tests/test_stack.py.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable
from typing import Any, Final

from streamlit import config, runtime
from streamlit.runtime import runtime_util
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import is_element_id

from geodata.app.server.hosts import Address, Served, served
from geodata.app.server.reader_cookie import READER_HEADER
from geodata.app.work_limit import limited
from geodata.core.problems import GeodataError
from geodata.core.shared_room import SharedRoom

_USER_HEADERS: Final = "server.trustedUserHeaders"


def served_as(named: Iterable[Address]) -> Served:
    """Return where the server listens and what it is called, by Streamlit's options and by ours."""
    return served(config.get_option("server.address"), config.get_option("browser.serverAddress"), named)


def bind_sessions_to_readers() -> None:
    """Have Streamlit take the reader for the user that a session belongs to, and remember whose the files are.

    Then it gives a session back to its own reader only; whoever else names the id gets a new one. Asked for at each
    handshake, so before any session makes a file: Streamlit reads its options anew when their file changes.
    """
    mapping = config.get_option(_USER_HEADERS)
    if mapping.get(READER_HEADER) is None:
        config.set_option(_USER_HEADERS, {**mapping, READER_HEADER: "reader"})
    if runtime.exists():
        runtime.get_instance().media_file_mgr.__class__ = OwnedFiles


def reader_of_session(session_id: str) -> str | None:
    """Return whose a connected session is; ``None`` where there is none."""
    client = runtime.get_instance().get_client(session_id) if runtime.exists() else None
    context = client.client_context if client else None
    return dict(context.headers).get(READER_HEADER) if context else None


#: Where Streamlit keeps the sessions of readers who left, and the method that lets go of those whose time is over.
LEFT_SESSIONS: Final = ("_session_mgr", "_session_storage", "_cache", "expire")
COUNT_OF_SESSIONS: Final = ("_session_mgr", "num_sessions")
STATE_OF_SESSION: Final = "_session_state"


def drop_left_sessions() -> bool:
    """Have Streamlit let go of the sessions whose time to come back is over; tell whether there were any.

    By itself it does so when the next reader leaves, and its own loop holds the last session that it looked at until
    somebody comes: what the last reader had open would stay for good. So each is emptied, too. Streamlit has no public
    way to be asked: where one of these names is gone, it is as it would be without us. To be called in the server's
    event loop, where Streamlit uses them, too.
    """
    found = _at(runtime.get_instance() if runtime.exists() else None, LEFT_SESSIONS)
    left = [info.session for _, info in found()] if callable(found) else []
    for session in left:
        session.shutdown()
        # Cleared, it would keep what the callbacks of its widgets hold.
        vars(session)[STATE_OF_SESSION] = type(session.session_state)()
    return bool(left)


def has_sessions() -> bool:
    """Tell whether there are sessions of readers who are here or may come back; where nobody knows, there are."""
    count = _at(runtime.get_instance() if runtime.exists() else None, COUNT_OF_SESSIONS)
    return not callable(count) or count() > 0


#: Where Streamlit keeps, from a run's context on, what it knows of every widget that a session ever had, and what
#: tells which widgets there are in this run.
WIDGETS_OF_SESSION: Final = ("session_state", "_state", "_new_widget_state", "widget_metadata")
WIDGETS_OF_RUN: Final = ("shared", "widget_ids_this_run", "snapshot")


def forget_gone_widgets() -> None:
    """Have Streamlit forget the widgets that the page does not have; to be called at the end of a whole run.

    By itself it keeps what each had to choose from as long as the session lives: of a form with lists of 10,000 claims,
    some megabytes for each edit. Streamlit has no public way to be asked: where one of these names is gone, it is as
    it would be without us.
    """
    context: Any = get_script_run_ctx()
    known, here = _at(context, WIDGETS_OF_SESSION), _at(context, WIDGETS_OF_RUN)
    if isinstance(known, dict) and callable(here) and not context.fragment_ids_this_run:
        # What a component of ours reports has names of another form, which a run does not list.
        for gone in set(filter(is_element_id, known)) - set(here()):
            known.pop(gone, None)


#: Where Streamlit logs an error of a page, and what a panel cannot have sent, and as what.
ERROR_LOGS: Final = {
    "streamlit.error_util": "Uncaught app execution",
    "streamlit.components.v2.bidi_component.serialization": "Failed to deserialize component state from frontend: %s",
}


def leave_errors_to_us() -> None:
    """Have Streamlit not log the errors of pages: its lines have their message, which may quote a case.

    What :mod:`geodata.app.unanswered` and :mod:`geodata.app.panel` log of them has not, and is of bounded length.
    """
    # Where the package rich is installed, which our linters bring, it would print it past the log.
    config.set_option("logger.enableRich", value=False)
    lines = frozenset(ERROR_LOGS.values())
    for logger in ERROR_LOGS:
        logging.getLogger(logger).addFilter(lambda record: record.msg not in lines)


#: Where Streamlit keeps the most bytes of a message, read of its options when the server was made, and our own.
MAX_SENT: Final = "_max_message_size_bytes"
_MAX_SENT_BYTES: Final = 200_000_000


def send_larger_messages_than_are_taken() -> None:
    """Have Streamlit send pages of any size: its one limit is for what browsers send, too, and has to be small there.

    To be called when the server listens. Streamlit has no public way to be asked: where this name is gone, a table of
    more than 5 MB is refused on its page.
    """
    if hasattr(runtime_util, MAX_SENT):
        setattr(runtime_util, MAX_SENT, _MAX_SENT_BYTES)


def let_the_menu_run_pages() -> None:
    """Have Streamlit run ``dashboard.py`` for each page: it takes a folder named ``pages`` for a menu of file names.

    Until the first visit to the menu, an address of a page would run that page's file alone.
    """
    PagesManager.uses_pages_directory = False


def _at(value: Any, names: Iterable[str]) -> Any:  # noqa: ANN401 - of Streamlit's own
    """Return what is found by following names from a value on; ``None`` where one of them is gone."""
    for name in names:
        value = getattr(value, name, None)
    return value


def uploaded_bytes() -> int:
    """Return how much lies in memory of files that were uploaded and not let go of."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return 0
    sessions = list(manager.file_storage.values())
    return sum(len(file.data) for files in sessions for file in list(files.values()))


#: Who has a file to download or to see on a page, by the file's id, as long as Streamlit keeps it.
_readers_by_file: Final[dict[str, frozenset[str | None]]] = {}


#: A press too many, a double click, is no error.
MAX_MADE_AT_ONCE: Final = 2
#: Taken by the readers for whom files are being made.
_making: Final = SharedRoom(MAX_MADE_AT_ONCE)


class BusyError(GeodataError):
    """As many files as may be are being made for this reader already."""

    def __init__(self) -> None:
        super().__init__("Other files are being made for you. Press again once they are there.")


class OwnedFiles(MediaFileManager):
    """Streamlit's files of all sessions, with whose they are.

    It knows this of files on a page only, forgets it while the page is drawn anew, and never learns it of a file that
    is made when its button is pressed; it serves all of them.
    """

    def add(self, *args: Any, **options: Any) -> str:  # noqa: ANN401 - whatever Streamlit gives
        """Take in a file of the session whose page is being drawn."""
        url = super().add(*args, **options)
        context = get_script_run_ctx()
        if context is not None:
            self._note(url, context.session_id)
        return url

    def add_deferred(self, data_callable: Callable[[], Any], *args: Any, **options: Any) -> str:  # noqa: ANN401 - whatever Streamlit gives
        """Take in how a file is made when its button is pressed: two at a time for each reader, within a page's limit.

        Streamlit makes those of all readers in the few threads of the server's event loop.
        """
        context = get_script_run_ctx()
        reader = reader_of_session(context.session_id) if context else None

        def made() -> Any:  # noqa: ANN401 - whatever is downloaded
            with _making.kept_for(reader) as is_room:
                if not is_room:
                    raise BusyError
                with limited():
                    return data_callable()

        return super().add_deferred(made, *args, **options)

    def execute_deferred(self, file_id: str) -> str:
        """Make the file of a button that was pressed."""
        with self._lock:
            asked = self._deferred_callables.get(file_id)
        url = super().execute_deferred(file_id)
        if asked is not None:
            self._note(url, asked["session_id"])
        return url

    def _note(self, url: str, session_id: str) -> None:
        made, reader = posixpath.splitext(posixpath.basename(url))[0], reader_of_session(session_id)
        with self._lock:
            _readers_by_file[made] = _readers_by_file.get(made, frozenset()) | {reader}

    def _delete_file(self, file_id: str) -> None:
        super()._delete_file(file_id)
        _readers_by_file.pop(file_id, None)


def readers_of_file(file_id: str) -> frozenset[str | None]:
    """Return who has a file of this id to download or to see on a page.

    Streamlit makes the id from the content: two who have the same have it under one.
    """
    return _readers_by_file.get(file_id, frozenset()) - {None}
