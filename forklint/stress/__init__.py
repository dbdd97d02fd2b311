"""The incident as an experiment: the same requests to a server that preloads, and to one that does not."""
