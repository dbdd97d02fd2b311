"""What `forklint demo` tells its story with: an application and its repaired twin, and a database of its own."""
