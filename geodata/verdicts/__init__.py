"""Which claims can be true together, by how much, and what would change that?

``pairwise.pair`` is the definition for two claims, ``verdict_matrix`` all pairs, ``consistency.consistency`` sets of
claims, ``sensitivity`` what would change a verdict. All start from a ``context.CaseContext``.
"""
