"""`[tool.forklint]` in the nearest `pyproject.toml`, or `forklint.toml`.

It is read before anything else, so it imports next to nothing.
"""

from forklint.config.configuration import Configuration
from forklint.config.read import read_configuration

__all__ = ["Configuration", "read_configuration"]
