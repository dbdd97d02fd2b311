"""`forklint stress` and `forklint demo`, with real servers."""
