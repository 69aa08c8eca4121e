"""Each kind of block of a document as Word paragraphs and tables."""
