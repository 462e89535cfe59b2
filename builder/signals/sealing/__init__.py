"""Closing a digest for its recipients, in memory, and the keys that it takes."""
