"""How does a file become a checked case, and a case a file: ``io.read_case``, ``serialize.case_text``?"""
