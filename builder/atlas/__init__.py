"""The map, what lies near what, and the words to find stories by: worked out from an edition."""
