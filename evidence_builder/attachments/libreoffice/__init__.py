"""Office files → pages, where this computer has LibreOffice."""
