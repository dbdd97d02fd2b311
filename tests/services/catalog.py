"""The servers by name."""

from __future__ import annotations

from tests.services import mariadb, memcached, mimic, mongo, postgres, rabbitmq, redis, web

_ALL = (mariadb, postgres, redis, rabbitmq, memcached, mimic, web, mongo)
RECIPES = {module.RECIPE.name: module.RECIPE for module in _ALL}
