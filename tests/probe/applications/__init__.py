"""Small applications with one fault each, and the repair that a good engineer would make. README.md explains them."""
