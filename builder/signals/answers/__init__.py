"""What services answered, on its way back: read, held against what is known, shown, and written into the follow-ups."""
