"""What leaves the program: a case, whole or in part, for people and for other programs.

Within it, a module imports only from the left or from a line above::

    extract                                          the claims asked for, with all they refer to
    facts; members -> rows                           what stands in a table, and back
    rows -> casecsv; drawn -> shapefeatures; drawn -> geopackage -> geopackageread; kml
    exactness, secret -> blurring                    places that must not be found
    writers                                          by ending

Every format carries sources and uncertainty. ``.geojson``, ``.gpkg`` and ``.csv`` can be read back, equal.
"""
