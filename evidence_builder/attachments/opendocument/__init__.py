"""opendocument."""
