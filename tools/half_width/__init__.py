"""The recogniser of half-width katakana: the lines that it is trained on, its training and its measuring."""
