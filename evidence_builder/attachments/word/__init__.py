"""A Word document → blocks of our own."""
