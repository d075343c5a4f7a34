"""One whole visit on virtual devices: what ``kakanai demo`` shows."""
