"""Vertelkaart: stories in, a searchable city map and a sealed digest out."""
