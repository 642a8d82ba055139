"""Map a contested incident claim by claim.

Data flows one way, and a module imports only from the left of its own place or from a line above::

    problems -> spot -> listing                                    what is wrong, and where
    text; model -> units                                           the case as values, its vocabularies, its units
    strictjson -> objects -> positions -> bbox, rings -> geometries -> rfc7946
    edtfdate -> edtf; stated                                       what words about time and distance mean
    casetext, replacing                                            a case as text, and bytes in place of a file
    casefields -> caseplaces, caselinks -> casecheck -> casefile   from bytes to a checked case, and back
    numerals -> spoken, latlon; lookup; waypoints -> finding       what somebody typed: a distance, a point, a site
    globe -> geodesic -> pointradius; flatshape -> shapes          the same on the ellipsoid
    angles, grids -> coordinates -> importing                      tables and maps that others made, as a case
    lines, extremes -> between -> ruler, ring; extent, sitetable   how far apart uncertain places are, and how large
    directions -> candidates; statedpairs                          what a claim says, beside what is measured
    assumptions; frames, placing, times -> setting                 what a verdict starts from
    threevalued, regions, sectors -> placepairs -> verdicts        two claims, by aspect
    verdicttable, meeting, jointly -> conflicts -> consistency     all pairs at once, and sets of claims
    smallestchange -> sensitivity -> flips                         what would change a verdict
    accounts, related; pairaxis, pairmap, verdictorder             the same for reading and drawing
    wording; document                                              plain words for facts; a document as values
    text -> palette -> filters -> filteraddress                    what is shown
    ringcode -> drawnrecords -> drawing                            the same as the map is given it
    casefile, spoken, latlon -> editing                            records changed, undone, drafted, saved
    tools, assumptionaddress; measured                             what is measured and assumed, in the address
    basemap; online; scriptjson -> bundle, layers; markup          the base map, the map's scripts, all HTML
    fonts -> typesetting; report, webpage, exporting; importing    files for other people, and from them
    serving -> started, opened -> ui                               pages; startup runs beside them
    commands                                                       the command line, a module each

``basemap``, ``commands``, ``editing``, ``exporting``, ``figure``, ``gazetteer``, ``importing``, ``markup``, ``report``,
``serving``, ``ui`` and ``webpage`` are packages, ordered as their docstrings say; the rest are modules. ``markup``
alone writes HTML, ``layers`` alone imports folium, ``ui`` and ``serving.server`` alone streamlit.
Longitude comes before latitude everywhere but in what a person types, which ``latlon`` reads; the swap to Leaflet's
order happens in ``drawing`` and ``layers`` alone.
"""
