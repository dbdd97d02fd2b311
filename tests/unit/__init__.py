"""One folder per room of `forklint/`."""
