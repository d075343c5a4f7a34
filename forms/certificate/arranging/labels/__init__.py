"""Which texts are labels, and what they stand for."""
