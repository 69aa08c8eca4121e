"""A learner's Markdown → blocks; no word is lost, and nothing written can run."""
