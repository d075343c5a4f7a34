"""Forms to print: described as data, filled from a visit's values, one folder a form."""
