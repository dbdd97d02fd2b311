"""Goes into the application's process: makes it the server that it is, at an address of ours. Standard library only."""
