"""How do tables and maps of others become a case: read, match the columns, check each row, keep what is good?

:func:`geodata.importing.reading.read_table`, :func:`geodata.importing.suggesting.suggest_mapping` and
:func:`geodata.importing.import_rows.import_rows` are the three steps; everything between them is a frozen value.
"""
