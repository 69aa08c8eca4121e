"""Laying out: every box of a document on its page, before anything is drawn.

Blocks become boxes with known heights, boxes go to pages, and then the page of every
anchor is known. Room for page numbers is kept free beforehand, so that filling them
in moves nothing. Knows fonts and sizes, and no file format.
"""

from __future__ import annotations

from evidence_builder.render.layout.layout import Layout, lay_out
from evidence_builder.render.layout.result import PageMap, PageStart

__all__ = ["Layout", "PageMap", "PageStart", "lay_out"]
