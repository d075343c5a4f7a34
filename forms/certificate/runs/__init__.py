"""Runs of characters with their places: what lies between pixels and fields."""
