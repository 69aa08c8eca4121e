"""The neutral document: what is said, not how it looks. See ``blocks``."""
