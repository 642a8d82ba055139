"""How does it become HTML and SVG? By templates, with every value escaped in ``templating``."""
