"""The printer: one interface; CUPS, a folder, and a virtual printer behind it."""
