"""Claims against criteria: coverage, with a reason for every gap.

Pure: no files, no clock. Every output (console, JSON, PDF, DOCX) reads one coverage.
"""
