"""Benchmarks: ``python -m tests.benchmarks [--json] [--only NAME] [--quick]``.

What is measured is printed, nothing is asserted. Each benchmark is one function with :func:`registry.benchmark` on it;
``__main__`` imports the modules that have one.
"""
