"""Mutation testing: small faults put into the program, to see whether tests notice."""
