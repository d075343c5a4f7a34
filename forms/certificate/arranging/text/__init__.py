"""What a text is by itself: whether it suits a field, is whole, is prose or a mark."""
