"""Recording forms: to be written on, or as text that becomes part of a portfolio."""
