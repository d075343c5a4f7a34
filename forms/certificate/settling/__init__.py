"""Each value checked by whoever can tell, until it is sure or doubtful."""
