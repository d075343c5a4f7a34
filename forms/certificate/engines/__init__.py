"""Readers that others made, PP-OCR and Tesseract: loaded, and asked."""
