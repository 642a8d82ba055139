"""What leaves the program: a case, whole or in part, for people and for other programs.

Within it, a module imports only from the left of its own place or from a line above::

    extract; facts; members -> rows                       claims with all they refer to; what stands in a table
    gridcodes, strewn -> exactness                        places that must not be found
    secret; strewn -> blurring; exactness -> prepare      and where they are shown instead
    drawn -> shapefeatures; kmltime -> kml                what is drawn
    casecsv; geopackage -> geopackageread                 what can be read back
    writers                                               by ending

Every format carries sources and uncertainty. ``.geojson``, ``.gpkg`` and ``.csv`` can be read back, equal.
"""
