"""Open what others made: the one package that hands foreign bytes to a library, each module to one library.

::

    offline -> gdal        our own map data and the GeoPackages that we write
        -> flatgeobuf      of files of others, this one kind
    zipped                 archives, by their stated sizes
    tree                   XML, without document types, entities or links
    workbook               .xlsx, values, and where cells lead to
    database               SQLite, of which plain tables are read and nothing else

Each looks at the content's own signature first: the name of a file says nothing of what is in it.
``tests/test_openers`` lists who may import such a library.
"""
