"""Files → models, each with the places of its parts."""
