"""Edit a case: add, change, copy and delete its records, undo, keep a draft, save.

An edit takes a parsed document and returns a new one; no document is ever changed in place, members we do not know
stay, and the checker of :mod:`geodata.casefile` judges every result. Left to right, each imports only from before it::

    limits; records -> references -> edits, alike -> checking;
    history                                                          what is done to a document
    fields -> wording -> parsing -> forms -> rows; changes           records in forms, tables and words
    filestate, locking -> saving; opening                            the case's file
    differences -> moves; draftfolder -> draftbase -> draftroom,
    draftrows -> drafts, draftlist -> draftsaving, oldjournal        what is not yet saved

``saving`` needs no checker and no geometry, so that a process that only saves starts fast.
"""
