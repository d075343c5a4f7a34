"""Makes the sample certificates in ``samples/``: ``python -m tools.sheets``."""
