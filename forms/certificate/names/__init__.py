"""Names and their readings: spelt as the page spells them, and held against each other."""
