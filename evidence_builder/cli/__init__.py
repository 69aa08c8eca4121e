"""The command line: parses options, calls ``pipeline``, prints, exits.

Only click is imported here; a command imports what it needs when it runs, so that
``--version`` and ``--help`` answer at once.
"""
