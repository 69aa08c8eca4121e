"""How values are written for people: phrases of plain values."""
