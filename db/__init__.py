"""The store: actions that are only ever added, encrypted, on SQLite or PostgreSQL. Import the modules, not this."""
