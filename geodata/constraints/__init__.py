"""Where can one point be that several claims speak of?

``pair_feasibility.compare_places`` answers for two claims, ``point_search.find_common_point`` for many,
``joint_search`` for several events at once. Answers have three values: :mod:`geodata.constraints.three_valued`.
"""
