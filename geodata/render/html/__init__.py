"""How does it become HTML and SVG, with every value escaped in ``templating``, older parts in ``elements``?"""
