"""An OpenDocument text → blocks of our own."""
