"""Map a contested incident claim by claim, and work out which claims can be true together.

Packages, each importing only from those below it (``pyproject.toml`` holds them to that):

:mod:`geodata.cli`, :mod:`geodata.app`  the command line; the pages and their server
:mod:`geodata.sandbox`      what is done in a process of its own, with limits
:mod:`geodata.exporting`    which bytes leave, and whether they give anything away
:mod:`geodata.render`       how one fact is said and drawn: words, map, HTML, print, report, one-file page
:mod:`geodata.editing`, :mod:`geodata.importing`, :mod:`geodata.view`  changes; others' tables and maps; filters
:mod:`geodata.verdicts`, :mod:`geodata.casefile`, :mod:`geodata.gazetteer`  what can be true together; files; names
:mod:`geodata.constraints`, :mod:`geodata.parsing`  where a point can be that claims speak of; what a person wrote
:mod:`geodata.geodesy`, :mod:`geodata.geojson`  distances on the ellipsoid; the rules of RFC 7946
:mod:`geodata.core`         a case as values

Longitude comes before latitude everywhere but in what a person types, which :mod:`geodata.parsing` reads; the swap to
Leaflet's order happens in :mod:`geodata.render.map` alone.
"""

from typing import Final

__version__: Final = "0.11.0"
#: The program as files name it that leave it: the same version gives the same bytes.
PROGRAM: Final = f"Crossbearing {__version__}"
