"""What does ``python -m geodata`` do, a module for each command?

Each has one function that adds its parser, which ``geodata.__main__.COMMANDS`` lists, and one that runs it and returns
an exit status. What goes wrong on purpose is raised as a :class:`geodata.core.problems.GeodataError` and said by
``main``.
"""
