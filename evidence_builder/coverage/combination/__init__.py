"""Rules of combination: whether the chosen units make the qualification."""
