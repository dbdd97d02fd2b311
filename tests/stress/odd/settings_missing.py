"""An application that cannot be loaded without its settings."""

import os

from app import app

ADDRESS = os.environ["SHOP_ADDRESS"]
__all__ = ["ADDRESS", "app"]
