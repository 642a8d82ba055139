"""Which part of the carried base map does a tile show: ``basemap.tile(z, x, y)``?"""

from geodata.render.basemap.files import FOLDER
from geodata.render.basemap.tiles import EXACTNESS, attribution, licences, tile

__all__ = ["EXACTNESS", "FOLDER", "attribution", "licences", "tile"]
