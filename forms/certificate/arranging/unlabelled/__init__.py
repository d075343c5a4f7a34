"""Values that no label has."""
