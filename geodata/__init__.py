"""Map a contested incident claim by claim.

Data flows one way, and a module imports only from the left of its own place or from a line above::

    problems -> spot -> listing                                    what is wrong, and where
    text; model -> units                                           the case as values, its vocabularies, its units
    strictjson -> objects -> positions -> bbox, rings -> geometries -> rfc7946
    edtfdate -> edtf; stated                                       what words about time and distance mean
    casefields -> caseplaces, caselinks -> casecheck -> casefile   from bytes to a checked case, and back
    numerals -> spoken, latlon; lookup; waypoints -> finding       what somebody typed: a distance, a point, a site
    geodesic -> pointradius -> shapes                              the same on the ellipsoid
    lines, extremes -> between -> ruler, ring; extent                how far apart uncertain places are, and how large
    directions -> candidates                                       what a claim says, beside what is measured
    palette -> filters -> drawing                                  what is shown
    basemap; online; layers; markup; serving -> opened -> ui       pages; startup runs beside them
    commands                                                       the command line, a module each

``casefile`` alone touches files, ``markup`` alone writes HTML, ``layers`` alone imports folium, ``ui`` alone streamlit.
Longitude comes before latitude everywhere but in what a person types, which ``latlon`` reads; the swap to Leaflet's
order happens in ``drawing`` and ``layers`` alone.
"""
