"""Scripts beside the program: build its data, check its dependencies."""
