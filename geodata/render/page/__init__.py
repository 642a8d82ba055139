"""How does a case become one HTML file that opens anywhere and asks for nothing: ``webpage(case, options)``?"""

from geodata.render.page.options import PageOptions
from geodata.render.page.page import webpage

__all__ = ["PageOptions", "webpage"]
