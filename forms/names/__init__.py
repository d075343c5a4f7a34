"""How a reading may be written: names, places and single kanji, out of tables made by ``tools/names.py``."""
