"""How does it become HTML and SVG by templates, with every value escaped in ``templating``?"""
