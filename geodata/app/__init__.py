"""What are the pages made of, and who may reach them?

With ``dashboard.py`` and ``pages/``, the one package that imports streamlit. ``case_store`` opens the case file,
``session_draft`` is the case as one reader has it.
"""
