"""What is a case, as values: records, vocabularies, units, precision of stated distances, errors, text.

``model.Case`` is the value that everything else takes.
"""
