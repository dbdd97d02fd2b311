"""The folder from which recipes import what they have in common."""
