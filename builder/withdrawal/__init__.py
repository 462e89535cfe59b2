"""Taking a story down, whatever state the other files are in, and seeing to it that it stays down."""
