"""HTML: one file that needs nothing else, for screens of any size and for paper.

Everything that a document says goes through ``markup.escaped`` once, and every tag is
closed, so that the file is well-formed XML too and can be proven to be sound.
"""

from evidence_builder.render.html.page import render

__all__ = ["render"]
