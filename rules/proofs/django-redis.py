"""django-redis, with a real server."""

from django.conf import settings
from django.core.cache import caches


class Cache:
    """Django's cache in Redis."""

    row = "django_redis.cache.RedisCache"
    service = "redis"

    def build(self):
        backend = "django_redis.cache.RedisCache"
        location = f"redis://{self.at.host}:{self.at.port}/1"
        settings.configure(CACHES={"default": {"BACKEND": backend, "LOCATION": location}})
        return caches["default"]

    def use(self, cache):
        cache.set("first", "first")

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
