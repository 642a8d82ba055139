"""The map: who claims what where. Run with ``streamlit run dashboard.py [-- [--editable] [--host NAME] CASE_FILE]``."""

import streamlit as st

from geodata import serving, started, startup

app = st.App(
    __file__,
    routes=serving.routes(),
    middleware=serving.middleware(started.options().hosts),
    lifespan=startup.lifespan,
)

if __name__ == "__main__":
    # Here and not above: streamlit-folium registers itself with the running server, which is not up yet where the
    # server imports this file to find `app`.
    from geodata import ui

    opened = ui.start("Map")
    selected = ui.selection(opened)
    ui.write_address()
    heading = st.container()
    map_column, card_column = st.columns([7, 3])
    with map_column:
        ui.show_map(opened, selected)
    with heading:
        ui.show_heading(opened, selected)
    with card_column:
        ui.show_beside(opened, selected)
    with st.sidebar:
        ui.filter_controls(opened)
        ui.folded_length_controls(opened)
        ui.base_map_control(opened)
    ui.show_list(opened, selected)
    ui.go_on()
