"""Tests; the package mirrors geodata, with the pages, the browser and the benchmarks beside it."""
