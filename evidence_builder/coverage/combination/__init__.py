"""combination."""
