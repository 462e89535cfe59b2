"""Small cities that are made up for the leak test: a public side, and private sides that may be laid over it."""
