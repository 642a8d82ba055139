"""Which part of the carried base map does a tile show: ``basemap.tile(z, x, y)``?"""

from geodata.render.basemap.files import FOLDER
from geodata.render.basemap.tiles import attribution, tile

__all__ = ["FOLDER", "attribution", "tile"]
