"""Which place is meant by a name: an offline geocoder over the case's own sites, GeoNames and airports.

``geocoder.Gazetteer`` gives candidates for a name, ``answer.decide_meaning`` says whether the first is certain, must be
asked about, or none is known. ``nominatim`` asks OpenStreetMap the same question, only when asked to.
"""
