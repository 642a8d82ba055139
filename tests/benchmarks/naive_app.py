"""The app that everybody writes first: a marker with a popup per record, and the whole map again at each click.

Run by ``streamlit run naive_app.py -- CASE ADDRESS``, where ADDRESS is that of :mod:`tests.benchmarks.serving`'s files.

Where it is better off here than in real life:

- Leaflet comes from this machine, and neither Bootstrap, Font Awesome nor the other seven files folium loads at all.
- Of jQuery there is ten lines that make an element of markup, which is all a popup uses.
- It has no base map and draws no site, no circle, no band and no province: one dot per claim at a point.
- It reads and counts the case once, not at each rerun.
"""

import html
import json
import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium


@st.cache_data
def read(path):
    """Return the actors' names by id and the claims at a point, as (actor, latitude, longitude, summary)."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    names = {actor["id"]: actor["name"] for actor in document["case"]["actors"]}
    rows = []
    for feature in document["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        if properties["record"] == "claim" and geometry is not None and geometry["type"] == "Point":
            lon, lat = geometry["coordinates"][:2]
            rows.append((properties["actor"], lat, lon, properties["summary"]))
    return names, rows


if __name__ == "__main__":
    case_path, files = sys.argv[1:]
    folium.Map.default_js = [("leaflet", f"{files}/leaflet.js"), ("jquery", f"{files}/jquery.js")]
    folium.Map.default_css = [("leaflet_css", f"{files}/leaflet.css")]

    st.set_page_config(layout="wide")
    st.title("Claims on a map")
    names, rows = read(case_path)
    speaking = sorted({row[0] for row in rows})
    chosen = st.pills("Actors", speaking, selection_mode="multi", default=speaking, format_func=names.__getitem__)
    shown = [row for row in rows if row[0] in chosen]
    st.write(f"{len(shown)} of {len(rows)} claims")
    m = folium.Map(location=[35.4, 40.1], zoom_start=7, tiles=None)
    for actor, lat, lon, summary in shown:
        popup = folium.Popup(f"<b>{html.escape(names[actor])}</b><br>{html.escape(summary)}", max_width=300)
        folium.CircleMarker([lat, lon], radius=6, fill=True, popup=popup).add_to(m)
    st_folium(m, width=1100, height=640)
