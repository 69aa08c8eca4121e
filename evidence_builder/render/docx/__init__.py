"""Documents as Word files; the door of python-docx."""

from __future__ import annotations

from evidence_builder.render.docx.document import render

__all__ = ["render"]
