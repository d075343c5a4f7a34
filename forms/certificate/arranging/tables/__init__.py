"""Which value belongs to which label: beside it, or beneath it."""
