"""Rules that look at a resolved portfolio and its coverage; one function each."""
