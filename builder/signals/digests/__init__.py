"""What one service gets of a period, in every form in which it can be read."""
