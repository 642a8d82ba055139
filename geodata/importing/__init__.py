"""Bring tables and maps that others made into a case: read, match the columns, check each row, keep what is good.

From left to right::

    limits -> table -> zipped, decoding; geometry -> mapped                       a file as rows of text
    csvtable, xlsxtable, geojsontable, kmltable, gpkgtable -> reading             each kind of file
    members -> mapping -> codes; dates, offsets -> contents; headings -> suggesting   what each column becomes
    imported; readers, counts -> cells -> positions; records -> sites -> locating -> claims    a row as a record
    duplicates, resting -> rows -> mending; templates                             all rows, and what is handed back
    packed -> outcome; worker -> apart                                            the same in a process of its own

:func:`geodata.importing.reading.read_table`, :func:`geodata.importing.suggesting.suggest_mapping` and
:func:`geodata.importing.rows.import_rows` are the three steps; everything between them is a frozen value.
"""
