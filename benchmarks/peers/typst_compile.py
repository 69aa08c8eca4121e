"""Compile a Typst document: ``python typst_compile.py SOURCE OUTPUT``."""

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2])
