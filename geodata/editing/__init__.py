"""How are records changed, undone, kept as a draft, and saved?

An edit takes a parsed document and returns a new one; no document is ever changed in place, members we do not know
stay, and :mod:`geodata.casefile` judges every result. ``drafts`` keep what is not saved yet. ``saving`` needs no
checker and no geometry, so that a process that only saves starts fast.
"""
