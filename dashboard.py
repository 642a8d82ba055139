"""The app and its menu. Run with ``streamlit run dashboard.py [-- [--editable] [--host NAME] CASE_FILE]``."""

import streamlit as st

from geodata.app import server, start_options, startup, unanswered

app = st.App(
    __file__,
    routes=server.routes(),
    middleware=server.middleware(start_options.start_options().hosts),
    lifespan=startup.lifespan,
    on_script_error=unanswered.tell,
)

if __name__ == "__main__":
    # Here and not above: streamlit-folium registers itself with the running server, which is not up yet where the
    # server imports this file to find `app`.
    from geodata.app.session_state import menu

    menu().run()
