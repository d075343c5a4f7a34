"""The visitor's screens and the journey through them."""
