"""What every room may import and what imports no room: trouble, texts, events, clock."""
