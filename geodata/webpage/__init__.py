"""Answer how a case becomes one HTML file that opens anywhere and asks for nothing: ``webpage(case, options)``.

Within it: options, excerpt, tiles, findings, assumed, code -> policy -> page.
"""

from geodata.webpage.options import PageOptions
from geodata.webpage.page import webpage

__all__ = ["PageOptions", "webpage"]
