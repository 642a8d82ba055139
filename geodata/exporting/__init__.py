"""Which bytes leave the program, for people and for other programs, and do they give anything away?

``exports`` makes a file by the ending of its name; ``blurring`` shows a place elsewhere, ``leaks`` finds what would
give it away. Every format carries sources and uncertainty; ``.geojson``, ``.gpkg`` and ``.csv`` can be read back,
equal.
"""
