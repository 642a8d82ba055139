"""How is one fact said and drawn?

From words (``text``) and the carried base map (``basemap``) to the browser's map (``map``), HTML and SVG (``html``), a
figure for print (``figure``), and whole documents: ``report`` for an editor, ``page`` for one file that needs nothing
else.
"""
