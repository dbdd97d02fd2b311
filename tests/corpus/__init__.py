"""Real bugs with their repairs, code that only looks unsafe, and what forklint once got wrong on real code."""
