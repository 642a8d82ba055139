"""Answer which part of the carried base map a tile shows: ``basemap.tile(z, x, y)``.

Within it: frame -> files -> land -> tiles.
"""

from geodata.basemap.files import FOLDER
from geodata.basemap.tiles import attribution, tile

__all__ = ["FOLDER", "attribution", "tile"]
