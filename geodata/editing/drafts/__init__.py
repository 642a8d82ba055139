"""Where is what a reader changed and has not saved: kept change by change, listed, and saved to its file?

``draft.keep`` writes a change to the ``draft_database``, ``draft_saving.save_prepared`` saves the case to its file.
"""
