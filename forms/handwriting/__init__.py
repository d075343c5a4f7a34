"""A character written with the finger → which it may be."""
