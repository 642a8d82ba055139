"""Settings for all tests."""

from hypothesis import settings

# A busy machine is not a failure: timing goals live in the benchmarks.
settings.register_profile("crossbearing", deadline=None)
settings.load_profile("crossbearing")
