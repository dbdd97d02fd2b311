"""The servers by name."""

from __future__ import annotations

from tests.services import mariadb, memcached, mimic, postgres, rabbitmq, redis, web

RECIPES = {module.RECIPE.name: module.RECIPE for module in (mariadb, postgres, redis, rabbitmq, memcached, mimic, web)}
