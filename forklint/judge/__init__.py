"""Observations into findings: generic over the facts; the few rules that need code have one file each in `rules/`."""
