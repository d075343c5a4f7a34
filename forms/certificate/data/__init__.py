"""From what is written to data, by the kind of a field."""
