"""Reading a moving-out certificate from a picture.

The steps, each a module: ``pictures`` (decode safely) → ``pages`` (rectify) → ``recogniser`` (characters with places)
→ ``ruling`` and ``segments`` (cells and runs of text) → ``labels`` and ``layout`` (which value belongs to which field)
→ ``values`` (text to data) → ``variants`` (高 or 髙) → ``second_reader`` (Tesseract) → ``blackout`` → ``reader``.
"""
