"""How is it drawn for print: ``output.figure_svg``, ``figure_pdf`` and ``figure_png``?"""
