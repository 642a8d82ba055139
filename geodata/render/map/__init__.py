"""What is the browser's map given: ``payload`` for the script, ``folium_map`` for the frame around it?"""
