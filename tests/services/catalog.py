"""The servers by name."""

from __future__ import annotations

from tests.services import mariadb, memcached, mimic, mongo, postgres, rabbitmq, redis, web

_ALL = (mariadb, postgres, redis, rabbitmq, memcached, mimic, web, mongo)
RECIPES = {recipe.name: recipe for recipe in (*(module.RECIPE for module in _ALL), postgres.TLS)}
