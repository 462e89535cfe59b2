"""Figures of speed and memory, over generated cities; not part of the test run."""
