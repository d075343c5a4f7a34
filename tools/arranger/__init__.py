"""The learned arranger: sheets to learn from, and the training (see docs/arranging.md)."""
