"""`python -m forklint` is the console script."""

from forklint.cli.main import console

console()
