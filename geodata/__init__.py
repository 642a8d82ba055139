"""Map a contested incident claim by claim.

Data flows one way, and a module imports only from the left of its own place or from a line above::

    problems -> spot -> listing                                    what is wrong, and where
    model                                                          the case as values, and its vocabularies
    strictjson -> objects -> positions -> bbox, rings -> geometries -> rfc7946
    edtfdate -> edtf; stated                                       what words about time and distance mean
    casefields -> caseplaces, caselinks -> casecheck -> casefile   from bytes to a checked case, and back
    globe -> geodesic -> shapes                                    the same on the ellipsoid
    text -> palette -> filters -> filteraddress, drawing           what is shown
    basemap; online; layers; markup; serving -> opened -> ui       pages; startup runs beside them

``basemap`` and ``markup`` are packages, with their own order in their docstrings; the rest are modules.
``casefile`` alone touches files, ``markup`` alone writes HTML, ``layers`` alone imports folium, ``ui`` alone streamlit.
Longitude comes before latitude everywhere; the swap to Leaflet's order happens in ``drawing`` and ``layers`` alone.
"""
