"""What a finger types with: first the models without Qt, then the widgets over them."""
