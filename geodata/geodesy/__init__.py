"""Where, how far, how large, on the ellipsoid of WGS 84 and with uncertainty?

``circles`` and ``geodesics`` are the ground; ``claim_shapes`` is what a claim looks like, ``site_distance.between`` how
far apart two uncertain places are.
"""
