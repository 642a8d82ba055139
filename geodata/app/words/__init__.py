"""In which words do the pages speak? A module for each page; nothing else in the app writes a label."""
