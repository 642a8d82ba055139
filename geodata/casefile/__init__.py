"""Bytes to a checked case, and back: ``io.read_case``, ``validate.check_case``, ``serialize.case_text``."""
