"""A figure for print: ``output.figure_svg``, ``figure_pdf`` and ``figure_png`` of a case and ``options.FigureOptions``.

Within it: options, items, look -> fonts -> plane -> paths -> base, areas, wheels, room -> countries, names, basenames,
swatches -> legend, furniture, wording, scene -> sheet -> compose -> output.
"""
