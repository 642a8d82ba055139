"""Map a contested incident claim by claim.

Data flows one way, and a module imports only from the left of its own place::

    strictjson -> rfc7946 -> casecheck -> model -> casefile        reading
    edtf, stated                                                   what the words mean as intervals
    geodesic -> shapes                                             what they mean on the ellipsoid
    text -> palette -> filters -> layers / markup -> serving -> ui drawing

Longitude comes before latitude everywhere; the swap to Leaflet's order happens in ``layers`` alone.
"""
