"""Rules that the facts alone cannot state, one file each, named by their code."""
