"""Bring tables and maps that others made into a case: read, match the columns, check each row, keep what is good.

From left to right::

    limits -> table -> zipped, decoding -> csvtable, xlsxtable, kmltable, geojsontable, gpkgtable -> reading
    members -> mapping -> headings, contents -> suggesting
    dates, counts, offsets, codes, certainty -> cells                one cell, or some, as a value of a case
    candidates -> records -> places -> claims -> axes, duplicates -> imported -> rows   rows as records
    mending, templates                                                what is handed back

:func:`geodata.importing.reading.read_table`, :func:`geodata.importing.suggesting.suggest_mapping` and
:func:`geodata.importing.rows.import_rows` are the three steps; everything between them is a frozen value.
"""
