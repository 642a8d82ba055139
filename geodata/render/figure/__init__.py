"""A figure for print: ``output.figure_svg``, ``figure_pdf`` and ``figure_png`` of a case."""
