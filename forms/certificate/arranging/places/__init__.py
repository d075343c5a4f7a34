"""Labels and values as they stand on the page: each with its rectangle."""
