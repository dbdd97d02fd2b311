# mypy: ignore-errors
# Imported first, so that it stands before `shop.db` in `sys.modules`.
from shop.db import MASTER, pool, sock

__all__ = ["MASTER", "pool", "sock"]
