"""Speed and memory of the whole program beside other programs on the same content.

Run with ``python -m benchmarks`` from the top of the repository; README.md says what
is measured and how. Nothing here is part of the installed program.
"""
