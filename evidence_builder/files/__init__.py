"""Files of this computer: opened, written and kept safely."""
