"""How is it drawn for print: ``formats.figure_svg``, ``figure_pdf`` and ``figure_png``?"""
