"""How does a case become one HTML file that opens anywhere and asks for nothing: ``webpage(case, options)``?"""

from geodata.render.page.page import PageOptions, webpage

__all__ = ["PageOptions", "webpage"]
