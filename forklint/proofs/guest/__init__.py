"""What runs where the library is: standard library only, nothing of forklint."""
