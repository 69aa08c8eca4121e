"""A PDF → pages that a document for the archive (PDF/A-2) may hold."""
