"""The ring that everybody draws first: a number of kilometres, a folium.Circle, and the whole map again.

Run by ``streamlit run naive_ring.py -- ADDRESS``, where ADDRESS is that of :mod:`tests.benchmarks.serving`'s files. It
draws nothing else: no claim, no place, no base map.
"""

import sys

import folium
import streamlit as st
from streamlit_folium import st_folium

if __name__ == "__main__":
    files = sys.argv[1]
    folium.Map.default_js = [("leaflet", f"{files}/leaflet.js"), ("jquery", f"{files}/jquery.js")]
    folium.Map.default_css = [("leaflet_css", f"{files}/leaflet.css")]
    st.set_page_config(layout="wide")
    kilometres = st.text_input("Stated distance", "30")
    m = folium.Map(location=[35.4, 40.1], zoom_start=7, tiles=None)
    folium.Circle([35.396, 40.056], radius=float(kilometres) * 1000, fill=True).add_to(m)
    st_folium(m, width=1100, height=640)
