"""The same once more, read by a small network: it confirms, doubts and fills in."""
