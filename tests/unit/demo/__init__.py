"""`forklint demo` without its servers."""
