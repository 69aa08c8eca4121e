"""Names in one file → things in another, each link proven or reported."""
