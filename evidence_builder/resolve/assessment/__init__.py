"""What assessors and quality assurers wrote, with its links proven."""
