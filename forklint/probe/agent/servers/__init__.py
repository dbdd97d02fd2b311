"""One file per server: runs the real one in this process and calls the agent at the right instants."""
