"""What glyphs are by their shapes alone."""
