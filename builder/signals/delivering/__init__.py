"""The way out of a digest: a folder for its owner only, or mail."""
