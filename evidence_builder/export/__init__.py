"""The one coverage as data for other programs: Excel, CSV and JSON.

What stands here are no renderings of the document: no pages, no narratives. Each
function takes what was measured and returns bytes; nothing is read or written.
"""
