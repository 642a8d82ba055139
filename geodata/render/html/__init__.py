"""How does it become HTML and SVG, with every value escaped in ``elements`` and nowhere else?"""
