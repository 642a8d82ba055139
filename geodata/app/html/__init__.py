"""How do the pages set what the exported documents do not have: lists of buttons, notices, what was changed?"""
