"""The second eye: loads the application as the server would, forks test workers, and compares real processes."""
