"""Which place is meant by a name: an offline geocoder over the case's own sites, GeoNames and airports.

From the left, each needs only those before it:

:mod:`romanised`    what a name sounds like, whatever the script
:mod:`spelling`     the forms of a name by which two spellings are held against each other
:mod:`hashing`      numbers for forms, and for forms with a letter missing
:mod:`nameindex`    which spellings are a form, are a typing error away from it, or sound alike
:mod:`arrayfile`    arrays in one file that is mapped, not read
:mod:`sources`      what GeoNames and airportsdata hold
:mod:`world`        the index over both, kept in the user's cache folder
:mod:`candidate`    a place that a name may mean, with its score and the reason
:mod:`likeness`     how alike two spellings are
:mod:`around`       how near a place is to where the reader looks
:mod:`worldplaces`  what the places of the world count for
:mod:`casesites`    what the sites of a case count for
:mod:`hits`         which places a spelling hits, searching wider and wider
:mod:`geocoder`     ``Gazetteer``: the candidates for a name
:mod:`answer`       whether the first candidate is certain, must be asked about, or none is known
:mod:`relative`     "35 miles SE of X" as distance, direction and X
:mod:`nominatim`    the same question to OpenStreetMap's Nominatim, only when asked to
"""
