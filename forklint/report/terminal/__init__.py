"""What a person reads: drawn with rich, complete without colour, made for 80 columns."""
