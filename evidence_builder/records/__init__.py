"""Writing into the records of assessors: lines are added, nothing else changes."""
