"""A document in a centre's own Word file: its styles, its headers and its cover."""
