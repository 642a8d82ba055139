"""Scripts that build what the app carries; run by hand, never by the app."""
