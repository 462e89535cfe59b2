"""Whole or not at all: files and folders that take their place in one step. Knows the file system and no other room."""
