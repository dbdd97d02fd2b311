"""The pytest plugin, in pytest runs of its own."""
