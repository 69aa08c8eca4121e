"""Texts of files as trees with the place of every part; the door of yaml."""
