"""A PDF → its pages as they look when it is opened, and nothing else of it."""
