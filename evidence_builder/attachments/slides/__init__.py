"""A PowerPoint presentation → blocks, slide by slide."""
