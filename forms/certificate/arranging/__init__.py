"""Which text is which field of which person: by geometry and words."""
