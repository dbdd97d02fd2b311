"""What forklint believes about libraries, rules and servers: loads `rules/` into typed tables."""
