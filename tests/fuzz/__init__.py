"""Damaged files, by the thousand: what is private stays private, or the file is refused."""
