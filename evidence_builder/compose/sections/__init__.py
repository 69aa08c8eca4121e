"""The sections of a portfolio, each a function from what was measured to blocks."""
