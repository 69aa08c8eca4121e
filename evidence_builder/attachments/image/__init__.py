"""A picture file → a picture that can be embedded, without what a camera wrote."""
