"""Training of the reader of single glyphs: faces, drawing with damage, training."""
