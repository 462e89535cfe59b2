"""Makes the pictures and the sound of the demo content; no part of a normal build."""
