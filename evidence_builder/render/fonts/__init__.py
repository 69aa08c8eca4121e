"""The fonts that documents are set in: where they come from, how wide they are.

This folder is the door of fontTools, which is loaded only to make what is not in the
cache yet. Renderers ask :mod:`evidence_builder.render.fonts.typeface`.
"""
