"""What assessors and quality assurers do on the terminal."""
