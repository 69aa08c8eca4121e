"""The PDF: what was laid out, drawn once, with its logical structure.

This folder is the door of reportlab, whose canvas draws and whose document numbers the
objects of the file.
"""

from __future__ import annotations

from evidence_builder.render.pdf.document import render

__all__ = ["render"]
