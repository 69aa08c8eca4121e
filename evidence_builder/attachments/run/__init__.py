"""Files converted in child processes with limits, and what is kept of it."""
