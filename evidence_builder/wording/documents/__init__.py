"""What documents say, whatever portfolio they are of."""
