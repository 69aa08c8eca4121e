"""Model and coverage → the neutral document. All the words of a portfolio live here."""
