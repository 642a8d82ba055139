"""Build the base map that the app carries."""
