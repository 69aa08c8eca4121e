"""An Office file → a copy without anything active, for another program to open."""
