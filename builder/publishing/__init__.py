"""Putting the built site at its public address: a last look, then the folder or the branch, whole or not at all."""
