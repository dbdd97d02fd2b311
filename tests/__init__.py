"""The tests. `unit/` mirrors forklint/; the other folders are named after what they hold forklint to."""
