"""Reading a moving-out certificate from a picture.

Packages, each of which may know those before it and none behind it (``tests/test_boundaries.py``):

``engines``    PP-OCR and Tesseract, loaded and asked
``pixels``     pictures decoded, made flat and upright, cleared of stamps; their ruled cells
``words``      the words of certificates (``labels.toml``)
``runs``       runs of characters with their places
``data``       from what is written to data, by the kind of a field
``shapes``     what glyphs are by their shapes alone
``arranging``  which text is which field of which person, by geometry and words
``learned``    the same once more by a small network, which confirms, doubts and fills in
``names``      names and their readings, held against each other
``settling``   each value checked by whoever can tell, until it is sure or doubtful

Above them ``layout`` puts the arranging together, ``blackout`` and ``overlooked`` hide numbers, ``papers`` and
``copies`` tell what a page is, and ``reader`` is the whole.
"""
