"""Measurements. Each compares forklint with something else in one run, because seconds differ between machines."""
