"""The scanner: one interface, SANE behind it, and a virtual glass for the demo."""
