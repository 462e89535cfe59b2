"""Data only: what the files say (private) and what the public may see."""
