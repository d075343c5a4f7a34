"""Whose a value is."""
